import { randomFillSync } from 'node:crypto';
import type { Chance, Clock, Timers } from '../core/ports.ts';
import { steadyClock } from '../core/steady-clock.ts';

/** The real clock. */
export const systemClock: Clock = steadyClock({
  wall: () => Date.now(),
  elapsed: () => performance.now(),
});

/** Real timers. They keep the process alive until they are cancelled, as `stop` does. */
export const systemTimers: Timers = {
  after: (delayMillis, task) => {
    const timer = setTimeout(task, delayMillis);
    return () => clearTimeout(timer);
  },
  soon: (task) => {
    setImmediate(task);
  },
};

/** A call for a few bytes costs the system as much as one for thousands: they are drawn ahead. Each is given out once. */
class DrawnAhead {
  readonly #drawn = Buffer.alloc(8_192);
  #used = this.#drawn.length;

  take(count: number): Uint8Array {
    if (count > this.#drawn.length) return randomFillSync(Buffer.alloc(count));
    if (this.#used + count > this.#drawn.length) {
      randomFillSync(this.#drawn);
      this.#used = 0;
    }
    const taken = Uint8Array.prototype.slice.call(this.#drawn, this.#used, this.#used + count);
    this.#used += count;
    return taken;
  }
}

const drawnAhead = new DrawnAhead();

/** Real chance. */
export const systemChance: Chance = {
  next: () => Math.random(),
  bytes: (count) => drawnAhead.take(count),
};
