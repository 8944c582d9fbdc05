import type { Timers } from './ports.ts';

/** Calls at once: what comes while they are under way is gathered for the next one. */
const callsAtOnce = 2;

/**
 * Gathers single look-ups, or single writes, into grouped calls (WRITE-PATH 8: no single find on a command's path).
 * The busier the database, the larger the groups.
 */
export class Gatherer<Found> {
  readonly #timers: Timers;
  readonly #read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;
  #asked = new Map<
    string,
    { resolve: (found: Found | undefined) => void; reject: (problem: unknown) => void }[]
  >();

  #calls = 0;
  #isScheduled = false;

  constructor(
    timers: Timers,
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
  ) {
    this.#timers = timers;
    this.#read = read;
  }

  get(id: string): Promise<Found | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = this.#asked.get(id);
      if (waiting) waiting.push({ resolve, reject });
      else this.#asked.set(id, [{ resolve, reject }]);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#calls >= callsAtOnce || this.#asked.size === 0) return;
    this.#isScheduled = true;
    this.#timers.soon(() => {
      this.#isScheduled = false;
      this.#calls++;
      void this.#flush().finally(() => {
        this.#calls--;
        this.#schedule();
      });
    });
  }

  async #flush(): Promise<void> {
    const asked = this.#asked;
    this.#asked = new Map();
    try {
      const found = await this.#read([...asked.keys()]);
      for (const [id, waiting] of asked) for (const { resolve } of waiting) resolve(found.get(id));
    } catch (problem) {
      for (const waiting of asked.values()) for (const { reject } of waiting) reject(problem);
    }
  }
}
