import { MongoReader } from './mongo-reader.ts';
import { NatsReader } from './nats-reader.ts';
import {
  services,
  type BusMessage,
  type BusState,
  type Service,
  type Source,
  type StoredCommit,
  type StoredDocument,
} from './shapes.ts';

/** Where the platform's data lies. */
export interface Addresses {
  mongoUrls: Readonly<Record<Service, string>>;
  natsUrl: string;
  natsUsers: Readonly<Record<Service, { user: string; pass: string }>>;
}

/** The real databases and the real bus. Reads only; close it at the end. */
export class EnginesSource implements Source {
  readonly #mongo: Readonly<Record<Service, MongoReader>>;
  readonly #nats: NatsReader;

  private constructor(mongo: Readonly<Record<Service, MongoReader>>, nats: NatsReader) {
    this.#mongo = mongo;
    this.#nats = nats;
  }

  static async connect(addresses: Addresses): Promise<EnginesSource> {
    const opened: { close(): Promise<void> }[] = [];
    try {
      const mongo = {} as Record<Service, MongoReader>;
      for (const service of services) {
        mongo[service] = await MongoReader.connect(addresses.mongoUrls[service], service);
        opened.push(mongo[service]);
      }
      const nats = await NatsReader.connect(addresses.natsUrl, addresses.natsUsers);
      return new EnginesSource(mongo, nats);
    } catch (problem) {
      await Promise.all(opened.map((reader) => reader.close()));
      throw problem;
    }
  }

  now(): number {
    return Date.now();
  }

  commits(service: Service): AsyncIterable<StoredCommit> {
    return this.#mongo[service].commits();
  }

  collections(service: Service): Promise<string[]> {
    return this.#mongo[service].collections();
  }

  documents(service: Service, collection: string): AsyncIterable<StoredDocument> {
    return this.#mongo[service].documents(collection);
  }

  busState(service: Service): Promise<BusState | undefined> {
    return this.#nats.state(service);
  }

  messages(service: Service): AsyncIterable<BusMessage> {
    return this.#nats.messages(service);
  }

  async close(): Promise<void> {
    await Promise.all([
      ...services.map((service) => this.#mongo[service].close()),
      this.#nats.close(),
    ]);
  }
}
