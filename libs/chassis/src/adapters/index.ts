export * from './express-shell.ts';
export * from './oidc-identity.ts';
export * from './config.ts';
export * from './log.ts';
export * from './redact.ts';
export * from './telemetry.ts';
