import { commitId, type Commit, type SealedCommit } from './commit.ts';
import {
  emptyHead,
  keysAreComplete,
  QuarantinedStream,
  type AnyAggregate,
  type Head,
} from './head.ts';
import { flushesOf, insertUntilKnown, type Fate } from './insert.ts';
import { perRound, planLane, type Lane, type Plan, type PlanItem, type Waiting } from './lane.ts';
import { loadHeads } from './loader.ts';
import type { Ports } from './ports.ts';
import { Busy, Contention, OutcomeUnknown } from './problems.ts';

/** A commit that is durable, with the state it leaves behind. */
export interface Durable {
  readonly commit: Commit;
  readonly head: Head;
}

export interface RoundContext {
  readonly ports: Ports;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly onDurable: (durable: readonly Durable[]) => void;
  /** Called once for each lane, when its part of the round is over. */
  readonly release: (lane: Lane) => void;
}

export const roundLimits = {
  waitMillis: 15_000,
  lostRoundsBeforePause: 2,
  lostRoundsBeforeRefusal: 8,
} as const;

/** One round of the group commit: read what is not known, decide, insert, answer. */
export async function carryOutRound(lanes: readonly Lane[], context: RoundContext): Promise<void> {
  const held = new Set(lanes);
  const release = (lane: Lane): void => {
    if (held.delete(lane)) context.release(lane);
  };
  let hasDecided = false;
  try {
    for (const lane of lanes) lane.taken = lane.waiting.splice(0, perRound);
    const open = await readHeads(lanes, context);
    await readOlderKeys(open, context);
    const plans = open.map(planLane);
    hasDecided = true;
    await insertAndAnswer(plans, { ...context, release });
  } catch (problem) {
    context.ports.log.warn('a round of the group commit failed', { problem: String(problem) });
    for (const lane of held) {
      lane.head = undefined;
      // After a failed read nothing was decided; after that only the key tells what happened.
      const answer = hasDecided
        ? new OutcomeUnknown('the outcome is not known; repeat with the same key')
        : new Busy('the database does not answer');
      for (const waiting of [...lane.taken, ...lane.waiting.splice(0)]) waiting.reject(answer);
    }
  } finally {
    for (const lane of [...held]) release(lane);
  }
}

/** Gives every lane a head; lanes whose stream cannot be understood answer and drop out. */
async function readHeads(lanes: readonly Lane[], context: RoundContext): Promise<Lane[]> {
  const toLoad = lanes.filter((lane) => !lane.head && !startsNew(lane));
  for (const lane of lanes) {
    if (!lane.head && startsNew(lane)) lane.head = emptyHead(lane.stream, lane.aggregate);
  }
  if (toLoad.length === 0) return [...lanes];
  const { ports, aggregates } = context;
  const loaded = await loadHeads(
    ports.store,
    aggregates,
    toLoad.map((lane) => lane.stream),
  );
  return lanes.filter((lane) => {
    const head = loaded.get(lane.stream);
    if (head === undefined) return true;
    if (head instanceof QuarantinedStream) {
      ports.log.error('a stream is quarantined', { stream: lane.stream, problem: head.message });
      for (const waiting of lane.taken) waiting.reject(head);
      return false;
    }
    lane.head = head;
    lane.fresh = true;
    return true;
  });
}

/** Nothing has been read or lost yet and the first command expects a new stream (WRITE-PATH 6). */
function startsNew(lane: Lane): boolean {
  const first = lane.taken[0];
  return first !== undefined && first.work.creates && first.lostRounds === 0;
}

/** Keys that the heads no longer remember, in one grouped query (WRITE-PATH 5). */
async function readOlderKeys(lanes: readonly Lane[], context: RoundContext): Promise<void> {
  const byStream = new Map(lanes.map((lane) => [lane.stream, lane]));
  const asked = lanes
    .filter((lane) => !keysAreComplete(lane.head!))
    .map((lane) => ({
      stream: lane.stream,
      keys: lane.taken
        .map(({ work }) => work.commandKey)
        .filter((key) => !lane.head!.keys.has(key)),
    }))
    .filter(({ keys }) => keys.length > 0);
  if (asked.length === 0) return;
  for (const commit of await context.ports.store.commitsByKeys(asked)) {
    const lane = byStream.get(commit.stream)!;
    // A commit above the head is another replica's and not yet part of what we decide on: the insert will conflict.
    if (commit.version <= lane.head!.version) {
      lane.olderKeys.set(commit.commandKey, {
        version: commit.version,
        commandHash: commit.commandHash,
      });
    }
  }
}

async function insertAndAnswer(plans: readonly Plan[], context: RoundContext): Promise<void> {
  for (const { lane, again } of plans) {
    if (again.length === 0) continue;
    lane.head = undefined;
    lane.waiting.unshift(...again);
    // A command that creates is read for from now on.
    for (const waiting of again) waiting.lostRounds = Math.max(waiting.lostRounds, 1);
  }
  const withCommits = plans.map((plan) => ({
    plan,
    commits: plan.items.flatMap((item) => (item.kind === 'commit' ? [item.sealed] : [])),
  }));
  const nothing = withCommits.filter(({ commits }) => commits.length === 0);
  const single = withCommits.filter(({ commits }) => commits.length === 1);
  const several = withCommits.filter(({ commits }) => commits.length > 1);
  await Promise.all([
    ...nothing.map(({ plan }) => settle(plan, new Map(), context)),
    insertSingles(single, context),
    ...several.map(({ plan, commits }) => insertSeveral(plan, commits, context)),
  ]);
}

/** One commit per stream, sorted by `_id`, unordered: no innocent stream is stopped (WRITE-PATH 3). */
async function insertSingles(
  single: readonly { readonly plan: Plan; readonly commits: readonly SealedCommit[] }[],
  context: RoundContext,
): Promise<void> {
  const byStream = new Map(single.map(({ plan }) => [plan.lane.stream, plan]));
  const sorted = single
    .map(({ commits }) => commits[0]!)
    .sort((a, b) => (a.commit._id < b.commit._id ? -1 : 1));
  await Promise.all(
    flushesOf(sorted).map(async (flush) => {
      const ofFlush = flush.map((commit) => byStream.get(commit.stream)!);
      const fates = await insertUntilKnown(flush, {
        ports: context.ports,
        order: 'unordered',
        onUnknown: () => ofFlush.forEach(answerUnknown),
      });
      await Promise.all(ofFlush.map((plan) => settle(plan, fates, context)));
    }),
  );
}

/** Several commits of one stream, each behind the one before: an ordered insert of its own (WRITE-PATH 1, 3). */
async function insertSeveral(
  plan: Plan,
  commits: readonly SealedCommit[],
  context: RoundContext,
): Promise<void> {
  const fates = new Map<string, Fate>();
  for (const flush of flushesOf(commits)) {
    const ofFlush = await insertUntilKnown(flush, {
      ports: context.ports,
      order: 'ordered',
      onUnknown: () => answerUnknown(plan),
    });
    for (const [id, fate] of ofFlush) fates.set(id, fate);
    if ([...ofFlush.values()].some((fate) => fate !== 'durable')) break;
  }
  await settle(plan, fates, context);
}

/** Until the fate is known the queue waits, and nobody is kept waiting (WRITE-PATH 4). */
function answerUnknown({ lane }: Plan): void {
  lane.unknown = true;
  const problem = new OutcomeUnknown('the outcome is not known; repeat with the same key');
  for (const waiting of [...lane.taken, ...lane.waiting.splice(0)]) waiting.reject(problem);
}

/** Answers callers in order; what stood behind a lost race is decided again. */
async function settle(
  plan: Plan,
  fates: ReadonlyMap<string, Fate>,
  context: RoundContext,
): Promise<void> {
  const { lane } = plan;
  const lost: Waiting[] = [];
  const durable: Durable[] = [];
  const answers: (() => void)[] = [];
  const repeats: Extract<PlanItem, { kind: 'repeat' }>[] = [];
  let broken = false;
  for (const item of plan.items) {
    if (broken) {
      lost.push(item.waiting);
      continue;
    }
    switch (item.kind) {
      case 'answer':
        answers.push(() => item.waiting.resolve(item.outcome));
        break;
      case 'repeat':
        repeats.push(item);
        break;
      case 'commit': {
        const { commit } = item.sealed;
        const fate = fates.get(commit._id) ?? 'conflict';
        if (fate === 'durable') {
          durable.push({ commit, head: item.headAfter });
          answers.push(() => item.waiting.resolve({ kind: 'accepted', commit }));
        } else {
          broken = true;
          if (fate === 'conflict') lost.push(item.waiting);
          else item.waiting.reject(fate.failed);
        }
      }
    }
  }
  if (durable.length > 0 && lane.head) lane.head = durable.at(-1)!.head;
  if (broken) putBack(lane, lost, context);
  if (durable.length > 0) context.onDurable(durable);
  for (const answer of answers) answer();
  // The head and the queue are in order: the next round need not wait for the rest of this one.
  context.release(lane);
  if (repeats.length > 0) await answerRepeats(lane.stream, repeats, context);
}

/** Random pauses keep two replicas from losing to each other for ever (WRITE-PATH 9). */
function putBack(lane: Lane, lost: readonly Waiting[], { ports }: RoundContext): void {
  lane.head = undefined;
  const stillTrying: Waiting[] = [];
  for (const waiting of lost) {
    if (!waiting.isOpen()) continue;
    waiting.lostRounds++;
    const tooLate = ports.clock.now() - waiting.enqueuedAt > roundLimits.waitMillis;
    if (waiting.lostRounds >= roundLimits.lostRoundsBeforeRefusal || tooLate) {
      waiting.reject(
        new Contention(`${waiting.lostRounds} rounds on ${lane.stream} were lost to other writers`),
      );
    } else stillTrying.push(waiting);
  }
  lane.waiting.unshift(...stillTrying);
  const most = Math.max(0, ...stillTrying.map((waiting) => waiting.lostRounds));
  if (most >= roundLimits.lostRoundsBeforePause) {
    lane.notBefore = ports.clock.now() + 5 + Math.floor(ports.chance.next() * 46);
  }
}

async function answerRepeats(
  stream: string,
  repeats: readonly Extract<PlanItem, { kind: 'repeat' }>[],
  { ports }: RoundContext,
): Promise<void> {
  const unread = new Busy('the earlier answer could not be read');
  try {
    const ids = [...new Set(repeats.map(({ version }) => commitId(stream, version)))];
    const stored = new Map(
      (await ports.store.commitsByIds(ids)).map((commit) => [commit.version, commit]),
    );
    for (const { waiting, version } of repeats) {
      const commit = stored.get(version);
      if (commit) waiting.resolve({ kind: 'repeated', commit });
      else waiting.reject(unread);
    }
  } catch {
    for (const { waiting } of repeats) waiting.reject(unread);
  }
}
