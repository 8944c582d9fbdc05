import { GroupStart } from './group-start.ts';
import type { Timers } from './ports.ts';

/** What comes while a call is under way is gathered for the next one. */
const limits = { atOnce: 2, worthStarting: 16, lingerMillis: 5 } as const;

/**
 * Gathers single look-ups, or single writes, into grouped calls (WRITE-PATH 8: no single find on a command's path).
 * The busier the database, the larger the groups.
 */
export class Gatherer<Found> {
  readonly #next: GroupStart;
  readonly #read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>;
  #asked = new Map<
    string,
    { resolve: (found: Found | undefined) => void; reject: (problem: unknown) => void }[]
  >();

  #calls = 0;

  constructor(
    timers: Timers,
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
  ) {
    this.#read = read;
    this.#next = new GroupStart({
      timers,
      limits,
      now: () => ({ waiting: this.#asked.size, underWay: this.#calls }),
      start: () => void this.#flush(),
    });
  }

  get(id: string): Promise<Found | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = this.#asked.get(id);
      if (waiting) waiting.push({ resolve, reject });
      else this.#asked.set(id, [{ resolve, reject }]);
      this.#next.consider();
    });
  }

  async #flush(): Promise<void> {
    const asked = this.#asked;
    this.#asked = new Map();
    this.#calls++;
    try {
      const found = await this.#read([...asked.keys()]);
      for (const [id, waiting] of asked) for (const { resolve } of waiting) resolve(found.get(id));
    } catch (problem) {
      for (const waiting of asked.values()) for (const { reject } of waiting) reject(problem);
    }
    this.#calls--;
    this.#next.consider();
  }
}
