/** What lies in the databases and on the bus, as this checker understands it; written down anew on purpose. */

export const services = [
  'households',
  'vouchers',
  'listings',
  'settlement',
  'notifications',
] as const;
export type Service = (typeof services)[number];

export interface StoredEvent {
  type: string;
  data: unknown;
  /** Only events of the contract have one: dense per stream, from 1. */
  position?: number;
}

export interface StoredCommit {
  _id: string;
  stream: string;
  version: number;
  commandName: string;
  commandKey: string;
  actor: { subject: string; role: string; [field: string]: unknown };
  at: string;
  events: StoredEvent[];
  previousHash: string;
  hash: string;
  done: boolean;
  [field: string]: unknown;
}

/** A folded document: view, mirror or dead letter. */
export interface StoredDocument {
  _id: string;
  version: number;
  [field: string]: unknown;
}

export interface BusMessage {
  sequence: number;
  subject: string;
  headers: Record<string, string>;
  data: string;
}

export interface BusState {
  /** When the stream was made, in milliseconds; later than the first commits if it was wiped. */
  createdAt: number;
  firstSequence: number;
  /** When the oldest message still there was taken; what is older may have aged away. */
  firstTakenAt: number;
  /** Messages there were when the state was asked for. */
  messages: number;
}

/** Everything the checks read. One over arrays for tests, one over the real engines. */
export interface Source {
  /** In milliseconds, by the clock the commits are stamped with. */
  now(): number;
  /** In the order of `_id`, so that the commits of a stream are neighbours. */
  commits(service: Service): AsyncIterable<StoredCommit>;
  collections(service: Service): Promise<string[]>;
  documents(service: Service, collection: string): AsyncIterable<StoredDocument>;
  /** Undefined when the service has no stream on the bus. */
  busState(service: Service): Promise<BusState | undefined>;
  messages(service: Service): AsyncIterable<BusMessage>;
}

/** `purchase/abc` → `purchase`. */
export function kindOf(stream: string): string {
  return stream.slice(0, Math.max(0, stream.indexOf('/')));
}

/** `purchase/abc` → `abc`. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('/') + 1);
}

/** The part of a commit's hash that event ids, views and mirrors carry. */
export function prefixOf(hash: string): string {
  return hash.slice(0, 16);
}

export function eventIdOf(commit: StoredCommit, event: StoredEvent): string {
  return `${commit.stream}#${event.position}#${prefixOf(commit.hash)}`;
}
