export * from './request.ts';
export * from './problem.ts';
export * from './identity.ts';
export * from './refused.ts';
export * from './rate-limit.ts';
export * from './bound-route.ts';
export * from './telemetry.ts';
export * from './door.ts';
