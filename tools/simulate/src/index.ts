export { SimulatedCity } from './city.ts';
export { noFaults, type CityFaults } from './faults.ts';
export { runSeed } from './run.ts';
export type { RunOptions, RunResult } from './run.ts';
