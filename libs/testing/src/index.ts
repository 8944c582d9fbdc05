export * from './simulation.ts';
export * from './service-fixture.ts';
export * from './bad-input/index.ts';
