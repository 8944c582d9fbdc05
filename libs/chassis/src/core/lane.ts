import type { DomainEvent, Refusal } from '@fangpiao/contracts';
import { dateInShanghai, instant, instantMillis, type Instant } from '@fangpiao/values';
import { ContentProblem } from './canonical.ts';
import type { Actor, Decision, DecisionContext, Outcome } from './command.ts';
import { isRefusal } from './command.ts';
import {
  commitLimits,
  sealCommit,
  type Basis,
  type CommittedEvent,
  type SealedCommit,
} from './commit.ts';
import { advanceHead, isPublished, type AnyAggregate, type Head } from './head.ts';
import type { RememberedKey } from './recent-keys.ts';

/** A command on its way: everything the group commit needs, decided as often as the lock demands. */
export interface Work {
  readonly stream: string;
  readonly aggregate: AnyAggregate;
  readonly commandName: string;
  readonly commandKey: string;
  readonly commandHash: string;
  readonly actor: Actor;
  /** Milliseconds, taken once at the door. */
  readonly receivedAt: number;
  readonly trace: string;
  readonly creates: boolean;
  readonly basis: Basis;
  readonly expectedVersion?: number;
  readonly decide: (state: unknown, context: DecisionContext) => Decision<DomainEvent>;
}

export interface Waiting {
  readonly work: Work;
  readonly enqueuedAt: number;
  lostRounds: number;
  /** False once the caller has been told something; nothing is decided for it any more. */
  readonly isOpen: () => boolean;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (problem: unknown) => void;
}

/** The queue of one stream in this process; at most one insert of it is in flight (WRITE-PATH 1). */
export interface Lane {
  readonly stream: string;
  readonly aggregate: AnyAggregate;
  waiting: Waiting[];
  /**
   * What this round decides. Taken before anything is read, so that every command is decided on a head, and with
   * older keys, that were read after it arrived (WRITE-PATH 2, 5).
   */
  taken: Waiting[];
  busy: boolean;
  /** A reply was lost and what it said is being found out. */
  unknown: boolean;
  /** Milliseconds before which no round starts, after lost rounds. */
  notBefore: number;
  head: Head | undefined;
  /** The head was read from the database in this round, not remembered or assumed. */
  fresh: boolean;
  /** Keys of commits older than the head remembers, as looked up in this round. */
  olderKeys: Map<string, RememberedKey>;
}

export function createLane(stream: string, aggregate: AnyAggregate): Lane {
  return {
    stream,
    aggregate,
    waiting: [],
    taken: [],
    busy: false,
    unknown: false,
    notBefore: 0,
    head: undefined,
    fresh: false,
    olderKeys: new Map(),
  };
}

/** One line of a lane's plan, in the order of arrival. */
export type PlanItem =
  | {
      readonly kind: 'commit';
      readonly waiting: Waiting;
      readonly sealed: SealedCommit;
      readonly headAfter: Head;
    }
  /** May leave only when every commit planned before it is durable (WRITE-PATH 2). */
  | { readonly kind: 'answer'; readonly waiting: Waiting; readonly outcome: Outcome }
  | { readonly kind: 'repeat'; readonly waiting: Waiting; readonly version: number };

export interface Plan {
  readonly lane: Lane;
  readonly items: PlanItem[];
  /** Must be decided again on a head that is read anew. */
  readonly again: Waiting[];
}

/** More commands than this wait for the next round, so that one hot stream does not make the others wait. */
export const perRound = 150;

/**
 * Decides what a lane has taken, one after another in memory, each on the state the one before leaves behind.
 */
export function planLane(lane: Lane): Plan {
  const plan: Plan = { lane, items: [], again: [] };
  const planned = new Map<string, RememberedKey>();
  let head = lane.head!;
  for (const waiting of lane.taken) {
    if (!waiting.isOpen()) continue;
    const { work } = waiting;
    const remembered =
      planned.get(work.commandKey) ??
      head.keys.get(work.commandKey) ??
      lane.olderKeys.get(work.commandKey);
    if (remembered) {
      plan.items.push(
        remembered.commandHash === work.commandHash
          ? { kind: 'repeat', waiting, version: remembered.version }
          : { kind: 'answer', waiting, outcome: { kind: 'refused', refusal: keyReused } },
      );
      continue;
    }
    try {
      const context = contextOf(work, head);
      const decision = decideOn(head, work, context);
      if (isRefusal(decision) || decision.length === 0) {
        const decidedOnKnownHead = lane.fresh || plan.items.some((item) => item.kind === 'commit');
        if (!decidedOnKnownHead) plan.again.push(waiting);
        else
          plan.items.push({
            kind: 'answer',
            waiting,
            outcome: isRefusal(decision)
              ? { kind: 'refused', refusal: decision }
              : { kind: 'nothing-to-do' },
          });
        continue;
      }
      const sealed = seal(work, head, decision, context.at);
      head = checkState(advanceHead(head, sealed.commit, lane.aggregate));
      planned.set(work.commandKey, { version: head.version, commandHash: work.commandHash });
      plan.items.push({ kind: 'commit', waiting, sealed, headAfter: head });
    } catch (problem) {
      waiting.reject(problem);
    }
  }
  return plan;
}

const keyReused: Refusal = { refused: 'key-reused' };
const versionMismatch: Refusal = { refused: 'version-mismatch' };

function decideOn(head: Head, work: Work, context: DecisionContext): Decision<DomainEvent> {
  if (work.expectedVersion !== undefined && work.expectedVersion !== head.version)
    return versionMismatch;
  return work.decide(head.state, context);
}

/** State holds sums and open limits, never growing lists: a stream that outgrows the limit is a bug (WRITE-PATH 7). */
function checkState(head: Head): Head {
  const { length } = JSON.stringify(head.state);
  if (length > commitLimits.stateCharacters) {
    throw new ContentProblem(
      `the state of ${head.stream} would have ${length} characters, the limit is ${commitLimits.stateCharacters}`,
    );
  }
  return head;
}

function contextOf(work: Work, head: Head): DecisionContext {
  const received = instant(work.receivedAt);
  const at: Instant = head.at !== '' && head.at > received ? head.at : received;
  return { at, today: dateInShanghai(instantMillis(at)), actor: work.actor, stream: work.stream };
}

function seal(work: Work, head: Head, events: readonly DomainEvent[], at: Instant): SealedCommit {
  let position = head.position;
  const committed: CommittedEvent[] = events.map(({ type, data }) =>
    isPublished(work.aggregate, type) ? { type, data, position: ++position } : { type, data },
  );
  return sealCommit(
    {
      stream: work.stream,
      version: head.version + 1,
      commandName: work.commandName,
      commandKey: work.commandKey,
      commandHash: work.commandHash,
      actor: work.actor,
      at,
      events: committed,
      basis: work.basis,
      previousHash: head.hash,
    },
    work.trace,
  );
}
