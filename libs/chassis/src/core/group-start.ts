import type { Timers } from './ports.ts';

export interface GroupLimits {
  /** Groups under way at once. */
  readonly atOnce: number;
  /** While a group is under way, the next one waits for so many … */
  readonly worthStarting: number;
  /** … but no longer than this: what is under way may be held up by a lost reply. */
  readonly lingerMillis: number;
}

/**
 * When the next group starts. In quiet times at once; under load a group is worth its calls, because each document of a
 * large batch costs the database a fraction of what one of a small batch does (WRITE-PATH 3, 8).
 */
export class GroupStart {
  readonly #timers: Timers;
  readonly #limits: GroupLimits;
  readonly #now: () => { readonly waiting: number; readonly underWay: number };
  readonly #start: () => void;
  #isScheduled = false;
  #isOverdue = false;
  #cancelLinger: (() => void) | undefined;

  constructor(options: {
    timers: Timers;
    limits: GroupLimits;
    now: () => { readonly waiting: number; readonly underWay: number };
    start: () => void;
  }) {
    this.#timers = options.timers;
    this.#limits = options.limits;
    this.#now = options.now;
    this.#start = options.start;
  }

  /** To be called whenever something has come or ended. */
  consider(): void {
    const { waiting, underWay } = this.#now();
    if (this.#isScheduled || waiting === 0 || underWay >= this.#limits.atOnce) return;
    if (underWay > 0 && waiting < this.#limits.worthStarting && !this.#isOverdue) {
      this.#cancelLinger ??= this.#timers.after(this.#limits.lingerMillis, () => {
        this.#cancelLinger = undefined;
        this.#isOverdue = true;
        this.consider();
      });
      return;
    }
    this.#isScheduled = true;
    this.#timers.soon(() => {
      this.#isScheduled = false;
      this.#isOverdue = false;
      this.#cancelLinger?.();
      this.#cancelLinger = undefined;
      this.#start();
    });
  }
}
