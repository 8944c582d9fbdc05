import type {
  BusMessage,
  BusState,
  Service,
  Source,
  StoredCommit,
  StoredDocument,
} from './shapes.ts';

export interface MemoryService {
  commits: StoredCommit[];
  collections: Record<string, StoredDocument[]>;
  messages: BusMessage[];
  bus: BusState | undefined;
}

/** A source over plain arrays, which tests may damage at will. */
export class MemorySource implements Source {
  readonly services: Record<Service, MemoryService>;
  readonly #now: number;

  constructor(services: Record<Service, MemoryService>, now: number) {
    this.services = services;
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  async *commits(service: Service): AsyncIterable<StoredCommit> {
    yield* [...this.services[service].commits].sort((a, b) => (a._id < b._id ? -1 : 1));
  }

  collections(service: Service): Promise<string[]> {
    return Promise.resolve(Object.keys(this.services[service].collections));
  }

  async *documents(service: Service, collection: string): AsyncIterable<StoredDocument> {
    yield* this.services[service].collections[collection] ?? [];
  }

  busState(service: Service): Promise<BusState | undefined> {
    return Promise.resolve(this.services[service].bus);
  }

  async *messages(service: Service): AsyncIterable<BusMessage> {
    yield* this.services[service].messages;
  }
}
