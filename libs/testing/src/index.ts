export * from './bad-input/index.ts';
