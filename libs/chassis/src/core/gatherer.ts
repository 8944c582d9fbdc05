import type { Timers } from './ports.ts';

/** Gathers single look-ups of one turn into grouped reads (WRITE-PATH 8: no single find on a command's path). */
export class Gatherer<Found> {
  readonly #timers: Timers;
  readonly #read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;
  #asked = new Map<
    string,
    { resolve: (found: Found | undefined) => void; reject: (problem: unknown) => void }[]
  >();

  constructor(
    timers: Timers,
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
  ) {
    this.#timers = timers;
    this.#read = read;
  }

  get(id: string): Promise<Found | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#asked.size === 0) this.#timers.soon(() => void this.#flush());
      const waiting = this.#asked.get(id);
      if (waiting) waiting.push({ resolve, reject });
      else this.#asked.set(id, [{ resolve, reject }]);
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
