import type { ServiceName } from '@fangpiao/contracts';
import type { Commit } from './commit.ts';
import { partsOfStream } from './commit.ts';
import type { Durable } from './committer.ts';
import { allOf, CallOrder } from './calls.ts';
import { messagesOf } from './envelope.ts';
import { QuarantinedStream, viewOfHead, type AnyAggregate, type ViewDocument } from './head.ts';
import { aggregateOf, loadHeads } from './loader.ts';
import type { Ports } from './ports.ts';
import type { Reactions } from './reactions.ts';

interface Pending extends Durable {
  published: boolean;
  folded: boolean;
  reacted: boolean;
  attempts: number;
}

const limits = {
  commitsPerBatch: 300,
  batchesAtOnce: 4,
  pending: 20_000,
  retryMillis: { first: 50, most: 5_000 },
  sweepAgeMillis: 10_000,
  sweepCommits: 500,
} as const;

/**
 * What follows a durable commit: publish, fold, react, and only then `done` (WRITE-PATH 10). A stream's commits pass in
 * order. What a killed process left undone is found by `sweep`.
 */
export class Pipeline {
  readonly #ports: Ports;
  readonly #service: ServiceName;
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #reactions: Reactions;
  readonly #pending = new Map<string, Pending[]>();
  readonly #active = new Set<string>();
  readonly #onPublished: (commit: Commit) => void;
  #count = 0;
  #batches = 0;
  #scheduled = false;
  #stopping = false;
  #idle: (() => void)[] = [];

  constructor(options: {
    ports: Ports;
    service: ServiceName;
    aggregates: ReadonlyMap<string, AnyAggregate>;
    reactions: Reactions;
    onPublished: (commit: Commit) => void;
  }) {
    this.#ports = options.ports;
    this.#service = options.service;
    this.#aggregates = options.aggregates;
    this.#reactions = options.reactions;
    this.#onPublished = options.onPublished;
  }

  add(durable: readonly Durable[]): void {
    for (const { commit, head } of durable) {
      // Above the bound the sweep finds them again: memory is limited, the database is the truth.
      if (this.#count >= limits.pending) return;
      const pending = {
        commit,
        head,
        published: false,
        folded: false,
        reacted: false,
        attempts: 0,
      };
      const ofStream = this.#pending.get(commit.stream);
      if (ofStream) ofStream.push(pending);
      else this.#pending.set(commit.stream, [pending]);
      this.#count++;
    }
    this.#schedule();
  }

  get pending(): number {
    return this.#count;
  }

  /** Takes up what a killed process, or this one when it was full, left undone. Answers how many it found. */
  async sweep(): Promise<number> {
    const before = new Date(this.#ports.clock.now() - limits.sweepAgeMillis).toISOString();
    const left = (await this.#ports.store.commitsNotDone(before, limits.sweepCommits)).filter(
      (commit) => !this.#pending.has(commit.stream) && !this.#active.has(commit.stream),
    );
    if (left.length === 0) return 0;
    const heads = await loadHeads(this.#ports.store, this.#aggregates, [
      ...new Set(left.map((commit) => commit.stream)),
    ]);
    const durable: Durable[] = [];
    for (const commit of left.sort((a, b) => (a._id < b._id ? -1 : 1))) {
      // Something of this stream may have been taken up while the heads were read.
      if (this.#pending.has(commit.stream) || this.#active.has(commit.stream)) continue;
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
    if (this.#count > 0) {
      await Promise.race([
        new Promise<void>((resolve) => this.#idle.push(resolve)),
        new Promise<void>((resolve) => void this.#ports.timers.after(millis, resolve)),
      ]);
    }
    this.#stopping = true;
  }

  #schedule(): void {
    if (
      this.#scheduled ||
      this.#stopping ||
      this.#batches >= limits.batchesAtOnce ||
      this.#pending.size === 0
    )
      return;
    this.#scheduled = true;
    this.#ports.timers.soon(() => {
      this.#scheduled = false;
      const batch = this.#take();
      if (batch.length === 0) return;
      this.#batches++;
      void this.#process(batch).finally(() => {
        this.#batches--;
        this.#schedule();
        if (this.#count === 0) this.#idle.splice(0).forEach((resolve) => resolve());
      });
      this.#schedule();
    });
  }

  #take(): Pending[] {
    const batch: Pending[] = [];
    for (const [stream, pending] of this.#pending) {
      if (this.#active.has(stream)) continue;
      this.#active.add(stream);
      this.#pending.delete(stream);
      batch.push(...pending);
      if (batch.length >= limits.commitsPerBatch) break;
    }
    return batch;
  }

  async #process(batch: readonly Pending[]): Promise<void> {
    await Promise.all([this.#publishAndFold(batch), this.#react(batch)]);
    const done = batch.filter((pending) => pending.published && pending.folded && pending.reacted);
    let marked = false;
    try {
      await this.#ports.faultPoint('folded-not-done');
      await this.#ports.store.markDone(done.map(({ commit }) => commit._id));
      marked = true;
    } catch (problem) {
      this.#ports.log.warn('marking commits as done failed; trying again', {
        problem: String(problem),
      });
    }
    this.#finish(batch, marked ? new Set(done) : new Set());
  }

  #finish(batch: readonly Pending[], done: ReadonlySet<Pending>): void {
    const again = batch.filter((pending) => !done.has(pending));
    this.#count -= batch.length - again.length;
    const release = (streams: Iterable<string>): void => {
      for (const stream of streams) this.#active.delete(stream);
      this.#schedule();
    };
    const delayed = new Set(again.map(({ commit }) => commit.stream));
    release(
      new Set(batch.map(({ commit }) => commit.stream).filter((stream) => !delayed.has(stream))),
    );
    if (again.length === 0) return;
    const attempts = Math.max(...again.map((pending) => ++pending.attempts));
    const delay = Math.min(
      limits.retryMillis.first * 2 ** Math.min(attempts, 10),
      limits.retryMillis.most,
    );
    this.#ports.timers.after(delay, () => {
      for (const [stream, ofStream] of Map.groupBy(again, ({ commit }) => commit.stream)) {
        this.#pending.set(stream, [...ofStream, ...(this.#pending.get(stream) ?? [])]);
      }
      release(delayed);
    });
  }

  async #publishAndFold(batch: readonly Pending[]): Promise<void> {
    try {
      await this.#ports.faultPoint('acked-not-published');
      const unpublished = batch.filter((pending) => !pending.published);
      const messages = unpublished.flatMap(({ commit }) => messagesOf(this.#service, commit));
      if (messages.length > 0) await this.#ports.bus.publish(messages);
      for (const pending of unpublished) {
        pending.published = true;
        this.#onPublished(pending.commit);
      }
    } catch (problem) {
      this.#ports.log.warn('publishing failed; trying again', { problem: String(problem) });
    }
    try {
      await this.#ports.faultPoint('published-not-folded');
      const unfolded = batch.filter((pending) => !pending.folded);
      await this.#fold(unfolded);
      for (const pending of unfolded) pending.folded = true;
    } catch (problem) {
      this.#ports.log.warn('folding views failed; trying again', { problem: String(problem) });
    }
  }

  async #fold(batch: readonly Pending[]): Promise<void> {
    const newest = new Map<string, Durable>();
    for (const pending of batch) {
      const known = newest.get(pending.commit.stream);
      if (!known || known.head.version <= pending.head.version)
        newest.set(pending.commit.stream, pending);
    }
    const byKind = Map.groupBy(newest.values(), ({ commit }) => partsOfStream(commit.stream).kind);
    await Promise.all(
      [...byKind].map(([kind, durable]) => {
        const aggregate = aggregateOf(this.#aggregates, kind);
        const views = durable
          .map(({ head }): ViewDocument => viewOfHead(head, aggregate))
          .sort((a, b) => (a._id < b._id ? -1 : 1));
        return this.#ports.store.writeFolded(kind, views);
      }),
    );
  }

  async #react(batch: readonly Pending[]): Promise<void> {
    try {
      await this.#ports.faultPoint('folded-not-reacted');
      const order = new CallOrder();
      await allOf(
        batch.map(async (pending) => {
          if (!pending.reacted) pending.reacted = await this.#reactions.to(pending.commit, order);
        }),
      );
    } catch (problem) {
      this.#ports.log.warn('reacting failed; trying again', { problem: String(problem) });
    }
  }
}
