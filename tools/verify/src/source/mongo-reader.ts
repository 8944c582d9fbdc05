import mongoose from 'mongoose';
import { CannotRead } from './cannot-read.ts';
import type { Service, StoredCommit, StoredDocument } from './shapes.ts';

type Database = mongoose.mongo.Db;

const batchSize = 1_000;

/** One service's database, read in batches in the order of `_id`; nothing is held in memory. */
export class MongoReader {
  readonly #client: mongoose.mongo.MongoClient;
  readonly #database: Database;
  readonly #service: Service;

  private constructor(client: mongoose.mongo.MongoClient, service: Service) {
    this.#client = client;
    // The url names the database.
    this.#database = client.db();
    this.#service = service;
  }

  static async connect(url: string, service: Service): Promise<MongoReader> {
    try {
      const client = new mongoose.mongo.MongoClient(url, {
        maxPoolSize: 2,
        serverSelectionTimeoutMS: 5_000,
        readPreference: 'primary',
      });
      await client.connect();
      return new MongoReader(client, service);
    } catch (problem) {
      throw CannotRead.from(`the database of ${service}`, problem);
    }
  }

  commits(): AsyncIterable<StoredCommit> {
    return this.#read<StoredCommit>('commits');
  }

  documents(collection: string): AsyncIterable<StoredDocument> {
    return this.#read<StoredDocument>(collection);
  }

  async collections(): Promise<string[]> {
    try {
      const found = await this.#database.listCollections({}, { nameOnly: true }).toArray();
      return found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
    } catch (problem) {
      throw CannotRead.from(`the collections of ${this.#service}`, problem);
    }
  }

  /** By ranges of ids rather than with one long cursor, so that a slow check loses none to a time-out. */
  async *#read<Document extends { _id: string }>(collection: string): AsyncIterable<Document> {
    const documents = this.#database.collection<{ _id: string }>(collection);
    for (let after = ''; ;) {
      let batch: Document[];
      try {
        batch = (await documents
          .find({ _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(batchSize)
          .toArray()) as Document[];
      } catch (problem) {
        throw CannotRead.from(`${collection} of ${this.#service}`, problem);
      }
      yield* batch;
      if (batch.length < batchSize) return;
      after = batch.at(-1)!._id;
    }
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
