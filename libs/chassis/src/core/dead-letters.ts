import { pause } from './insert.ts';
import type { FoldedDocument, Ports } from './ports.ts';

export const deadLetterCollection = 'dead-letters';

/** One event in a dead letter; `id` keeps a redelivered one from being laid twice. */
export interface LetterEntry {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Events that a handler failed on, and those of the same stream behind them, in order (WRITE-PATH 22). */
export interface DeadLetter extends FoldedDocument {
  /** `<producer>/<stream>`, or `own/<stream>` for a reaction to an own event. */
  readonly _id: string;
  readonly laidAt: string;
  readonly events: readonly LetterEntry[];
}

/** Events kept behind the first failure of one stream; above it consumption of the stream stops. */
export const deadLetterBound = 500;

/** Nothing more is laid behind it. */
export function isFull({ events }: DeadLetter): boolean {
  return events.length >= deadLetterBound;
}

/** `gone`: it was to be laid behind a letter that an operator has replayed meanwhile. */
export type Laid = 'laid' | 'full' | 'gone';

const againMillis = 20;

/** The list an operator sees, repairs and replays. */
export class DeadLetters {
  readonly #ports: Ports;
  /** Sources known to have a dead letter. */
  readonly #known = new Set<string>();
  /** Letters are laid one after another, so that none overwrites another of this process. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  async prepare(): Promise<void> {
    for (const { _id } of await this.list()) this.#known.add(_id);
  }

  list(): Promise<DeadLetter[]> {
    return this.#ports.store.find<DeadLetter>(
      deadLetterCollection,
      {},
      { sort: { _id: 1 }, limit: 1_000 },
    );
  }

  async get(source: string): Promise<DeadLetter | undefined> {
    const [letter] = await this.#ports.store.folded<DeadLetter>(deadLetterCollection, [source]);
    if (letter) this.#known.add(source);
    else this.#known.delete(source);
    return letter;
  }

  /** What this process knows; `get` asks the database, since another replica may have laid or taken one. */
  has(source: string): boolean {
    return this.#known.has(source);
  }

  /** Lays events behind what is there. With `behind`, only if something is there. */
  lay(options: {
    source: string;
    events: readonly LetterEntry[];
    behind?: boolean;
  }): Promise<Laid> {
    const laid = this.#last.then(() => this.#lay(options));
    this.#last = laid.catch(() => undefined);
    return laid;
  }

  async #lay({
    source,
    events,
    behind,
  }: {
    source: string;
    events: readonly LetterEntry[];
    behind?: boolean;
  }): Promise<Laid> {
    for (;;) {
      const there = await this.get(source);
      if (behind && !there) return 'gone';
      const ids = new Set(there?.events.map(({ id }) => id));
      const fresh = events.filter(({ id }) => !ids.has(id));
      if (fresh.length === 0) return 'laid';
      const all = [...(there?.events ?? []), ...fresh];
      if (all.length > deadLetterBound) return 'full';
      const letter: DeadLetter = {
        _id: source,
        version: (there?.version ?? 0) + 1,
        laidAt: there?.laidAt ?? new Date(this.#ports.clock.now()).toISOString(),
        events: all,
      };
      await this.#ports.store.writeFolded(deadLetterCollection, [letter]);
      // Another replica may have written the same version: what is there now decides.
      const stored = new Set((await this.get(source))?.events.map(({ id }) => id));
      if (fresh.every(({ id }) => stored.has(id))) {
        if (!there)
          this.#ports.log.error('a dead letter was laid; an operator must look', {
            source,
            events: all.length,
          });
        return 'laid';
      }
      await pause(this.#ports, againMillis);
    }
  }

  /** Takes a replayed letter away, unless something was laid behind it meanwhile: then answers false. */
  async take({ _id, version }: DeadLetter): Promise<boolean> {
    await this.#ports.store.removeFolded(deadLetterCollection, [_id], version);
    return (await this.get(_id)) === undefined;
  }
}
