import { steadyClock } from './steady-clock.ts';

/** A machine whose wall clock can be set by hand while time goes on. */
function machine() {
  const times = { wall: 1_000_000, elapsed: 50 };
  return {
    times,
    clock: steadyClock({ wall: () => times.wall, elapsed: () => times.elapsed }),
    goOn: (millis: number) => {
      times.wall += millis;
      times.elapsed += millis;
    },
  };
}

describe('the clock of a process [WRITE-PATH 11]', () => {
  it('goes with the machine and follows its small corrections', () => {
    const { clock, times, goOn } = machine();
    goOn(5_000);
    expect(clock.now()).toBe(1_005_000);
    times.wall += 300;
    expect(clock.now()).toBe(1_005_300);
    for (let minute = 0; minute < 10; minute++) {
      goOn(60_000);
      times.wall += 300;
      clock.now();
    }
    expect(clock.now()).toBe(times.wall);
  });

  it('does not leap with the machine, so that nothing is dated days ahead', () => {
    const { clock, times, goOn } = machine();
    times.wall += 7 * 86_400_000;
    goOn(2_000);
    expect(clock.now()).toBe(1_002_000);
    times.wall -= 14 * 86_400_000;
    expect(clock.now()).toBe(1_002_000);
  });

  it('believes the machine anew when the database says that it is off', () => {
    const { clock, times } = machine();
    times.wall += 3_600_000;
    expect(clock.now()).toBe(1_000_000);
    clock.setRight?.();
    expect(clock.now()).toBe(4_600_000);
  });
});
