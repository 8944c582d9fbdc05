import mongoose from 'mongoose';
import { StoreAway } from '../core/ports.ts';
import { awayOr, type WriteFailure } from './mongo-problems.ts';

export type Connection = mongoose.Connection;

const writeConcern = { w: 'majority', j: true } as const;

/** Connects; the url names the database. Throws StoreAway when it is not there; later it finds back by itself. */
export async function openConnection(
  url: string,
  options: { poolSize?: number | undefined; patienceMillis: number },
): Promise<Connection> {
  const { patienceMillis } = options;
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
  return connection;
}

/** One connection to a service's database, and what is common to all calls on it. */
export abstract class MongoServer {
  protected readonly connection: Connection;
  readonly #patienceMillis: number;

  protected constructor(connection: Connection, patienceMillis: number) {
    this.connection = connection;
    this.#patienceMillis = patienceMillis;
  }

  /**
   * For every call: the driver's own time-out does not end a large write that the server does not read, and the call
   * would never return.
   */
  protected limited(): mongoose.mongo.Abortable & mongoose.mongo.CommandOperationOptions {
    return { signal: AbortSignal.timeout(this.#patienceMillis * 1.25) };
  }

  protected collection<Document extends mongoose.mongo.BSON.Document>(
    name: string,
  ): mongoose.mongo.Collection<Document> {
    return this.connection.collection(name) as unknown as mongoose.mongo.Collection<Document>;
  }

  /**
   * The plain command: `insertMany` of the driver takes every document apart twice. Answers the documents that were not
   * inserted; batches are below the server's limits by the callers' own (WRITE-PATH 7).
   */
  protected async insert(
    collection: string,
    documents: readonly object[],
    ordered: boolean,
  ): Promise<WriteFailure[]> {
    const answer = await this.connection.db!.command(
      { insert: collection, documents, ordered, writeConcern },
      { ignoreUndefined: false, ...this.limited() },
    );
    if (answer['writeConcernError'])
      throw new mongoose.mongo.MongoServerError({ message: 'the write concern was not met' });
    const errors = (answer['writeErrors'] ?? []) as WriteFailure[];
    return errors.map(({ index, code }) => ({ index, code }));
  }

  async now(): Promise<number> {
    const answer = await calling(() => this.connection.db!.command({ hello: 1 }, this.limited()));
    return (answer['localTime'] as Date).getTime();
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}

/** A call that may simply be repeated when the server was away; retried once, for a pooled connection that was dead. */
export async function calling<Value>(call: () => Promise<Value>): Promise<Value> {
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
