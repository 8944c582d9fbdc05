/** A remembered command: where its commit is and what it asked for. */
export interface RememberedKey {
  readonly version: number;
  readonly commandHash: string;
}

/** How many keys a folded document keeps; older ones are looked up (WRITE-PATH 5). */
export const keptKeys = 32;

interface Link {
  readonly key: string;
  readonly remembered: RememberedKey;
  readonly before: Link | undefined;
}

/**
 * The keys of a stream's newest commits. Immutable, and each shares all but its newest with the one before: a hot
 * stream makes a head for every commit, and copying 32 keys each time was a tenth of all that a service allocates.
 */
export class RecentKeys {
  static readonly none = new RecentKeys(undefined, 0);

  readonly #newest: Link | undefined;
  /** At least the last `keptKeys` commits are remembered, if there were so many. */
  readonly size: number;

  private constructor(newest: Link | undefined, size: number) {
    this.#newest = newest;
    this.size = size;
  }

  /** Oldest first. */
  static of(entries: Iterable<readonly [key: string, remembered: RememberedKey]>): RecentKeys {
    let newest: Link | undefined;
    let size = 0;
    for (const [key, remembered] of entries) {
      newest = { key, remembered, before: newest };
      size++;
    }
    return new RecentKeys(newest, size);
  }

  with(key: string, remembered: RememberedKey): RecentKeys {
    // Twice as many before the old ones are let go: then that is done once in `keptKeys` commits.
    const kept = this.size < 2 * keptKeys ? this : RecentKeys.of(this.newest());
    return new RecentKeys({ key, remembered, before: kept.#newest }, kept.size + 1);
  }

  get(key: string): RememberedKey | undefined {
    for (let link = this.#newest; link; link = link.before)
      if (link.key === key) return link.remembered;
    return undefined;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** The last `keptKeys`, oldest first. */
  newest(): (readonly [key: string, remembered: RememberedKey])[] {
    const entries: (readonly [string, RememberedKey])[] = [];
    for (let link = this.#newest; link && entries.length < keptKeys; link = link.before)
      entries.push([link.key, link.remembered]);
    return entries.reverse();
  }
}
