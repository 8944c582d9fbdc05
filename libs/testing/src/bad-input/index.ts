export * from './example.ts';
export * from './wrong-values.ts';
export * from './bad-input.ts';
export * from './other-example.ts';
export * from './check.ts';
export * from './stub-door.ts';
export * from './role-matrix.ts';
export * from './service-harness.ts';
