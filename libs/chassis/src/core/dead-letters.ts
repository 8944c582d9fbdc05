import type { FoldedDocument, Ports } from './ports.ts';

export const deadLetterCollection = 'dead-letters';

/** Events that a handler failed on, and those of the same stream behind them, in order (WRITE-PATH 22). */
export interface DeadLetter extends FoldedDocument {
  /** `<producer>/<stream>`, or `own/<stream>` for a reaction to an own event. */
  readonly _id: string;
  readonly laidAt: string;
  readonly events: readonly unknown[];
}

/** Events kept behind the first failure of one stream; above it consumption of the stream stops. */
export const deadLetterBound = 500;

/** The list an operator sees, repairs and replays. */
export class DeadLetters {
  readonly #ports: Ports;
  /** Sources known to have a dead letter. */
  readonly #known = new Map<string, DeadLetter>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  async prepare(): Promise<void> {
    for (const letter of await this.list()) this.#known.set(letter._id, letter);
  }

  list(): Promise<DeadLetter[]> {
    return this.#ports.store.find<DeadLetter>(
      deadLetterCollection,
      {},
      { sort: { _id: 1 }, limit: 1_000 },
    );
  }

  has(source: string): boolean {
    return this.#known.has(source);
  }

  /** Lays events behind what is there. Answers false when the bound is reached. */
  async lay({ source, events }: { source: string; events: readonly unknown[] }): Promise<boolean> {
    const [there] = await this.#ports.store.folded<DeadLetter>(deadLetterCollection, [source]);
    const all = [...(there?.events ?? []), ...events];
    if (all.length > deadLetterBound) return false;
    const letter: DeadLetter = {
      _id: source,
      version: (there?.version ?? 0) + 1,
      laidAt: there?.laidAt ?? new Date(this.#ports.clock.now()).toISOString(),
      events: all,
    };
    await this.#ports.store.writeFolded(deadLetterCollection, [letter]);
    this.#known.set(source, letter);
    this.#ports.log.error('a dead letter was laid; an operator must look', {
      source,
      events: all.length,
    });
    return true;
  }

  async take(source: string): Promise<void> {
    await this.#ports.store.removeFolded(deadLetterCollection, [source]);
    this.#known.delete(source);
  }
}
