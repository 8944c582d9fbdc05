import { commitId, commitLimits, type Commit, type SealedCommit } from './commit.ts';
import type { Outcome } from './command.ts';
import {
  emptyHead,
  keysAreComplete,
  QuarantinedStream,
  type AnyAggregate,
  type Head,
} from './head.ts';
import { flushesOf, insertUntilKnown, type Fate } from './insert.ts';
import { planLane, type Lane, type Plan, type PlanItem, type Waiting, type Work } from './lane.ts';
import { aggregateOf, loadHeads } from './loader.ts';
import type { Ports } from './ports.ts';
import { Busy, Contention, OutcomeUnknown, ShuttingDown } from './problems.ts';

/** A commit that is durable, with the state it leaves behind. */
export interface Durable {
  readonly commit: Commit;
  readonly head: Head;
}

export interface CommitterOptions {
  readonly ports: Ports;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  /** Called in the order of versions of each stream, before the callers are answered. */
  readonly onDurable: (durable: readonly Durable[]) => void;
}

export const committerLimits = {
  waiting: 4_000,
  waitMillis: 15_000,
  roundsInFlight: 3,
  lanes: 20_000,
  lostRoundsBeforePause: 2,
  lostRoundsBeforeRefusal: 8,
} as const;

/**
 * Group commit: each stream has one lane in the process, what waits in it is decided one after another in memory,
 * and the commits of many streams go out in one insert (ARCHITECTURE §2, WRITE-PATH §1).
 */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #lanes = new Map<string, Lane>();
  /** Streams with something waiting, oldest first. */
  readonly #ready = new Set<string>();
  #waiting = 0;
  #rounds = 0;
  #scheduled = false;
  #stopping = false;
  #idle: (() => void)[] = [];

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  /** Rejects with Busy, Contention, OutcomeUnknown or ShuttingDown when there is no outcome; the caller may repeat. */
  submit(work: Work): Promise<Outcome> {
    if (this.#stopping) return Promise.reject(new ShuttingDown('the service is shutting down'));
    if (this.#waiting >= committerLimits.waiting)
      return Promise.reject(new Busy('too many commands are waiting'));
    const lane = this.#laneOf(work.stream);
    if (lane.unknown)
      return Promise.reject(
        new OutcomeUnknown(`the outcome of an earlier command on ${work.stream} is not known yet`),
      );
    return new Promise((resolve, reject) => {
      let open = true;
      const once =
        <Value>(settle: (value: Value) => void) =>
        (value: Value): void => {
          if (!open) return;
          open = false;
          this.#waiting--;
          settle(value);
        };
      lane.waiting.push({
        work,
        enqueuedAt: this.#options.ports.clock.now(),
        lostRounds: 0,
        resolve: once(resolve),
        reject: once(reject),
      });
      this.#waiting++;
      this.#ready.add(work.stream);
      this.#schedule();
    });
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Share of the queue that is in use, 0 to 1. */
  get load(): number {
    return this.#waiting / committerLimits.waiting;
  }

  /** Refuses new work and resolves when what was taken is settled. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#rounds > 0 || this.#ready.size > 0)
      await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #laneOf(stream: string): Lane {
    const known = this.#lanes.get(stream);
    if (known) return known;
    if (this.#lanes.size >= committerLimits.lanes) this.#forgetOldLanes();
    const aggregate = aggregateOf(this.#options.aggregates, stream.slice(0, stream.indexOf('/')));
    const lane: Lane = {
      stream,
      aggregate,
      waiting: [],
      busy: false,
      unknown: false,
      notBefore: 0,
      head: undefined,
      fresh: false,
      olderKeys: new Map(),
    };
    this.#lanes.set(stream, lane);
    return lane;
  }

  #forgetOldLanes(): void {
    let toForget = committerLimits.lanes / 10;
    for (const lane of this.#lanes.values()) {
      if (lane.busy || lane.waiting.length > 0) continue;
      this.#lanes.delete(lane.stream);
      if (--toForget <= 0) return;
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#rounds >= committerLimits.roundsInFlight || this.#ready.size === 0)
      return;
    this.#scheduled = true;
    this.#options.ports.timers.soon(() => {
      this.#scheduled = false;
      const lanes = this.#takeLanes();
      if (lanes.length === 0) return;
      this.#rounds++;
      void this.#round(lanes).finally(() => {
        this.#rounds--;
        this.#schedule();
        if (this.#rounds === 0 && this.#ready.size === 0)
          this.#idle.splice(0).forEach((resolve) => resolve());
      });
      // What is left may be another stream's: it need not wait for this round.
      this.#schedule();
    });
  }

  #takeLanes(): Lane[] {
    const now = this.#options.ports.clock.now();
    const taken: Lane[] = [];
    let soonest = Infinity;
    for (const stream of this.#ready) {
      const lane = this.#lanes.get(stream)!;
      if (lane.busy) continue;
      if (lane.notBefore > now) {
        soonest = Math.min(soonest, lane.notBefore);
        continue;
      }
      lane.busy = true;
      this.#ready.delete(stream);
      taken.push(lane);
      if (taken.length === commitLimits.flushDocuments) break;
    }
    if (taken.length === 0 && soonest < Infinity) {
      this.#options.ports.timers.after(soonest - now, () => this.#schedule());
    }
    return taken;
  }

  async #round(lanes: readonly Lane[]): Promise<void> {
    try {
      const open = await this.#readHeads(lanes);
      await this.#readOlderKeys(open);
      await this.#carryOut(open.map(planLane));
    } catch (problem) {
      // A read failed: nothing of this round was decided for good, so callers may simply repeat.
      this.#options.ports.log.warn('a round of the group commit failed', {
        problem: String(problem),
      });
      for (const lane of lanes) {
        lane.head = undefined;
        for (const waiting of lane.waiting.splice(0))
          waiting.reject(new Busy('the database does not answer'));
      }
    } finally {
      for (const lane of lanes) this.#release(lane);
    }
  }

  #release(lane: Lane): void {
    lane.busy = false;
    lane.unknown = false;
    lane.fresh = false;
    lane.olderKeys.clear();
    if (lane.waiting.length > 0) this.#ready.add(lane.stream);
  }

  /** Gives every lane a head; lanes whose stream cannot be understood answer and drop out. */
  async #readHeads(lanes: readonly Lane[]): Promise<Lane[]> {
    const toLoad = lanes.filter((lane) => !lane.head && !startsNew(lane));
    for (const lane of lanes) {
      if (!lane.head && startsNew(lane)) lane.head = emptyHead(lane.stream, lane.aggregate);
    }
    if (toLoad.length === 0) return [...lanes];
    const { ports, aggregates } = this.#options;
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
        for (const waiting of lane.waiting.splice(0)) waiting.reject(head);
        return false;
      }
      lane.head = head;
      lane.fresh = true;
      return true;
    });
  }

  async #readOlderKeys(lanes: readonly Lane[]): Promise<void> {
    const asked = lanes
      .filter((lane) => !keysAreComplete(lane.head!))
      .map((lane) => ({
        stream: lane.stream,
        keys: lane.waiting
          .map(({ work }) => work.commandKey)
          .filter((key) => !lane.head!.keys.has(key)),
      }))
      .filter(({ keys }) => keys.length > 0);
    if (asked.length === 0) return;
    for (const commit of await this.#options.ports.store.commitsByKeys(asked)) {
      const lane = this.#lanes.get(commit.stream)!;
      // A commit above the head is another replica's and not yet part of what we decide on: the insert will conflict.
      if (commit.version <= lane.head!.version) {
        lane.olderKeys.set(commit.commandKey, {
          version: commit.version,
          commandHash: commit.commandHash,
        });
      }
    }
  }

  async #carryOut(plans: readonly Plan[]): Promise<void> {
    for (const { lane, again } of plans) {
      if (again.length > 0) {
        lane.head = undefined;
        lane.waiting.unshift(...again);
        // A command that creates is read for from now on.
        for (const waiting of again) waiting.lostRounds = Math.max(waiting.lostRounds, 1);
      }
    }
    const commitsOf = (plan: Plan): SealedCommit[] =>
      plan.items.flatMap((item) => (item.kind === 'commit' ? [item.sealed] : []));
    const withCommits = plans.map((plan) => ({ plan, commits: commitsOf(plan) }));
    const single = withCommits.filter(({ commits }) => commits.length === 1);
    const several = withCommits.filter(({ commits }) => commits.length > 1);
    const sorted = single
      .map(({ commits }) => commits[0]!)
      .sort((a, b) => (a.commit._id < b.commit._id ? -1 : 1));
    await Promise.all([
      ...withCommits
        .filter(({ commits }) => commits.length === 0)
        .map(({ plan }) => this.#settle(plan, new Map())),
      this.#insertSingles(
        sorted,
        single.map(({ plan }) => plan),
      ),
      ...several.map(({ plan, commits }) => this.#insertSeveral(plan, commits)),
    ]);
  }

  async #insertSingles(sorted: readonly SealedCommit[], plans: readonly Plan[]): Promise<void> {
    const byStream = new Map(plans.map((plan) => [plan.lane.stream, plan]));
    await Promise.all(
      flushesOf(sorted).map(async (flush) => {
        const ofFlush = flush.map((commit) => byStream.get(commit.stream)!);
        const fates = await insertUntilKnown(flush, {
          ports: this.#options.ports,
          order: 'unordered',
          onUnknown: () => ofFlush.forEach((plan) => this.#answerUnknown(plan)),
        });
        await Promise.all(ofFlush.map((plan) => this.#settle(plan, fates)));
      }),
    );
  }

  async #insertSeveral(plan: Plan, commits: readonly SealedCommit[]): Promise<void> {
    const fates = new Map<string, Fate>();
    for (const flush of flushesOf(commits)) {
      const ofFlush = await insertUntilKnown(flush, {
        ports: this.#options.ports,
        order: 'ordered',
        onUnknown: () => this.#answerUnknown(plan),
      });
      for (const [id, fate] of ofFlush) fates.set(id, fate);
      if ([...ofFlush.values()].some((fate) => fate !== 'durable')) break;
    }
    await this.#settle(plan, fates);
  }

  #answerUnknown(plan: Plan): void {
    plan.lane.unknown = true;
    const problem = new OutcomeUnknown('the outcome is not known; repeat with the same key');
    for (const { waiting } of plan.items) waiting.reject(problem);
    for (const waiting of plan.lane.waiting.splice(0)) waiting.reject(problem);
  }

  /** Answers callers in order; what stood behind a lost race is decided again. */
  async #settle(plan: Plan, fates: ReadonlyMap<string, Fate>): Promise<void> {
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
    if (broken) this.#putBack(lane, lost);
    if (durable.length > 0) this.#options.onDurable(durable);
    for (const answer of answers) answer();
    if (repeats.length > 0) await this.#answerRepeats(lane.stream, repeats);
  }

  #putBack(lane: Lane, lost: readonly Waiting[]): void {
    lane.head = undefined;
    const { ports } = this.#options;
    const stillTrying: Waiting[] = [];
    for (const waiting of lost) {
      waiting.lostRounds++;
      const tooLate = ports.clock.now() - waiting.enqueuedAt > committerLimits.waitMillis;
      if (waiting.lostRounds >= committerLimits.lostRoundsBeforeRefusal || tooLate) {
        waiting.reject(
          new Contention(
            `${waiting.lostRounds} rounds on ${lane.stream} were lost to other writers`,
          ),
        );
      } else stillTrying.push(waiting);
    }
    lane.waiting.unshift(...stillTrying);
    const most = Math.max(0, ...stillTrying.map((waiting) => waiting.lostRounds));
    if (most >= committerLimits.lostRoundsBeforePause) {
      lane.notBefore = ports.clock.now() + 5 + Math.floor(ports.chance.next() * 46);
    }
  }

  async #answerRepeats(
    stream: string,
    repeats: readonly Extract<PlanItem, { kind: 'repeat' }>[],
  ): Promise<void> {
    try {
      const ids = [...new Set(repeats.map(({ version }) => commitId(stream, version)))];
      const stored = new Map(
        (await this.#options.ports.store.commitsByIds(ids)).map((commit) => [
          commit.version,
          commit,
        ]),
      );
      for (const { waiting, version } of repeats) {
        const commit = stored.get(version);
        if (commit) waiting.resolve({ kind: 'repeated', commit });
        else waiting.reject(new Busy('the earlier answer could not be read'));
      }
    } catch {
      for (const { waiting } of repeats)
        waiting.reject(new Busy('the earlier answer could not be read'));
    }
  }
}

/** Nothing has been read or lost yet and the first command expects a new stream (WRITE-PATH 6). */
function startsNew(lane: Lane): boolean {
  const first = lane.waiting[0];
  return first !== undefined && first.work.creates && first.lostRounds === 0;
}
