import type { Clock } from './ports.ts';

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
