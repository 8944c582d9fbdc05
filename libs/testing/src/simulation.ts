import type { Chance, Clock, Timers } from '@fangpiao/chassis';

/** A seeded source of chance (mulberry32): the same seed gives the same run. */
export class SeededChance implements Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.next() * 256));
  }
}

/** Turns of the microtask queue: promises go on a little between two tasks, and further before time moves. */
const turns = { betweenTasks: 3, beforeTimeMoves: 12, whenNothingIsLeft: 200 } as const;

interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/**
 * Clock and timers of a simulated world. Time moves only when `run…` is called, from one task to the next; tasks of the
 * same moment run in an order drawn by chance, so that interleavings differ from seed to seed.
 */
export class SimulatedTime implements Clock, Timers {
  #now: number;
  #order = 0;
  readonly #tasks: Task[] = [];
  readonly #soon: (() => void)[] = [];
  readonly #chance: Chance | undefined;

  constructor(options: { startMillis: number; chance?: Chance }) {
    this.#now = options.startMillis;
    this.#chance = options.chance;
  }

  now(): number {
    return this.#now;
  }

  after(delayMillis: number, run: () => void): () => void {
    const task: Task = {
      // Whole milliseconds, as real timers have.
      at: this.#now + Math.max(0, Math.ceil(delayMillis)),
      order: this.#order++,
      run,
      cancelled: false,
    };
    let low = 0;
    let high = this.#tasks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#tasks[middle]!;
      if (other.at < task.at || (other.at === task.at && other.order < task.order))
        low = middle + 1;
      else high = middle;
    }
    this.#tasks.splice(low, 0, task);
    return () => {
      task.cancelled = true;
    };
  }

  soon(run: () => void): void {
    this.#soon.push(run);
  }

  /** Runs until nothing is left to do now and no timer is due within `millis`; then time stands `millis` later. */
  async runFor(millis: number, afterEachStep?: () => void): Promise<void> {
    const end = this.#now + millis;
    for (;;) {
      for (let turn = 0; turn < turns.betweenTasks; turn++) await undefined;
      if (this.#soon.length === 0)
        for (let turn = 0; turn < turns.beforeTimeMoves; turn++) await undefined;
      const next = this.#takeSoon();
      if (next) {
        next();
        afterEachStep?.();
        continue;
      }
      const task = this.#nextTask();
      if (!task || task.at > end) break;
      this.#tasks.shift();
      this.#now = Math.max(this.#now, task.at);
      task.run();
      afterEachStep?.();
    }
    this.#now = end;
  }

  /** Time leaps: everything that became due meanwhile runs late, at the new moment, as after a stopped machine. */
  leap(millis: number): void {
    this.#now += millis;
  }

  /** Runs until the promise is settled; time moves as far as it must, at most `millis`. */
  async runUntil<Value>(promise: Promise<Value>, millis = 600_000): Promise<Value> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    const end = this.#now + millis;
    while (!settled && this.#now < end) {
      for (let turn = 0; turn < turns.betweenTasks; turn++) await undefined;
      if (this.#soon.length === 0)
        for (let turn = 0; turn < turns.beforeTimeMoves; turn++) await undefined;
      if (settled) break;
      const next = this.#takeSoon();
      if (next) {
        next();
        continue;
      }
      const task = this.#nextTask();
      if (!task) {
        await settleMicrotasks();
        // A long chain of awaits may have come to its next step only now.
        if (this.#soon.length > 0 || this.#tasks.length > 0) continue;
        if (!settled) throw new Error('nothing is left to do and the promise is not settled');
        break;
      }
      this.#tasks.shift();
      this.#now = Math.max(this.#now, task.at);
      task.run();
    }
    if (!settled) throw new Error(`not settled within ${millis} ms of simulated time`);
    return promise;
  }

  /** The next timer that is still wanted. */
  #nextTask(): Task | undefined {
    while (this.#tasks[0]?.cancelled) this.#tasks.shift();
    return this.#tasks[0];
  }

  #takeSoon(): (() => void) | undefined {
    if (this.#soon.length === 0) return undefined;
    if (!this.#chance || this.#soon.length === 1) return this.#soon.shift();
    const [taken] = this.#soon.splice(Math.floor(this.#chance.next() * this.#soon.length), 1);
    return taken;
  }
}

/** Lets every promise that can go on do so. Long chains of awaits need many turns of the microtask queue. */
async function settleMicrotasks(): Promise<void> {
  for (let turn = 0; turn < turns.whenNothingIsLeft; turn++) await undefined;
}
