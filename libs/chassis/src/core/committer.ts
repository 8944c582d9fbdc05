import { commitLimits } from './commit.ts';
import type { Outcome } from './command.ts';
import { GroupStart } from './group-start.ts';
import type { AnyAggregate, Head } from './head.ts';
import { createLane, type Lane, type Work } from './lane.ts';
import { aggregateOf } from './loader.ts';
import type { Ports } from './ports.ts';
import { Busy, OutcomeUnknown, ShuttingDown } from './problems.ts';
import { carryOutRound, type Durable } from './round.ts';

export type { Durable } from './round.ts';

export interface CommitterOptions {
  readonly ports: Ports;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  /** Called in the order of versions of each stream, before the callers are answered. */
  readonly onDurable: (durable: readonly Durable[]) => void;
}

export const committerLimits = {
  waiting: 4_000,
  rounds: { atOnce: 3, worthStarting: 40, lingerMillis: 10 },
  /** Remembered heads are a large part of a service's memory; what is under way is far fewer. */
  lanes: 2_500,
} as const;

/**
 * Group commit: each stream has one lane in the process, what waits in it is decided one after another in memory,
 * and the commits of many streams go out in one insert (ARCHITECTURE §2, WRITE-PATH §1).
 */
export class Committer {
  readonly #options: CommitterOptions;
  readonly #lanes = new Map<string, Lane>();
  /** Streams with something waiting and no round under way, oldest first. */
  readonly #ready = new Set<string>();
  #waiting = 0;
  #rounds = 0;
  readonly #next: GroupStart;
  #stopping = false;
  #idle: (() => void)[] = [];

  constructor(options: CommitterOptions) {
    this.#options = options;
    this.#next = new GroupStart({
      timers: options.ports.timers,
      limits: committerLimits.rounds,
      now: () => ({ waiting: this.#ready.size, underWay: this.#rounds }),
      start: () => this.#startRound(),
    });
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
        isOpen: () => open,
        resolve: once(resolve),
        reject: once(reject),
      });
      this.#waiting++;
      if (lane.busy) return;
      this.#ready.add(work.stream);
      this.#next.consider();
    });
  }

  knownHead(stream: string): Head | undefined {
    return this.#lanes.get(stream)?.head;
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
    if (known) {
      // The order of the map is that of the last use.
      this.#lanes.delete(stream);
      this.#lanes.set(stream, known);
      return known;
    }
    if (this.#lanes.size >= committerLimits.lanes) this.#forgetOldLanes();
    const aggregate = aggregateOf(this.#options.aggregates, stream.slice(0, stream.indexOf('/')));
    const lane = createLane(stream, aggregate);
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

  #startRound(): void {
    const lanes = this.#takeLanes();
    if (lanes.length === 0) return;
    this.#rounds++;
    void carryOutRound(lanes, {
      ...this.#options,
      release: (lane) => this.#release(lane),
    }).finally(() => {
      this.#rounds--;
      this.#next.consider();
      if (this.#rounds === 0 && this.#ready.size === 0)
        this.#idle.splice(0).forEach((resolve) => resolve());
    });
    // What is left may be another stream's: it need not wait for this round.
    this.#next.consider();
  }

  #takeLanes(): Lane[] {
    const now = this.#options.ports.clock.now();
    const taken: Lane[] = [];
    let soonest = Infinity;
    for (const stream of this.#ready) {
      const lane = this.#lanes.get(stream)!;
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
      this.#options.ports.timers.after(soonest - now, () => this.#next.consider());
    }
    return taken;
  }

  /** The lane's round is over: what has come meanwhile, or must be decided again, may start. */
  #release(lane: Lane): void {
    lane.busy = false;
    lane.unknown = false;
    lane.fresh = false;
    lane.taken = [];
    lane.olderKeys.clear();
    if (lane.waiting.length > 0) this.#ready.add(lane.stream);
    this.#next.consider();
  }
}
