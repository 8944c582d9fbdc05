/** A database or the bus could not be reached or read: nothing is known, neither good nor bad. */
export class CannotRead extends Error {
  override name = 'CannotRead';

  /** Wraps whatever a driver threw, with what was being read. */
  static from(what: string, problem: unknown): CannotRead {
    const reason = problem instanceof Error ? problem.message : String(problem);
    return new CannotRead(`${what}: ${reason}`, { cause: problem });
  }
}
