import type { ServiceName } from '@fangpiao/contracts';
import type { Commit } from './commit.ts';
import type { Durable } from './committer.ts';
import { allOf, CallOrder } from './calls.ts';
import type { DesksFirst } from './desks-first.ts';
import { messagesOf } from './envelope.ts';
import { Finishing, type Following } from './finishing.ts';
import { GroupStart } from './group-start.ts';
import { QuarantinedStream, type AnyAggregate } from './head.ts';
import { loadHeads } from './loader.ts';
import type { Ports } from './ports.ts';
import type { Reactions } from './reactions.ts';

const limits = {
  commitsPerBatch: 300,
  batches: { atOnce: 4, worthStarting: 40, lingerMillis: 10 },
  pending: 20_000,
  retryMillis: { first: 50, most: 5_000 },
  sweepAgeMillis: 10_000,
  sweepCommits: 500,
} as const;

/**
 * What follows a durable commit: publish and react, a stream's commits in order; fold; and only then `done`
 * (WRITE-PATH 10). What a killed process left undone is found by `sweep`.
 */
export class Pipeline {
  readonly #ports: Ports;
  readonly #service: ServiceName;
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #reactions: Reactions;
  readonly #finishing: Finishing;
  /** To be published and reacted to, by stream. */
  readonly #pending = new Map<string, Following[]>();
  /** Streams of the batches under way, and of those that wait for another try. */
  readonly #active = new Set<string>();
  /** How many commits of each stream are not done. */
  readonly #undone = new Map<string, number>();
  #finishedMeanwhile: Set<string> | undefined;
  readonly #onPublished: (commit: Commit) => void;
  readonly #desksFirst: DesksFirst;
  #isAskingAgain = false;
  #count = 0;
  #waiting = 0;
  #batches = 0;
  readonly #next: GroupStart;
  #stopping = false;
  #idle: (() => void)[] = [];

  constructor(options: {
    ports: Ports;
    service: ServiceName;
    aggregates: ReadonlyMap<string, AnyAggregate>;
    reactions: Reactions;
    onPublished: (commit: Commit) => void;
    desksFirst: DesksFirst;
  }) {
    this.#desksFirst = options.desksFirst;
    this.#ports = options.ports;
    this.#service = options.service;
    this.#aggregates = options.aggregates;
    this.#reactions = options.reactions;
    this.#onPublished = options.onPublished;
    this.#finishing = new Finishing({ ...options, onDone: (done) => this.#finish(done) });
    this.#next = new GroupStart({
      timers: options.ports.timers,
      limits: limits.batches,
      now: () => ({ waiting: this.#waiting, underWay: this.#batches }),
      start: () => this.#startBatch(),
    });
  }

  add(durable: readonly Durable[]): void {
    const added: Following[] = [];
    const addedAt = this.#ports.clock.now();
    for (const { commit, head } of durable) {
      // Above the bound the sweep finds them again: memory is limited, the database is the truth.
      if (this.#count >= limits.pending) break;
      const following = {
        commit,
        head,
        addedAt,
        published: false,
        folded: false,
        reacted: false,
        attempts: 0,
      };
      added.push(following);
      const ofStream = this.#pending.get(commit.stream);
      if (ofStream) ofStream.push(following);
      else this.#pending.set(commit.stream, [following]);
      this.#undone.set(commit.stream, (this.#undone.get(commit.stream) ?? 0) + 1);
      this.#count++;
    }
    this.#waiting += added.length;
    this.#finishing.fold(added);
    this.#goOn();
  }

  get pending(): number {
    return this.#count;
  }

  /** Takes up what a killed process, or this one when it was full, left undone. Answers how many it found. */
  async sweep(): Promise<number> {
    const before = new Date(this.#ports.clock.now() - limits.sweepAgeMillis).toISOString();
    // What is finished while the sweep reads was read as undone, and is not taken up again.
    const finished = (this.#finishedMeanwhile = new Set());
    const left = (await this.#ports.store.commitsNotDone(before, limits.sweepCommits)).filter(
      (commit) => !this.#undone.has(commit.stream) && !finished.has(commit._id),
    );
    this.#finishedMeanwhile = undefined;
    if (left.length === 0) return 0;
    const heads = await loadHeads(this.#ports.store, this.#aggregates, [
      ...new Set(left.map((commit) => commit.stream)),
    ]);
    const durable: Durable[] = [];
    for (const commit of left.sort((a, b) => (a._id < b._id ? -1 : 1))) {
      // Something of this stream may have been taken up while the heads were read.
      if (this.#undone.has(commit.stream)) continue;
      const head = heads.get(commit.stream)!;
      if (head instanceof QuarantinedStream) {
        this.#ports.log.error('a stream with undone commits is quarantined', {
          stream: commit.stream,
          problem: head.message,
        });
      } else durable.push({ commit, head });
    }
    this.add(durable);
    return durable.length;
  }

  /** Resolves when nothing is pending, or after `millis` at most; the rest stays undone for the sweep. */
  async stop(millis: number): Promise<void> {
    this.#finishing.hurry();
    if (this.#count > 0) {
      await Promise.race([
        new Promise<void>((resolve) => this.#idle.push(resolve)),
        new Promise<void>((resolve) => void this.#ports.timers.after(millis, resolve)),
      ]);
    }
    this.#stopping = true;
  }

  #goOn(): void {
    if (!this.#isHeldBack()) this.#next.consider();
  }

  /** By the desks; asked again by one timer at a time. */
  #isHeldBack(): boolean {
    const oldest = this.#pending.values().next().value?.[0];
    if (!oldest) return false;
    if (this.#isAskingAgain) return this.#desksFirst.areBusy;
    this.#isAskingAgain = this.#desksFirst.holdBack(oldest.addedAt, () => {
      this.#isAskingAgain = false;
      this.#goOn();
    });
    return this.#isAskingAgain;
  }

  #startBatch(): void {
    if (this.#stopping) return;
    const batch = this.#take();
    if (batch.length === 0) return;
    this.#batches++;
    void this.#process(batch).finally(() => {
      this.#batches--;
      this.#goOn();
    });
    this.#goOn();
  }

  #take(): Following[] {
    const batch: Following[] = [];
    for (const [stream, ofStream] of this.#pending) {
      if (this.#active.has(stream)) continue;
      this.#active.add(stream);
      this.#pending.delete(stream);
      batch.push(...ofStream);
      if (batch.length >= limits.commitsPerBatch) break;
    }
    this.#waiting -= batch.length;
    return batch;
  }

  async #process(batch: readonly Following[]): Promise<void> {
    await Promise.all([this.#publish(batch), this.#react(batch)]);
    const isOut = ({ published, reacted }: Following): boolean => published && reacted;
    this.#finishing.mark(batch.filter(isOut));
    const again = batch.filter((following) => !isOut(following));
    const delayed = new Set(again.map(({ commit }) => commit.stream));
    for (const { commit } of batch)
      if (!delayed.has(commit.stream)) this.#active.delete(commit.stream);
    if (again.length > 0) this.#tryAgain(again, delayed);
  }

  /** Later, and before what has come of these streams meanwhile; what of them did pass is not done twice. */
  #tryAgain(again: readonly Following[], delayed: ReadonlySet<string>): void {
    const attempts = Math.max(...again.map((following) => ++following.attempts));
    const delay = Math.min(
      limits.retryMillis.first * 2 ** Math.min(attempts, 10),
      limits.retryMillis.most,
    );
    this.#ports.timers.after(delay, () => {
      for (const [stream, ofStream] of Map.groupBy(again, ({ commit }) => commit.stream)) {
        this.#pending.set(stream, [...ofStream, ...(this.#pending.get(stream) ?? [])]);
      }
      this.#waiting += again.length;
      for (const stream of delayed) this.#active.delete(stream);
      this.#goOn();
    });
  }

  #finish(done: readonly Following[]): void {
    this.#count -= done.length;
    for (const { commit } of done) {
      this.#finishedMeanwhile?.add(commit._id);
      const left = this.#undone.get(commit.stream)! - 1;
      if (left > 0) this.#undone.set(commit.stream, left);
      else this.#undone.delete(commit.stream);
    }
    if (this.#count === 0) this.#idle.splice(0).forEach((resolve) => resolve());
  }

  async #publish(batch: readonly Following[]): Promise<void> {
    try {
      await this.#ports.faultPoint('acked-not-published');
      const unpublished = batch.filter((following) => !following.published);
      const messages = unpublished.flatMap(({ commit }) => messagesOf(this.#service, commit));
      if (messages.length > 0) await this.#ports.bus.publish(messages);
      for (const following of unpublished) {
        following.published = true;
        this.#onPublished(following.commit);
      }
    } catch (problem) {
      this.#ports.log.warn('publishing failed; trying again', { problem: String(problem) });
    }
  }

  async #react(batch: readonly Following[]): Promise<void> {
    try {
      await this.#ports.faultPoint('folded-not-reacted');
      const order = new CallOrder();
      await allOf(
        batch.map(async (following) => {
          if (!following.reacted)
            following.reacted = await this.#reactions.to(following.commit, order);
        }),
      );
    } catch (problem) {
      this.#ports.log.warn('reacting failed; trying again', { problem: String(problem) });
    }
  }
}
