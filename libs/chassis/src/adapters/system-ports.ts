import { randomBytes } from 'node:crypto';
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

/** Real chance. */
export const systemChance: Chance = {
  next: () => Math.random(),
  bytes: (count) => randomBytes(count),
};
