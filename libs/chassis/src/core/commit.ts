import type { DomainEvent } from '@fangpiao/contracts';
import type { Instant } from '@fangpiao/values';
import { canonicalJson, ContentProblem, sha256 } from './canonical.ts';
import type { Actor } from './command.ts';

/** An event inside a commit. Only events of the contract have a position: dense per stream, from 1 (WRITE-PATH 19). */
export interface CommittedEvent extends DomainEvent {
  readonly position?: number;
}

/** The position of a foreign stream that a decision was based on. */
export interface Basis {
  readonly [stream: string]: number;
}

/**
 * One state change: at once the endorsement (签注), the outbox row and the audit record.
 * Everything but `trace` and `done` is covered by `hash`, and `previousHash` chains it to the one before.
 */
export interface Commit {
  readonly _id: string;
  readonly stream: string;
  /** From 1, without gaps. */
  readonly version: number;
  readonly commandName: string;
  readonly commandKey: string;
  readonly commandHash: string;
  readonly actor: Actor;
  readonly at: Instant;
  readonly events: readonly CommittedEvent[];
  readonly basis: Basis;
  readonly previousHash: string;
  readonly hash: string;
  readonly trace: string;
  readonly done: boolean;
}

export const commitLimits = {
  /** Characters of canonical JSON of one commit. */
  commitCharacters: 256 * 1024,
  flushCharacters: 4 * 1024 * 1024,
  flushDocuments: 200,
  /** Characters of a stream's folded state. */
  stateCharacters: 64 * 1024,
  /** Digits of a version in `_id`, so that ids sort like versions. */
  versionDigits: 10,
} as const;

/** `purchase/abc`, 7 → `purchase/abc@0000000007`. */
export function commitId(stream: string, version: number): string {
  return `${stream}@${String(version).padStart(commitLimits.versionDigits, '0')}`;
}

/** Hash before the first commit of a stream. */
export const noHash = '0'.repeat(64);

export interface SealedCommit {
  readonly commit: Commit;
  readonly characters: number;
}

/** Computes the hash over the stored form. Throws ContentProblem for content that cannot be kept. */
export function sealCommit(
  body: Omit<Commit, '_id' | 'hash' | 'trace' | 'done'>,
  trace: string,
): SealedCommit {
  const text = canonicalJson(body);
  if (text.length > commitLimits.commitCharacters) {
    throw new ContentProblem(
      `a commit of ${text.length} characters is above the limit of ${commitLimits.commitCharacters}`,
    );
  }
  return {
    commit: {
      _id: commitId(body.stream, body.version),
      ...body,
      hash: sha256(text),
      trace,
      done: false,
    },
    characters: text.length,
  };
}

/** The hash a stored commit must have; another one means that it was altered. */
export function hashOfCommit(commit: Commit): string {
  const { _id, hash: _hash, trace: _trace, done: _done, ...body } = commit;
  return sha256(canonicalJson(body));
}

/** `purchase/abc` → kind and id. */
export function partsOfStream(stream: string): { kind: string; id: string } {
  const slash = stream.indexOf('/');
  return { kind: stream.slice(0, slash), id: stream.slice(slash + 1) };
}

/** The part of a commit's hash that stands in event ids. */
export function hashPrefix(hash: string): string {
  return hash.slice(0, 16);
}
