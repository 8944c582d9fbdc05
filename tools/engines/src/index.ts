export { EngineProblem } from './engine-problem.ts';
export type { EngineProblemCode } from './engine-problem.ts';
export * from './nats-accounts.ts';
export { natsAccountsFile, natsConfigFile, renderAccounts } from './nats-config.ts';
export type { EngineProcess } from './processes.ts';
export { createServiceDatabases } from './service-databases.ts';
export type { ServiceDatabases } from './service-databases.ts';
export { ensureEngines, startEngines } from './start.ts';
export type { AvailableEngines, EnsureOptions, RunningEngines, StartOptions } from './start.ts';
