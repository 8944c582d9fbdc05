import type { DomainEvent } from '@fangpiao/contracts';
import type { Instant } from '@fangpiao/values';
import type { Aggregate } from './command.ts';
import { hashPrefix, noHash, type Commit } from './commit.ts';
import type { FoldedDocument } from './ports.ts';
import { RecentKeys } from './recent-keys.ts';

/** The newest known point of a stream. Immutable: every commit makes a new one. */
export interface Head {
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  /** Hash prefix of the commit that holds `position`, as in that event's id. */
  readonly positionHash: string;
  readonly hash: string;
  readonly at: Instant | '';
  readonly state: unknown;
  readonly keys: RecentKeys;
}

/** The stored form of a head; `state` and `dueAt` are searchable. */
export interface ViewDocument extends FoldedDocument {
  readonly position: number;
  readonly positionHash: string;
  readonly hash: string;
  readonly at: Instant | '';
  readonly schema: number;
  readonly keys: readonly (readonly [key: string, version: number, commandHash: string])[];
  readonly dueAt: string | null;
  readonly state: unknown;
}

export type AnyAggregate = Aggregate<unknown, DomainEvent>;

const publishedTypes = new WeakMap<object, ReadonlySet<string>>();

/** True for the events of the contract: they leave the service and have a position. */
export function isPublished(aggregate: AnyAggregate, type: string): boolean {
  let types = publishedTypes.get(aggregate);
  if (!types) {
    types = new Set(aggregate.events.map((event) => event.type));
    publishedTypes.set(aggregate, types);
  }
  return types.has(type);
}

/** A stream cannot be understood: its chain is broken or it holds an event from a later release (WRITE-PATH 1, 26). */
export class QuarantinedStream extends Error {
  override name = 'QuarantinedStream';
  readonly stream: string;
  constructor(stream: string, reason: string) {
    super(`stream ${stream} is quarantined: ${reason}`);
    this.stream = stream;
  }
}

export function emptyHead(stream: string, aggregate: AnyAggregate): Head {
  return {
    stream,
    version: 0,
    position: 0,
    positionHash: '',
    hash: noHash,
    at: '',
    state: aggregate.initial,
    keys: RecentKeys.none,
  };
}

/** The head after one more commit. Throws QuarantinedStream when the commit does not follow. */
export function advanceHead(head: Head, commit: Commit, aggregate: AnyAggregate): Head {
  if (commit.version !== head.version + 1) {
    throw new QuarantinedStream(head.stream, `version ${commit.version} after ${head.version}`);
  }
  if (commit.previousHash !== head.hash) {
    throw new QuarantinedStream(head.stream, `commit ${commit._id} does not continue the chain`);
  }
  let state = head.state;
  let position = head.position;
  let positionHash = head.positionHash;
  for (const event of commit.events) {
    const known = aggregate.upcast ? aggregate.upcast(event) : event;
    if (!isPublished(aggregate, known.type) && !aggregate.internal?.includes(known.type)) {
      throw new QuarantinedStream(head.stream, `unknown event ${known.type}`);
    }
    state = aggregate.apply(state, known, { at: commit.at, stream: head.stream });
    if (event.position !== undefined) {
      position = event.position;
      positionHash = hashPrefix(commit.hash);
    }
  }
  return {
    stream: head.stream,
    version: commit.version,
    position,
    positionHash,
    hash: commit.hash,
    at: commit.at,
    state,
    keys: head.keys.with(commit.commandKey, {
      version: commit.version,
      commandHash: commit.commandHash,
    }),
  };
}

export function viewOfHead(head: Head, aggregate: AnyAggregate): ViewDocument {
  return {
    _id: head.stream,
    version: head.version,
    position: head.position,
    positionHash: head.positionHash,
    hash: head.hash,
    at: head.at,
    schema: aggregate.schema,
    keys: head.keys
      .newest()
      .map(([key, { version, commandHash }]) => [key, version, commandHash] as const),
    dueAt: aggregate.dueAt?.(head.state) ?? null,
    state: head.state,
  };
}

export function headOfView(view: ViewDocument): Head {
  return {
    stream: view._id,
    version: view.version,
    position: view.position,
    positionHash: view.positionHash,
    hash: view.hash,
    at: view.at,
    state: view.state,
    keys: RecentKeys.of(
      view.keys.map(([key, version, commandHash]) => [key, { version, commandHash }] as const),
    ),
  };
}

/** True when every command ever accepted on this stream is among `keys`, so that none must be looked up. */
export function keysAreComplete(head: Head): boolean {
  return head.keys.size === head.version;
}
