import mongoose from 'mongoose';
import type { Instant } from '@fangpiao/values';
import type { Commit } from '../core/commit.ts';
import {
  StoreAway,
  UnknownOutcome,
  type CollectionDeclaration,
  type Filter,
  type FindOptions,
  type FoldedDocument,
  type InsertResult,
  type Scalar,
  type Store,
} from '../core/ports.ts';
import { indexFor, type Index } from './index-hint.ts';
import {
  awayOr,
  codeOf,
  codes,
  isRefusedWhole,
  writeErrorsOf,
  type WriteFailure,
} from './mongo-problems.ts';

type Connection = mongoose.Connection;

const writeConcern = { w: 'majority', j: true } as const;

/** Commits are read and written natively; the schema is for the indexes and for whoever explores the data. */
const commitSchema = new mongoose.Schema(
  {
    _id: { type: String, required: true },
    stream: String,
    version: Number,
    commandName: String,
    commandKey: String,
    commandHash: String,
    actor: mongoose.Schema.Types.Mixed,
    at: String,
    events: [mongoose.Schema.Types.Mixed],
    basis: mongoose.Schema.Types.Mixed,
    previousHash: String,
    hash: String,
    trace: String,
    done: Boolean,
  },
  {
    versionKey: false,
    collection: 'commits',
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  },
);
const keyIndex = { stream: 1, commandKey: 1 } as const;
const notDoneIndex = { done: 1, at: 1 } as const;
commitSchema.index(keyIndex);
commitSchema.index(notDoneIndex, { partialFilterExpression: { done: false } });

/** A service's own database on any MongoDB-wire server. Needs no transactions, unique indexes or change streams. */
export class MongoStore implements Store {
  readonly #connection: Connection;
  readonly #patienceMillis: number;
  readonly #indexes = new Map<string, readonly Index[]>();

  private constructor(connection: Connection, patienceMillis: number) {
    this.#connection = connection;
    this.#patienceMillis = patienceMillis;
  }

  /** Connects; the url names the database. Throws StoreAway when it is not there; later it finds back by itself. */
  static async connect(
    url: string,
    options: { poolSize?: number; patienceMillis?: number } = {},
  ): Promise<MongoStore> {
    const { patienceMillis = 20_000 } = options;
    const connection = mongoose.createConnection(url, {
      maxPoolSize: options.poolSize ?? 16,
      serverSelectionTimeoutMS: 5_000,
      socketTimeoutMS: patienceMillis,
      retryWrites: false,
      // What waits in a queue of mongoose while the server is away is not a cursor: the driver waits itself.
      bufferCommands: false,
      ignoreUndefined: false,
      writeConcern: { w: writeConcern.w, journal: writeConcern.j },
    });
    try {
      await connection.asPromise();
    } catch (problem) {
      await connection.destroy();
      throw awayOr(problem);
    }
    return new MongoStore(connection, patienceMillis);
  }

  get #commits(): mongoose.mongo.Collection<Commit> {
    return this.#connection.collection('commits') as unknown as mongoose.mongo.Collection<Commit>;
  }

  /**
   * For every call: the driver's own time-out does not end a large write that the server does not read, and the call
   * would never return.
   */
  #limited(): mongoose.mongo.Abortable & mongoose.mongo.CommandOperationOptions {
    return { signal: AbortSignal.timeout(this.#patienceMillis * 1.25) };
  }

  #collection(name: string): mongoose.mongo.Collection<FoldedDocument> {
    return this.#connection.collection(
      name,
    ) as unknown as mongoose.mongo.Collection<FoldedDocument>;
  }

  async prepare(collections: readonly CollectionDeclaration[]): Promise<void> {
    try {
      await this.#prepareAll(collections);
    } catch (problem) {
      throw awayOr(problem);
    }
  }

  async #prepareAll(collections: readonly CollectionDeclaration[]): Promise<void> {
    const model =
      this.#connection.models['Commit'] ?? this.#connection.model('Commit', commitSchema);
    for (const { name, indexes } of collections) this.#indexes.set(name, indexes);
    const there = new Set(
      (await this.#connection.listCollections()).map((collection) => collection.name),
    );
    await Promise.all([
      this.#prepareCollection('commits', there, () => model.createIndexes()),
      ...collections.map(({ name, indexes }) =>
        this.#prepareCollection(name, there, async () => {
          const missing = await this.#missingIndexes(name, indexes, there);
          if (missing.length > 0) {
            await this.#collection(name).createIndexes(missing.map((key) => ({ key: { ...key } })));
          }
        }),
      ),
    ]);
  }

  /** Asking for what is there already costs the embedded engine seconds at every start: it is not asked for. */
  async #prepareCollection(
    name: string,
    there: ReadonlySet<string>,
    prepareIndexes: () => Promise<void>,
  ): Promise<void> {
    if (!there.has(name)) await this.#connection.createCollection(name).catch(ignoreExisting);
    await prepareIndexes();
  }

  async #missingIndexes(
    name: string,
    indexes: readonly Index[],
    there: ReadonlySet<string>,
  ): Promise<Index[]> {
    if (!there.has(name)) return [...indexes];
    const known = new Set(
      (await this.#collection(name).indexes()).map(({ key }) => JSON.stringify(key)),
    );
    return indexes.filter((index) => !known.has(JSON.stringify(index)));
  }

  async insertCommits(
    commits: readonly Commit[],
    order: 'ordered' | 'unordered',
  ): Promise<InsertResult[]> {
    const ordered = order === 'ordered';
    try {
      const failed = await this.#insert('commits', commits, ordered);
      return resultsOf(commits.length, failed, ordered);
    } catch (problem) {
      if (codeOf(problem) === codes.deadlock) return commits.map(() => 'deadlock');
      if (isRefusedWhole(problem)) throw problem;
      throw new UnknownOutcome(String(problem));
    }
  }

  /**
   * The plain command: `insertMany` of the driver takes every document apart twice. Answers the documents that were not
   * inserted; batches are below the server's limits by the callers' own (WRITE-PATH 7).
   */
  async #insert(
    collection: string,
    documents: readonly object[],
    ordered: boolean,
  ): Promise<WriteFailure[]> {
    const answer = await this.#connection.db!.command(
      { insert: collection, documents, ordered, writeConcern },
      { ignoreUndefined: false, ...this.#limited() },
    );
    if (answer['writeConcernError'])
      throw new mongoose.mongo.MongoServerError({ message: 'the write concern was not met' });
    const errors = (answer['writeErrors'] ?? []) as WriteFailure[];
    return errors.map(({ index, code }) => ({ index, code }));
  }

  commitsByIds(ids: readonly string[]): Promise<Commit[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return calling(() => this.#commits.find({ _id: { $in: [...ids] } }, this.#limited()).toArray());
  }

  commitsOf(stream: string, afterVersion: number, limit: number): Promise<Commit[]> {
    // By `_id`, which every deployment has: versions are zero-padded in it.
    const from = `${stream}@${String(afterVersion).padStart(10, '0')}`;
    return calling(() =>
      this.#commits
        .find({ _id: { $gt: from, $lte: `${stream}@9999999999` } }, this.#limited())
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  commitsByKeys(
    asked: readonly { readonly stream: string; readonly keys: readonly string[] }[],
  ): Promise<Commit[]> {
    if (asked.length === 0) return Promise.resolve([]);
    // One query on the index, without `$or`: a key of another stream that comes along is left out.
    const wanted = new Set(
      asked.flatMap(({ stream, keys }) => keys.map((key) => `${stream}\n${key}`)),
    );
    const filter = {
      stream: { $in: asked.map(({ stream }) => stream) },
      commandKey: { $in: [...new Set(asked.flatMap(({ keys }) => keys))] },
    };
    return calling(async () =>
      (await this.#commits.find(filter, { hint: keyIndex, ...this.#limited() }).toArray()).filter(
        ({ stream, commandKey }) => wanted.has(`${stream}\n${commandKey}`),
      ),
    );
  }

  commitsNotDone(before: string, limit: number): Promise<Commit[]> {
    return calling(() =>
      this.#commits
        .find(
          { done: false, at: { $lt: before as Instant } },
          { hint: notDoneIndex, ...this.#limited() },
        )
        .sort({ at: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  async markDone(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await calling(() =>
        this.#commits.updateMany(
          { _id: { $in: [...ids] } },
          { $set: { done: true } },
          this.#limited(),
        ),
      );
  }

  scanCommits(afterId: string, limit: number): Promise<Commit[]> {
    return calling(() =>
      this.#commits
        .find({ _id: { $gt: afterId } }, this.#limited())
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
  }

  async folded<Document extends FoldedDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<Document[]> {
    if (ids.length === 0) return [];
    return (await calling(() =>
      this.#collection(collection)
        .find({ _id: { $in: [...ids] } }, this.#limited())
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
      const failed = await this.#insert(collection, documents, false);
      return failed.map(({ index }) => documents[index]!);
    } catch (problem) {
      if (codeOf(problem) === codes.deadlock) return documents;
      throw awayOr(problem);
    }
  }

  /** Guarded by the version. */
  async #replaceFolded(collection: string, documents: readonly FoldedDocument[]): Promise<void> {
    let pending = [...documents];
    for (let round = 0; pending.length > 0; round++) {
      try {
        await this.#collection(collection).bulkWrite(
          pending.map((document) => ({
            replaceOne: {
              filter: { _id: document._id, version: { $lt: document.version } },
              replacement: document,
              upsert: true,
            },
          })),
          { ordered: false, ignoreUndefined: false, ...this.#limited() },
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
        this.#limited(),
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
          ...this.#limited(),
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
          this.#limited(),
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

  async now(): Promise<number> {
    const answer = await calling(() => this.#connection.db!.command({ hello: 1 }, this.#limited()));
    return (answer['localTime'] as Date).getTime();
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

/** A call that may simply be repeated when the server was away; retried once, for a pooled connection that was dead. */
async function calling<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (first) {
    if (!(awayOr(first) instanceof StoreAway)) throw first;
    try {
      return await call();
    } catch (second) {
      throw awayOr(second);
    }
  }
}

function resultsOf(
  count: number,
  failed: readonly WriteFailure[],
  ordered: boolean,
): InsertResult[] {
  const results: InsertResult[] = Array.from({ length: count }, () => 'inserted');
  for (const { index, code } of failed) {
    if (code === codes.duplicate) results[index] = 'duplicate';
    else if (code === codes.deadlock) results[index] = 'deadlock';
    else throw new UnknownOutcome(`write error ${code}`);
  }
  if (ordered && failed.length > 0) {
    const first = Math.min(...failed.map(({ index }) => index));
    for (let index = first + 1; index < count; index++) results[index] = 'skipped';
  }
  return results;
}

function ignoreExisting(problem: unknown): void {
  if (codeOf(problem) !== 48) throw problem;
}
