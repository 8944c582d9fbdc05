import { drawSchedule } from '../src/schedule.ts';

const victims = ['postgres', 'ferretdb', 'nats-server', 'vouchers', 'listings'];
const wipeable = ['nats-server'];

function draw(seed: number, minutes = 5) {
  return drawSchedule({ seed, minutes, victims, wipeable });
}

test('the same seed gives the same faults, another seed others', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(8)).not.toEqual(draw(7));
});

test('a longer torture begins as the shorter one', () => {
  const short = draw(7, 2);
  expect(draw(7, 4).slice(0, short.length)).toEqual(short);
});

test.each([1, 2, 3])(
  'everybody is killed and stopped, and the bus wiped, in a minute (seed %i)',
  (seed) => {
    const seen = new Set(draw(seed, 1).map(({ kind, victim }) => `${kind} ${victim}`));
    const wanted = victims.flatMap((victim) => [`kill ${victim}`, `stop ${victim}`]);
    expect([...seen].sort()).toEqual([...wanted, 'wipe nats-server'].sort());
  },
);

test('faults come in order and in time, and nobody is hit while it is away', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const faults = draw(seed);
    expect(faults.every(({ atMillis }) => atMillis < 5 * 60_000)).toBe(true);
    const backAt = new Map<string, number>();
    let before = 0;
    for (const { atMillis, victim, forMillis } of faults) {
      expect(atMillis).toBeGreaterThanOrEqual(before);
      expect(atMillis).toBeGreaterThanOrEqual(backAt.get(victim) ?? 0);
      before = atMillis;
      backAt.set(victim, atMillis + forMillis);
    }
  }
});
