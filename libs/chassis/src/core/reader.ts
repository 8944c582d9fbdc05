import type { Aggregate, FactReader, MirrorDeclaration } from './command.ts';
import { QuarantinedStream, type AnyAggregate, type Head } from './head.ts';
import { Gatherer } from './gatherer.ts';
import { loadHeads, type KnownHead } from './loader.ts';
import type { FoldedDocument, Ports } from './ports.ts';

/** What a service keeps of one foreign stream: cursor, gap detector and facts in one (WRITE-PATH 23). */
export interface MirrorDocument extends FoldedDocument {
  /** Hash prefix of the last event taken. */
  readonly hash: string;
  readonly facts: unknown;
}

export function mirrorCollection(producer: string, family: string): string {
  return `mirror-${producer}-${family}`;
}

/** Reads exact states of own streams and remembered facts of foreign ones. */
export class Reader implements FactReader {
  readonly #heads: Gatherer<Head | QuarantinedStream>;
  readonly #mirrors = new Map<string, Gatherer<MirrorDocument>>();
  readonly #ports: Ports;

  constructor(ports: Ports, aggregates: ReadonlyMap<string, AnyAggregate>, known: KnownHead) {
    this.#ports = ports;
    this.#heads = new Gatherer(ports.timers, (streams) =>
      loadHeads(ports.store, aggregates, streams, known),
    );
  }

  /** Folds to the head, so that a client reads its own writes (WRITE-PATH 12). */
  async head(stream: string): Promise<Head> {
    const head = await this.#heads.get(stream);
    if (!head) throw new Error(`no head for ${stream}`);
    if (head instanceof QuarantinedStream) throw head;
    return head;
  }

  async state<State>(
    aggregate: Aggregate<State, never>,
    id: string,
  ): Promise<{ state: State; version: number }> {
    const head = await this.head(`${aggregate.kind}/${id}`);
    return { state: head.state as State, version: head.version };
  }

  async mirror<Facts>(mirror: MirrorDeclaration<Facts>, id: string): Promise<Facts | undefined> {
    const document = await this.mirrorDocument(mirror, id);
    return document?.facts as Facts | undefined;
  }

  mirrorDocument(
    mirror: { readonly producer: string; readonly family: string },
    id: string,
  ): Promise<MirrorDocument | undefined> {
    const collection = mirrorCollection(mirror.producer, mirror.family);
    let gatherer = this.#mirrors.get(collection);
    if (!gatherer) {
      gatherer = new Gatherer(this.#ports.timers, async (streams) => {
        const documents = await this.#ports.store.folded<MirrorDocument>(collection, streams);
        return new Map(documents.map((document) => [document._id, document]));
      });
      this.#mirrors.set(collection, gatherer);
    }
    return gatherer.get(`${mirror.family}/${id}`);
  }
}

/** A reader that notes the position of every foreign fact it gave out (WRITE-PATH 16). */
export class NotingReader implements FactReader {
  readonly basis: Record<string, number> = {};
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  state<State>(
    aggregate: Aggregate<State, never>,
    id: string,
  ): Promise<{ state: State; version: number }> {
    return this.#reader.state(aggregate, id);
  }

  async mirror<Facts>(mirror: MirrorDeclaration<Facts>, id: string): Promise<Facts | undefined> {
    const document = await this.#reader.mirrorDocument(mirror, id);
    this.basis[`${mirror.producer}/${mirror.family}/${id}`] = document?.version ?? 0;
    return document?.facts as Facts | undefined;
  }
}
