export * from './core/ports.ts';
export * from './core/command.ts';
export * from './http/index.ts';
