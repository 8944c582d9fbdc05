import type { Commit } from './commit.ts';

/** Everything a service touches outside itself. Real ones are in `adapters/`, simulated ones in `memory/`. */
export interface Ports {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly chance: Chance;
  readonly store: Store;
  readonly bus: Bus;
  readonly log: Log;
  /** Called at each named fault point (WRITE-PATH 30); the real one does nothing. */
  readonly faultPoint: (name: FaultPoint) => Promise<void> | void;
}

export const faultPoints = [
  'before-insert',
  'inserted-not-acked',
  'acked-not-published',
  'published-not-folded',
  'folded-not-reacted',
  'folded-not-done',
  'event-not-command',
  'command-not-mirror',
  'mirror-not-ack',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Told when it was found to be off: it may believe the machine anew. */
  setRight?(): void;
}

export interface Timers {
  /** Runs `task` once after `delayMillis`; the answer cancels it. */
  after(delayMillis: number, task: () => void): () => void;
  /** Runs `task` as soon as the current work has yielded; used to gather a group. */
  soon(task: () => void): void;
}

export interface Chance {
  /** In [0, 1). */
  next(): number;
  bytes(count: number): Uint8Array;
}

export interface Log {
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** What happened to one document of a batch. `skipped`: an ordered batch stopped before it. */
export type InsertResult = 'inserted' | 'duplicate' | 'deadlock' | 'skipped';

/** The reply was lost: the documents may or may not be there, now or in a moment (WRITE-PATH 4). */
export class UnknownOutcome extends Error {
  override name = 'UnknownOutcome';
}

/** The database does not answer just now: nothing was decided, whoever asked may repeat. */
export class StoreAway extends Error {
  override name = 'StoreAway';
}

/** The bus does not answer now: it is down or just coming up. */
export class BusAway extends Error {
  override name = 'BusAway';
}

/** A document that is derived from events and guarded by its version: views and mirrors alike. */
export interface FoldedDocument {
  readonly _id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

export type Scalar = string | number | boolean | null;
export type FieldCondition =
  | Scalar
  | {
      readonly $in?: readonly Scalar[];
      readonly $gt?: Scalar;
      readonly $gte?: Scalar;
      readonly $lt?: Scalar;
      readonly $lte?: Scalar;
    };
/** Dotted field → condition, all of which must hold. */
export type Filter = { readonly [field: string]: FieldCondition };

export interface FindOptions {
  readonly sort?: { readonly [field: string]: 1 | -1 };
  readonly limit: number;
}

export interface CollectionDeclaration {
  readonly name: string;
  readonly indexes: readonly { readonly [field: string]: 1 | -1 }[];
}

/** One service's own database: the commits, and documents folded from them. */
export interface Store {
  /** Creates collections and indexes; safe to call at every start. */
  prepare(collections: readonly CollectionDeclaration[]): Promise<void>;
  /** Inserts whole documents; the answer is in their order. Throws UnknownOutcome when the reply is lost. */
  insertCommits(
    commits: readonly Commit[],
    order: 'ordered' | 'unordered',
  ): Promise<InsertResult[]>;
  commitsByIds(ids: readonly string[]): Promise<Commit[]>;
  /** Versions above `afterVersion`, ascending. */
  commitsOf(stream: string, afterVersion: number, limit: number): Promise<Commit[]>;
  commitsByKeys(
    asked: readonly { readonly stream: string; readonly keys: readonly string[] }[],
  ): Promise<Commit[]>;
  /** Commits not done whose `at` is before `before`, oldest first. */
  commitsNotDone(before: string, limit: number): Promise<Commit[]>;
  markDone(ids: readonly string[]): Promise<void>;
  /** All commits in the order of `_id`. */
  scanCommits(afterId: string, limit: number): Promise<Commit[]>;

  folded<Document extends FoldedDocument>(
    collection: string,
    ids: readonly string[],
  ): Promise<Document[]>;
  /**
   * Writes each document unless one of the same or a higher version is there. Those that are said to be new are
   * tried as plain inserts first, which cost the database half as much; being wrong is harmless.
   */
  writeFolded(
    collection: string,
    documents: readonly FoldedDocument[],
    isNew?: (id: string) => boolean,
  ): Promise<void>;
  /** With `upToVersion`, a document that has become newer meanwhile stays. */
  removeFolded(collection: string, ids: readonly string[], upToVersion?: number): Promise<void>;
  find<Document extends FoldedDocument>(
    collection: string,
    filter: Filter,
    options: FindOptions,
  ): Promise<Document[]>;
  /** Sums of whole numbers over the matching documents, one row per value of `by` (dotted field). */
  sums(
    collection: string,
    filter: Filter,
    by: string | undefined,
    fields: readonly string[],
  ): Promise<
    { readonly key: Scalar; readonly count: number; readonly sums: Record<string, number> }[]
  >;
  /** Makes `from` the collection readers see as `to`, replacing it (rebuild, WRITE-PATH 28). */
  renameCollection(from: string, to: string): Promise<void>;

  /** The database's own time in milliseconds (WRITE-PATH 11). */
  now(): Promise<number>;
  close(): Promise<void>;
}

/** One message: CloudEvents 1.0 in binary mode, `ce-…` in the headers, the data as JSON text. */
export interface BusMessage {
  readonly subject: string;
  /** The broker drops a second message of the same id inside its window. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface Delivery extends BusMessage {
  /** How often the bus has delivered it, from 1. */
  readonly delivered: number;
  ack(): void;
  nak(delayMillis: number): void;
}

/** Asks a producer to publish again what a subscriber misses. */
export interface RepairAsk {
  readonly stream: string;
  readonly fromPosition: number;
  readonly toPosition: number;
}

export interface Bus {
  /** Makes the own stream and the durable consumers of its subscribers; safe at every start. */
  prepare(): Promise<void>;
  /** Resolves when every message is stored by the bus. */
  publish(messages: readonly BusMessage[]): Promise<void>;
  /** Pulls batches from the durable that `producer` made for this service, one batch at a time. */
  consume(
    producer: string,
    handle: (batch: readonly Delivery[]) => Promise<void>,
  ): Promise<{ stop(): Promise<void> }>;
  askRepair(producer: string, asks: readonly RepairAsk[]): Promise<void>;
  onRepairAsked(handle: (asks: readonly RepairAsk[]) => Promise<void>): Promise<void>;
  /** When the own bus stream was created (UTC instant): a changed one means that it was wiped (WRITE-PATH 25). */
  createdAt(): Promise<string>;
  /** Headers of the newest messages on the own bus stream, newest last (WRITE-PATH 24). */
  lastMessages(limit: number): Promise<Readonly<Record<string, string>>[]>;
  isConnected(): boolean;
  close(): Promise<void>;
}
