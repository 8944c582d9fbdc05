export { noFaults, SimulatedCity } from './city.ts';
export type { CityFaults } from './city.ts';
export { runSeed } from './run.ts';
export type { RunOptions, RunResult } from './run.ts';
