import type { Commit } from '../core/commit.ts';
import {
  StoreAway,
  UnknownOutcome,
  type Chance,
  type Clock,
  type CollectionDeclaration,
  type Filter,
  type FindOptions,
  type FoldedDocument,
  type InsertResult,
  type Scalar,
  type Store,
  type Timers,
} from '../core/ports.ts';
import { asStored } from './as-stored.ts';
import { compareScalars, fieldAt, matching } from './filter.ts';

/** The stored documents of one service; it outlives the processes that use it. */
export class MemoryDatabase {
  readonly commits = new Map<string, Commit>();
  readonly versions = new Map<string, number>();
  readonly notDone = new Set<string>();
  readonly byKey = new Map<string, string>();
  readonly collections = new Map<string, Map<string, FoldedDocument>>();
  /** Told of every commit at the moment it lands, by whom and however late. */
  onLanded: ((commit: Commit) => void) | undefined;

  collection(name: string): Map<string, FoldedDocument> {
    let found = this.collections.get(name);
    if (!found) this.collections.set(name, (found = new Map()));
    return found;
  }

  /** Another database that starts with the same documents. They are replaced, never changed, so that both may have them. */
  copy(): MemoryDatabase {
    const copy = new MemoryDatabase();
    for (const [id, commit] of this.commits) copy.commits.set(id, commit);
    for (const [stream, version] of this.versions) copy.versions.set(stream, version);
    for (const id of this.notDone) copy.notDone.add(id);
    for (const [key, id] of this.byKey) copy.byKey.set(key, id);
    for (const [name, documents] of this.collections)
      copy.collections.set(name, new Map(documents));
    return copy;
  }
}

/** Chances per call, each from 0 to 1, of what hurts in a real database (WRITE-PATH 30). */
export interface StoreFaults {
  /** The reply of an insert is lost although it landed. */
  lostReply: number;
  /** The reply is lost and the documents land only later, or only half of them. */
  lateLanding: number;
  /** One document of a batch is reported as a deadlock and not inserted. */
  deadlock: number;
  /** A read or a write of folded documents fails. */
  failedCall: number;
  /** A guarded write of views is delayed behind later ones. */
  laggingView: number;
  latencyMillis: number;
}

export const noStoreFaults: StoreFaults = {
  lostReply: 0,
  lateLanding: 0,
  deadlock: 0,
  failedCall: 0,
  laggingView: 0,
  latencyMillis: 0,
};

export interface MemoryStoreOptions {
  readonly database?: MemoryDatabase;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly faults?: StoreFaults;
}

/** A connection to a MemoryDatabase: the same promises as the real store, and the same troubles on demand. */
export class MemoryStore implements Store {
  readonly database: MemoryDatabase;
  faults: StoreFaults;
  readonly #options: MemoryStoreOptions;
  #closed = false;

  constructor(options: MemoryStoreOptions) {
    this.#options = options;
    this.database = options.database ?? new MemoryDatabase();
    this.faults = options.faults ?? { ...noStoreFaults };
  }

  prepare(collections: readonly CollectionDeclaration[]): Promise<void> {
    for (const { name } of collections) this.database.collection(name);
    return Promise.resolve();
  }

  async insertCommits(
    commits: readonly Commit[],
    order: 'ordered' | 'unordered',
  ): Promise<InsertResult[]> {
    await this.#arrive();
    if (this.#happens(this.faults.lateLanding)) {
      const landing = this.#happens(0.5)
        ? commits
        : commits.slice(0, Math.ceil(commits.length / 2));
      this.#options.timers.after(1 + Math.floor(this.#options.chance.next() * 50), () => {
        this.#insertAll(landing, order);
      });
      throw new UnknownOutcome('the connection broke');
    }
    const results = this.#insertAll(commits, order);
    if (this.#happens(this.faults.lostReply)) throw new UnknownOutcome('the connection broke');
    return results;
  }

  #insertAll(commits: readonly Commit[], order: 'ordered' | 'unordered'): InsertResult[] {
    let stopped = false;
    return commits.map((commit) => {
      if (stopped) return 'skipped';
      const result = this.#insertOne(commit);
      if (result !== 'inserted' && order === 'ordered') stopped = true;
      return result;
    });
  }

  #insertOne(commit: Commit): InsertResult {
    const { database } = this;
    if (database.commits.has(commit._id)) return 'duplicate';
    if (this.#happens(this.faults.deadlock)) return 'deadlock';
    const stored = asStored(commit);
    database.commits.set(commit._id, stored);
    const last = database.versions.get(commit.stream) ?? 0;
    if (commit.version > last) database.versions.set(commit.stream, commit.version);
    if (!stored.done) database.notDone.add(commit._id);
    database.byKey.set(`${commit.stream}\n${commit.commandKey}`, commit._id);
    database.onLanded?.(stored);
    return 'inserted';
  }

  async commitsByIds(ids: readonly string[]): Promise<Commit[]> {
    if (ids.length === 0) return [];
    await this.#arriveOrFail();
    return found(this.database.commits, ids);
  }

  async commitsOf(stream: string, afterVersion: number, limit: number): Promise<Commit[]> {
    await this.#arriveOrFail();
    const found: Commit[] = [];
    const last = this.database.versions.get(stream) ?? 0;
    for (let version = afterVersion + 1; version <= last && found.length < limit; version++) {
      const commit = this.database.commits.get(`${stream}@${String(version).padStart(10, '0')}`);
      if (commit) found.push(commit);
    }
    return found;
  }

  async commitsByKeys(
    asked: readonly { readonly stream: string; readonly keys: readonly string[] }[],
  ): Promise<Commit[]> {
    if (asked.length === 0) return [];
    await this.#arriveOrFail();
    return asked.flatMap(({ stream, keys }) =>
      keys.flatMap(
        (key) =>
          this.database.commits.get(this.database.byKey.get(`${stream}\n${key}`) ?? '') ?? [],
      ),
    );
  }

  async commitsNotDone(before: string, limit: number): Promise<Commit[]> {
    await this.#arriveOrFail();
    if (this.database.notDone.size === 0) return [];
    return [...this.database.notDone]
      .map((id) => this.database.commits.get(id)!)
      .filter((commit) => commit.at < before)
      .sort((a, b) => compareScalars(a.at, b.at) || compareScalars(a._id, b._id))
      .slice(0, limit);
  }

  async markDone(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#arriveOrFail();
    for (const id of ids) {
      const commit = this.database.commits.get(id);
      if (commit) this.database.commits.set(id, { ...commit, done: true });
      this.database.notDone.delete(id);
    }
  }

  async scanCommits(afterId: string, limit: number): Promise<Commit[]> {
    await this.#arriveOrFail();
    return [...this.database.commits.keys()]
      .filter((id) => id > afterId)
      .sort()
      .slice(0, limit)
      .map((id) => this.database.commits.get(id)!);
  }

  async folded<Document extends FoldedDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<Document[]> {
    // As on the real store: nothing asked, nothing called.
    if (ids.length === 0) return [];
    await this.#arriveOrFail();
    return found(this.database.collection(collection) as Map<string, Document>, ids);
  }

  async writeFolded(collection: string, documents: readonly FoldedDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await this.#arriveOrFail();
    const stored = documents.map(asStored);
    if (this.#happens(this.faults.laggingView)) {
      this.#options.timers.after(1 + Math.floor(this.#options.chance.next() * 100), () =>
        this.#write(collection, stored),
      );
    } else this.#write(collection, stored);
  }

  #write(collection: string, documents: readonly FoldedDocument[]): void {
    const into = this.database.collection(collection);
    for (const document of documents) {
      const there = into.get(document._id);
      if (!there || there.version < document.version) into.set(document._id, document);
    }
  }

  async removeFolded(
    collection: string,
    ids: readonly string[],
    upToVersion = Infinity,
  ): Promise<void> {
    await this.#arriveOrFail();
    const documents = this.database.collection(collection);
    for (const id of ids)
      if ((documents.get(id)?.version ?? 0) <= upToVersion) documents.delete(id);
  }

  async find<Document extends FoldedDocument>(
    collection: string,
    filter: Filter,
    options: FindOptions,
  ): Promise<Document[]> {
    await this.#arriveOrFail();
    const met: FoldedDocument[] = [];
    const matches = matching(filter);
    for (const document of this.database.collection(collection).values())
      if (matches(document)) met.push(document);
    if (met.length > 1) met.sort(inOrderOf(options.sort ?? { _id: 1 }));
    return met.slice(0, options.limit) as Document[];
  }

  async sums(
    collection: string,
    filter: Filter,
    by: string | undefined,
    fields: readonly string[],
  ): Promise<{ key: Scalar; count: number; sums: Record<string, number> }[]> {
    await this.#arriveOrFail();
    const matches = matching(filter);
    const keyOf = by === undefined ? () => null : fieldAt(by);
    const summed = fields.map((field) => [field, fieldAt(field)] as const);
    const rows = new Map<Scalar, { key: Scalar; count: number; sums: Record<string, number> }>();
    for (const document of this.database.collection(collection).values()) {
      if (!matches(document)) continue;
      const key = keyOf(document);
      const row = rows.get(key) ?? {
        key,
        count: 0,
        sums: Object.fromEntries(fields.map((field) => [field, 0])),
      };
      row.count++;
      for (const [field, valueOf] of summed) {
        const value = valueOf(document);
        if (typeof value === 'number') row.sums[field]! += value;
      }
      rows.set(key, row);
    }
    return [...rows.values()].sort((a, b) => compareScalars(a.key, b.key));
  }

  async renameCollection(from: string, to: string): Promise<void> {
    await this.#arrive();
    this.database.collections.set(to, this.database.collection(from));
    this.database.collections.delete(from);
  }

  now(): Promise<number> {
    return Promise.resolve(this.#options.clock.now());
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  #happens(chance: number): boolean {
    return chance > 0 && this.#options.chance.next() < chance;
  }

  /** A call takes a turn of the scheduler, so that concurrent callers really interleave. */
  #arrive(failure = 0): Promise<void> {
    if (this.#closed) return new Promise(() => undefined);
    const { latencyMillis } = this.faults;
    return new Promise((resolve, reject) => {
      const arrived = (): void => {
        if (this.#happens(failure)) reject(new StoreAway('the database does not answer'));
        else resolve();
      };
      if (latencyMillis === 0) this.#options.timers.soon(arrived);
      else
        this.#options.timers.after(
          Math.floor(this.#options.chance.next() * latencyMillis),
          arrived,
        );
    });
  }

  #arriveOrFail(): Promise<void> {
    return this.#arrive(this.faults.failedCall);
  }
}

/** What there is of these ids, in their order. */
function found<Item>(items: ReadonlyMap<string, Item>, ids: readonly string[]): Item[] {
  const there: Item[] = [];
  for (const id of ids) {
    const item = items.get(id);
    if (item) there.push(item);
  }
  return there;
}

function inOrderOf(
  sort: Readonly<Record<string, 1 | -1>>,
): (a: FoldedDocument, b: FoldedDocument) => number {
  const fields = Object.entries(sort).map(
    ([path, direction]) => [fieldAt(path), direction] as const,
  );
  return (a, b) => {
    for (const [field, direction] of fields) {
      const order = compareScalars(field(a), field(b));
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}
