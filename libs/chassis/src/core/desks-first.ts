import type { Ports } from './ports.ts';

export const desksFirstLimits = {
  /** With so many callers waiting at the desks a service is busy. */
  callers: 16,
  /** Nothing is held back longer: lists may lag a second (WRITE-PATH 12), and so may what follows a commit. */
  mostMillis: 1_000,
  lookMillis: 20,
  /** Callers come and go by the millisecond: the desks are quiet when they have been so for this long. */
  quietMillis: 50,
} as const;

/**
 * Desks come first: while many people wait for an answer, what follows a commit (publishing, reacting, folding) waits
 * for a moment. It is not lost work: what has gathered meanwhile goes out in larger groups, which cost less each.
 */
export class DesksFirst {
  readonly #ports: Pick<Ports, 'clock' | 'timers'>;
  readonly #callers: () => number;
  #lastBusyAt = -Infinity;

  /** `callers`: how many commands from outside have no answer yet. */
  constructor(ports: Pick<Ports, 'clock' | 'timers'>, callers: () => number) {
    this.#ports = ports;
    this.#callers = callers;
  }

  get areBusy(): boolean {
    const now = this.#ports.clock.now();
    if (this.#callers() >= desksFirstLimits.callers) this.#lastBusyAt = now;
    // The clock may have been set back.
    return Math.abs(now - this.#lastBusyAt) < desksFirstLimits.quietMillis;
  }

  /** True when work that has waited since `since` is to wait on; then `again` is called when to ask anew. */
  holdBack(since: number, again: () => void): boolean {
    if (!this.areBusy) return false;
    const left = since + desksFirstLimits.mostMillis - this.#ports.clock.now();
    if (left <= 0) return false;
    this.#ports.timers.after(Math.min(left, desksFirstLimits.lookMillis), again);
    return true;
  }
}
