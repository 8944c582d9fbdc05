import { randomBytes } from 'node:crypto';
import type { Chance, Clock, Timers } from '../core/ports.ts';

const leapMillis = 1_000;

/**
 * A clock that follows the machine's in small steps and does not take part in its leaps: whatever a leap would date is
 * dated wrongly for good (WRITE-PATH 11). Which of the two is right is found out at the database; a clock that is off
 * is told so, and believes the machine anew.
 */
export function steadyClock(machine: { wall(): number; elapsed(): number }): Clock {
  let offset = machine.wall() - machine.elapsed();
  return {
    now: () => {
      const expected = Math.floor(offset + machine.elapsed());
      const wall = machine.wall();
      if (Math.abs(wall - expected) > leapMillis) return expected;
      offset = wall - machine.elapsed();
      return wall;
    },
    setRight: () => {
      offset = machine.wall() - machine.elapsed();
    },
  };
}

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
