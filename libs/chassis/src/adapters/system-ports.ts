import { randomBytes } from 'node:crypto';
import type { Chance, Clock, Timers } from '../core/ports.ts';

/** The real clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Real timers. They do not keep the process alive: what is under way is finished by `stop`. */
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
