export { drawSchedule } from './schedule.ts';
export type { Fault, FaultKind } from './schedule.ts';
export { torture } from './torture.ts';
export type { TortureOptions, TortureResult } from './torture.ts';
