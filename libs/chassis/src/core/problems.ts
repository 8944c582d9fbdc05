import { BusAway, StoreAway } from './ports.ts';

/** Why a command has no outcome yet. The door turns each into a 503 with a clear text; the caller repeats. */

/** Too much is waiting; nothing was decided. */
export class Busy extends Error {
  override name = 'Busy';
}

/** Eight rounds were lost to other writers of the same stream; nothing was decided (WRITE-PATH 9). */
export class Contention extends Error {
  override name = 'Contention';
}

/** The database's reply was lost; the same key tells later what happened (WRITE-PATH 4). */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}

/** The service is shutting down; nothing was decided. */
export class ShuttingDown extends Error {
  override name = 'ShuttingDown';
}

export function isPassing(problem: unknown): boolean {
  return (
    problem instanceof Busy ||
    problem instanceof Contention ||
    problem instanceof OutcomeUnknown ||
    problem instanceof ShuttingDown ||
    problem instanceof StoreAway ||
    problem instanceof BusAway
  );
}
