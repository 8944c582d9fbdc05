import type { Durable } from './committer.ts';
import { partsOfStream } from './commit.ts';
import { viewOfHead, type AnyAggregate, type ViewDocument } from './head.ts';
import { aggregateOf } from './loader.ts';
import type { DesksFirst } from './desks-first.ts';
import type { Ports } from './ports.ts';

/** A durable commit on its way to `done`. */
export interface Following extends Durable {
  published: boolean;
  reacted: boolean;
  folded: boolean;
  attempts: number;
  /** Milliseconds. */
  readonly addedAt: number;
}

const limits = {
  /** Between two beats: lists may lag a second (WRITE-PATH 12), and a stream's commits of one beat are one write. */
  restMillis: 400,
  /** While much is coming most streams get their next commit soon: the rest is longer, and they are written once. */
  longRestMillis: 900,
  lookMillis: 20,
  /** Much is coming when people wait at the desks, or so many streams have come and another within this time. */
  muchIs: { streams: 100, withinMillis: 50 },
  retryMillis: 500,
  /** With this many streams to fold, or commits to mark, the beat does not wait. */
  fullBeat: 4_000,
  ofOneCall: 1_000,
} as const;

/**
 * The end of what follows a commit: folding views and marking `done`, in beats. The first commit after a quiet time is
 * folded at once; under load each stream is folded once a beat, however many commits it has got, and the marks of many
 * commits go out in one update. `done` is set only after publishing, reacting and folding (WRITE-PATH 10).
 */
export class Finishing {
  readonly #ports: Ports;
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #desksFirst: DesksFirst;
  readonly #onDone: (done: readonly Following[]) => void;
  /** By stream, in the order of versions. */
  readonly #toFold = new Map<string, Following[]>();
  readonly #toMark = new Set<Following>();
  #state: 'idle' | 'waiting' | 'beating' | 'resting' = 'idle';
  #cancelRest: (() => void) | undefined;
  /** Milliseconds. */
  #lastCameAt = -Infinity;
  #isHurried = false;
  #isFailing = false;

  constructor(options: {
    ports: Ports;
    aggregates: ReadonlyMap<string, AnyAggregate>;
    onDone: (done: readonly Following[]) => void;
    desksFirst: DesksFirst;
  }) {
    this.#desksFirst = options.desksFirst;
    this.#ports = options.ports;
    this.#aggregates = options.aggregates;
    this.#onDone = options.onDone;
  }

  /** To be folded; whether it has been published does not matter, a bus that is away holds up no list. */
  fold(following: readonly Following[]): void {
    for (const each of following) {
      const ofStream = this.#toFold.get(each.commit.stream);
      if (ofStream) ofStream.push(each);
      else this.#toFold.set(each.commit.stream, [each]);
      this.#lastCameAt = each.addedAt;
    }
    this.#schedule();
  }

  /** Published and reacted to: marked as soon as it is folded too. */
  mark(following: readonly Following[]): void {
    for (const each of following) if (each.folded) this.#toMark.add(each);
    if (this.#toMark.size > 0) this.#schedule();
  }

  /** The end is near: no beat waits any more. */
  hurry(): void {
    this.#isHurried = true;
    this.#schedule();
  }

  /** After a failure every beat waits. */
  get #waitsForNothing(): boolean {
    if (this.#isFailing) return false;
    const waiting = Math.max(this.#toFold.size, this.#toMark.size);
    return this.#isHurried || waiting >= limits.fullBeat;
  }

  #schedule(): void {
    if (this.#state === 'resting' && this.#waitsForNothing) {
      this.#cancelRest?.();
      this.#state = 'idle';
    }
    if (this.#state !== 'idle' || (this.#toFold.size === 0 && this.#toMark.size === 0)) return;
    this.#state = 'waiting';
    this.#ports.timers.soon(() => void this.#beat());
  }

  async #beat(): Promise<void> {
    this.#state = 'beating';
    const isFolded = await this.#foldAll();
    const isMarked = await this.#markAll();
    this.#state = 'resting';
    this.#isFailing = !isFolded || !isMarked;
    this.#rest(this.#isFailing ? limits.retryMillis : limits.restMillis, this.#ports.clock.now());
    this.#schedule();
  }

  #rest(millis: number, since: number): void {
    this.#cancelRest = this.#ports.timers.after(millis, () => {
      if (!this.#isFailing && this.#isMuchComing(since))
        return this.#rest(limits.lookMillis, since);
      this.#isFailing = false;
      this.#state = 'idle';
      this.#schedule();
    });
  }

  #isMuchComing(since: number): boolean {
    const now = this.#ports.clock.now();
    // The clock may have been set back.
    if (Math.abs(now - since) >= limits.longRestMillis) return false;
    const { streams, withinMillis } = limits.muchIs;
    const isStillComing = now - this.#lastCameAt < withinMillis;
    return this.#desksFirst.areBusy || (this.#toFold.size >= streams && isStillComing);
  }

  /** What is there when the beat begins; false after a failure, the rest waits for the next beat. */
  async #foldAll(): Promise<boolean> {
    for (const streams of inCalls([...this.#toFold.keys()]))
      if (!(await this.#fold(streams))) return false;
    return true;
  }

  async #fold(streams: readonly string[]): Promise<boolean> {
    const taken = streams.map((stream) => this.#toFold.get(stream)!);
    for (const stream of streams) this.#toFold.delete(stream);
    const following = taken.flat();
    try {
      await this.#ports.faultPoint('published-not-folded');
      await this.#write(taken);
    } catch (problem) {
      this.#ports.log.warn('folding views failed; trying again', { problem: String(problem) });
      this.#putBack(taken);
      return false;
    }
    for (const each of following) each.folded = true;
    for (const each of following) if (each.published && each.reacted) this.#toMark.add(each);
    return true;
  }

  /** Before what has come meanwhile. */
  #putBack(taken: readonly Following[][]): void {
    for (const ofStream of taken) {
      const { stream } = ofStream[0]!.commit;
      this.#toFold.set(stream, [...ofStream, ...(this.#toFold.get(stream) ?? [])]);
    }
  }

  async #write(taken: readonly Following[][]): Promise<void> {
    const byKind = Map.groupBy(taken, ([first]) => partsOfStream(first!.commit.stream).kind);
    await Promise.all(
      [...byKind].map(([kind, streams]) => {
        const aggregate = aggregateOf(this.#aggregates, kind);
        if (aggregate.hasView === false) return undefined;
        const isNew = new Set<string>();
        const views = streams.map((ofStream): ViewDocument => {
          if (ofStream.some(({ commit }) => commit.version === 1))
            isNew.add(ofStream[0]!.commit.stream);
          return viewOfHead(newestOf(ofStream), aggregate);
        });
        views.sort((a, b) => (a._id < b._id ? -1 : 1));
        return this.#ports.store.writeFolded(kind, views, (id) => isNew.has(id));
      }),
    );
  }

  async #markAll(): Promise<boolean> {
    for (const following of inCalls([...this.#toMark]))
      if (!(await this.#markThese(following))) return false;
    return true;
  }

  async #markThese(taken: readonly Following[]): Promise<boolean> {
    for (const each of taken) this.#toMark.delete(each);
    try {
      await this.#ports.faultPoint('folded-not-done');
      await this.#ports.store.markDone(taken.map(({ commit }) => commit._id));
    } catch (problem) {
      this.#ports.log.warn('marking commits as done failed; trying again', {
        problem: String(problem),
      });
      for (const each of taken) this.#toMark.add(each);
      return false;
    }
    this.#onDone(taken);
    return true;
  }
}

function inCalls<Item>(items: readonly Item[]): (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / limits.ofOneCall) }, (_, index) =>
    items.slice(index * limits.ofOneCall, (index + 1) * limits.ofOneCall),
  );
}

function newestOf(ofStream: readonly Following[]): Following['head'] {
  return ofStream.reduce((a, b) => (b.head.version >= a.head.version ? b : a)).head;
}
