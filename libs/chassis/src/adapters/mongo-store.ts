import type mongoose from 'mongoose';
import type {
  CollectionDeclaration,
  Filter,
  FindOptions,
  FoldedDocument,
  Scalar,
  Store,
} from '../core/ports.ts';
import { indexFor, type Index } from './index-hint.ts';
import { awayOr, codeOf, codes, writeErrorsOf } from './mongo-problems.ts';
import { MongoCommits } from './mongo-commits.ts';
import { calling, openConnection } from './mongo-server.ts';

const usualPatienceMillis = 20_000;

/**
 * A service's own database on any MongoDB-wire server: commits, and views and mirrors, found by their indexes and written
 * under the guard of their version. Needs no transactions, unique indexes or change streams.
 */
export class MongoStore extends MongoCommits implements Store {
  readonly #indexes = new Map<string, readonly Index[]>();

  /** Connects; the url names the database. Throws StoreAway when it is not there; later it finds back by itself. */
  static async connect(
    url: string,
    options: { poolSize?: number; patienceMillis?: number } = {},
  ): Promise<MongoStore> {
    const { patienceMillis = usualPatienceMillis } = options;
    const connection = await openConnection(url, { ...options, patienceMillis });
    return new MongoStore(connection, patienceMillis);
  }

  #collection(name: string): mongoose.mongo.Collection<FoldedDocument> {
    return this.collection(name);
  }

  async prepare(collections: readonly CollectionDeclaration[]): Promise<void> {
    for (const { name, indexes } of collections) this.#indexes.set(name, indexes);
    try {
      await this.#prepareAll(collections);
    } catch (problem) {
      throw awayOr(problem);
    }
  }

  /** Asking for what is there already costs the embedded engine seconds at every start: it is not asked for. */
  async #prepareAll(collections: readonly CollectionDeclaration[]): Promise<void> {
    const there = new Set((await this.connection.listCollections()).map(({ name }) => name));
    const create = async (name: string): Promise<void> => {
      if (!there.has(name)) await this.connection.createCollection(name).catch(ignoreExisting);
    };
    await Promise.all([
      create('commits').then(() => this.prepareCommits()),
      ...collections.map(async ({ name, indexes }) => {
        await create(name);
        const missing = there.has(name) ? await this.#missingIndexes(name, indexes) : indexes;
        if (missing.length > 0)
          await this.#collection(name).createIndexes(missing.map((key) => ({ key: { ...key } })));
      }),
    ]);
  }

  async #missingIndexes(name: string, indexes: readonly Index[]): Promise<Index[]> {
    const known = new Set(
      (await this.#collection(name).indexes()).map(({ key }) => JSON.stringify(key)),
    );
    return indexes.filter((index) => !known.has(JSON.stringify(index)));
  }

  async folded<Document extends FoldedDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<Document[]> {
    if (ids.length === 0) return [];
    return (await calling(() =>
      this.#collection(collection)
        .find({ _id: { $in: [...ids] } }, this.limited())
        .toArray(),
    )) as unknown as Document[];
  }

  async writeFolded(
    collection: string,
    documents: readonly FoldedDocument[],
    isNew: (id: string) => boolean = () => false,
  ): Promise<void> {
    const [known] = await Promise.all([
      this.#insertFolded(
        collection,
        documents.filter(({ _id }) => isNew(_id)),
      ),
      this.#replaceFolded(
        collection,
        documents.filter(({ _id }) => !isNew(_id)),
      ),
    ]);
    await this.#replaceFolded(collection, known);
  }

  /** Answers those that are not certain to be written: some version was there already. */
  async #insertFolded(
    collection: string,
    documents: readonly FoldedDocument[],
  ): Promise<readonly FoldedDocument[]> {
    if (documents.length === 0) return [];
    try {
      const failed = await this.insert(collection, documents, false);
      return failed.map(({ index }) => documents[index]!);
    } catch (problem) {
      if (codeOf(problem) === codes.deadlock) return documents;
      throw awayOr(problem);
    }
  }

  /**
   * Guarded by the version. The guard stands in the update and not in the filter: by `_id` alone the embedded engine finds
   * a document without planning a query for each, which halves what a replacement costs it.
   */
  async #replaceFolded(collection: string, documents: readonly FoldedDocument[]): Promise<void> {
    let pending = [...documents];
    for (let round = 0; pending.length > 0; round++) {
      try {
        await this.#collection(collection).bulkWrite(
          pending.map((document) => ({
            updateOne: {
              filter: { _id: document._id },
              update: [replacementIfNewer(document)],
              upsert: true,
            },
          })),
          { ordered: false, ignoreUndefined: false, ...this.limited() },
        );
        return;
      } catch (problem) {
        const failed = writeErrorsOf(problem);
        if (!failed && codeOf(problem) !== codes.deadlock) throw awayOr(problem);
        // A duplicate means that the same or a newer version is there already; a deadlock was not written.
        const again = failed
          ? failed.filter(({ code }) => code !== codes.duplicate)
          : pending.map((_, index) => ({ index, code: codes.deadlock }));
        if (round >= 20 || again.some(({ code }) => code !== codes.deadlock)) throw awayOr(problem);
        pending = again.map(({ index }) => pending[index]!);
      }
    }
  }

  async removeFolded(
    collection: string,
    ids: readonly string[],
    upToVersion?: number,
  ): Promise<void> {
    await calling(() =>
      this.#collection(collection).deleteMany(
        {
          _id: { $in: [...ids] },
          ...(upToVersion !== undefined && { version: { $lte: upToVersion } }),
        },
        this.limited(),
      ),
    );
  }

  async find<Document extends FoldedDocument>(
    collection: string,
    filter: Filter,
    options: FindOptions,
  ): Promise<Document[]> {
    const hint = indexFor(filter, this.#indexes.get(collection) ?? []);
    return (await calling(() =>
      this.#collection(collection)
        .find(filter as mongoose.mongo.Filter<FoldedDocument>, {
          // Without an order that was asked for, none is: a sort by `_id` would make the planner scan by it.
          ...(options.sort && { sort: { ...options.sort } }),
          ...(hint && { hint }),
          ...this.limited(),
        })
        .limit(options.limit)
        .toArray(),
    )) as unknown as Document[];
  }

  async sums(
    collection: string,
    filter: Filter,
    by: string | undefined,
    fields: readonly string[],
  ): Promise<{ key: Scalar; count: number; sums: Record<string, number> }[]> {
    const names = fields.map((field, index) => [`sum${index}`, field] as const);
    const rows = await calling(() =>
      this.#collection(collection)
        .aggregate<Record<string, unknown>>(
          [
            { $match: filter },
            {
              $group: {
                _id: by === undefined ? null : `$${by}`,
                count: { $sum: 1 },
                ...Object.fromEntries(names.map(([name, field]) => [name, { $sum: `$${field}` }])),
              },
            },
            { $sort: { _id: 1 } },
          ],
          this.limited(),
        )
        .toArray(),
    );
    return rows.map((row) => ({
      key: (row['_id'] ?? null) as Scalar,
      count: Number(row['count']),
      sums: Object.fromEntries(names.map(([name, field]) => [field, Number(row[name])])),
    }));
  }

  async renameCollection(from: string, to: string): Promise<void> {
    await this.#collection(from).rename(to, { dropTarget: true });
  }
}

/** `$literal`, because a text of the document may begin with a dollar sign. */
function replacementIfNewer(document: FoldedDocument): mongoose.mongo.Document {
  const isNewer = { $lt: ['$version', document.version] };
  return { $replaceWith: { $cond: [isNewer, { $literal: document }, '$$ROOT'] } };
}

function ignoreExisting(problem: unknown): void {
  if (codeOf(problem) !== 48) throw problem;
}
