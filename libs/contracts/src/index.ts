export * from './core/index.ts';
export * from './shared/words.ts';
export * from './households/index.ts';
export * from './vouchers/index.ts';
export * from './listings/index.ts';
export * from './settlement/index.ts';
export * from './notifications/index.ts';
export * from './contracts.ts';
