import type { AnyAggregate } from './head.ts';
import { QuarantinedStream } from './head.ts';
import { loadHeads } from './loader.ts';
import type { FoldedDocument, Ports } from './ports.ts';

export const busGuardCollection = 'own-bus';
const documentId = 'own';
const messagesLookedAt = 100;

/** What the publisher keeps about its own stream on the bus. */
interface KnownBus extends FoldedDocument {
  readonly createdAt: string;
  /** The newest event on the bus that an operator has accepted as not being in the database. */
  readonly accepted: readonly string[];
}

/**
 * Compares the bus with the database, which is the truth. A stream on the bus with another creation time was wiped
 * (WRITE-PATH 25); an event on it that the database does not know means that the database was set back to an earlier
 * hour, and the service is not ready until an operator has said that it may go on (WRITE-PATH 24).
 */
export class BusGuard {
  readonly #ports: Ports;
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #sayEverything: () => Promise<void>;
  #known: KnownBus | undefined;
  #unknown: readonly string[] = [];

  constructor(options: {
    ports: Ports;
    aggregates: ReadonlyMap<string, AnyAggregate>;
    /** Publishes where every stream stands, so that subscribers ask for what they miss. */
    sayEverything: () => Promise<void>;
  }) {
    this.#ports = options.ports;
    this.#aggregates = options.aggregates;
    this.#sayEverything = options.sayEverything;
  }

  /** Events on the bus that the database does not know. */
  get unknown(): readonly string[] {
    return this.#unknown;
  }

  async start(): Promise<void> {
    [this.#known] = await this.#ports.store.folded<KnownBus>(busGuardCollection, [documentId]);
    await this.check();
    const found = await this.#unknownOnBus();
    const accepted = new Set(this.#known?.accepted);
    this.#unknown = found.filter((id) => !accepted.has(id));
    if (this.#unknown.length > 0)
      this.#ports.log.error('the bus holds events the database does not know: was it set back?', {
        events: this.#unknown,
      });
  }

  /** Makes stream and consumers if they are gone; a new stream is filled again. */
  async check(): Promise<void> {
    await this.#ports.bus.prepare();
    const createdAt = await this.#ports.bus.createdAt();
    const before = this.#known?.createdAt;
    if (createdAt === before) return;
    if (before !== undefined) {
      this.#ports.log.warn('the stream on the bus is a new one; filling it again', { createdAt });
      await this.#sayEverything();
    }
    await this.#remember({ createdAt });
  }

  /** True when the stream is no longer the one that was known. */
  async hasChanged(): Promise<boolean> {
    return (await this.#ports.bus.createdAt()) !== this.#known?.createdAt;
  }

  /** The operator has looked: what the bus has more than the database is given up (WRITE-PATH 24). */
  async recover(): Promise<void> {
    const accepted = [...(this.#known?.accepted ?? []), ...this.#unknown].slice(-messagesLookedAt);
    await this.#remember({ accepted });
    this.#unknown = [];
    this.#ports.log.warn('the operator has accepted that the database was set back', { accepted });
  }

  async #remember(change: Partial<Pick<KnownBus, 'createdAt' | 'accepted'>>): Promise<void> {
    this.#known = {
      _id: documentId,
      createdAt: '',
      accepted: [],
      ...this.#known,
      ...change,
      version: (this.#known?.version ?? 0) + 1,
    };
    await this.#ports.store.writeFolded(busGuardCollection, [this.#known]);
  }

  async #unknownOnBus(): Promise<string[]> {
    const events = (await this.#ports.bus.lastMessages(messagesLookedAt)).flatMap((headers) => {
      const { 'ce-id': id, 'ce-subject': stream, 'ce-position': position } = headers;
      if (!id || !stream || !position) return [];
      if (!this.#aggregates.has(stream.slice(0, stream.indexOf('/')))) return [];
      return [{ id, stream, position: Number(position) }];
    });
    if (events.length === 0) return [];
    const streams = [...new Set(events.map(({ stream }) => stream))];
    const heads = await loadHeads(this.#ports.store, this.#aggregates, streams);
    return events.flatMap(({ id, stream, position }) => {
      const head = heads.get(stream)!;
      if (head instanceof QuarantinedStream || head.position > position) return [];
      const isKnown = head.position === position && id.endsWith(`#${head.positionHash}`);
      return isKnown ? [] : [id];
    });
  }
}
