import type { MirrorDeclaration } from './command.ts';
import type { Ports } from './ports.ts';
import { mirrorCollection, type MirrorDocument } from './reader.ts';

/** What is known of one foreign stream while a batch is handled. */
export interface Cursor {
  readonly stream: string;
  readonly collection: string;
  readonly mirror: MirrorDeclaration<unknown>;
  position: number;
  hash: string;
  facts: unknown;
  /** Nothing was stored of this stream when it was looked up. */
  readonly isNew: boolean;
}

const rememberedAtMost = 1_000;

/** Where the service stands in each stream of one producer: the mirror documents, and those lately used in memory. */
export class Cursors {
  readonly #ports: Ports;
  readonly #producer: string;
  readonly #families: ReadonlyMap<string, MirrorDeclaration<unknown>>;
  readonly #remembered = new Map<string, MirrorDocument>();

  constructor(
    ports: Ports,
    producer: string,
    families: ReadonlyMap<string, MirrorDeclaration<unknown>>,
  ) {
    this.#ports = ports;
    this.#producer = producer;
    this.#families = families;
  }

  async of(streams: readonly string[]): Promise<Map<string, Cursor>> {
    const byFamily = Map.groupBy(streams, familyOf);
    const cursors = new Map<string, Cursor>();
    await Promise.all(
      [...byFamily].map(async ([family, ofFamily]) => {
        const mirror = this.#families.get(family)!;
        const collection = mirrorCollection(this.#producer, family);
        const found = new Map<string, MirrorDocument>();
        const unknown: string[] = [];
        for (const stream of ofFamily) {
          const document = this.#remembered.get(stream);
          if (document) found.set(stream, document);
          else unknown.push(stream);
        }
        const stored = await this.#ports.store.folded<MirrorDocument>(collection, unknown);
        for (const document of stored) {
          this.#remember(document);
          found.set(document._id, document);
        }
        for (const stream of ofFamily) {
          const document = found.get(stream);
          cursors.set(stream, {
            stream,
            collection,
            mirror,
            position: document?.version ?? 0,
            hash: document?.hash ?? '',
            facts: document ? document.facts : mirror.initial,
            isNew: document === undefined,
          });
        }
      }),
    );
    return cursors;
  }

  async write(cursors: readonly Cursor[]): Promise<void> {
    const isNew = new Set(cursors.flatMap((cursor) => (cursor.isNew ? [cursor.stream] : [])));
    const documents = cursors.map((cursor): [string, MirrorDocument] => [
      cursor.collection,
      { _id: cursor.stream, version: cursor.position, hash: cursor.hash, facts: cursor.facts },
    ]);
    await Promise.all(
      [...Map.groupBy(documents, ([collection]) => collection)].map(([collection, ofCollection]) =>
        this.#ports.store.writeFolded(
          collection,
          ofCollection.map(([, document]) => document).sort((a, b) => (a._id < b._id ? -1 : 1)),
          (id) => isNew.has(id),
        ),
      ),
    );
    for (const [, document] of documents) this.#remember(document);
  }

  /** The next look is at the database: another replica may have gone on. */
  forget(stream: string): void {
    this.#remembered.delete(stream);
  }

  #remember(document: MirrorDocument): void {
    // The order of the map is that of the last use.
    this.#remembered.delete(document._id);
    if (this.#remembered.size >= rememberedAtMost)
      this.#remembered.delete(this.#remembered.keys().next().value!);
    this.#remembered.set(document._id, document);
  }
}

/** `till/t1` → `till`: the family is the kind of the stream. */
export function familyOf(stream: string): string {
  return stream.slice(0, stream.indexOf('/'));
}
