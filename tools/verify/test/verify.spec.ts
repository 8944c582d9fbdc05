import { verify } from '../src/verify.ts';
import { wholeLife } from './life.fixture.ts';
import { laterLives } from './later-life.fixture.ts';
import { storedFaults } from './stored-faults.fixture.ts';
import { wrongRewards } from './rewards.fixture.ts';
import { wrongUses } from './short-filing.fixture.ts';
import { wrongHistories } from './wrong-histories.fixture.ts';

const histories = { ...wrongHistories, ...wrongUses, ...wrongRewards };

it('finds nothing wrong in a clean world', async () => {
  const results = await verify({ from: wholeLife().source() });
  expect(results.flatMap(({ problems }) => problems)).toEqual([]);
});

it('has looked at something for every invariant, over all lives', async () => {
  const looked = new Set<string>();
  for (const goOn of [() => undefined, ...Object.values(laterLives)]) {
    const world = wholeLife();
    goOn(world);
    for (const { id, checked } of await verify({ from: world.source() }))
      if (checked > 0) looked.add(id);
  }
  const all = (await verify({ from: wholeLife().source() })).map(({ id }) => id);
  expect(all.filter((id) => !looked.has(id))).toEqual([]);
});

it.each(Object.entries(laterLives))('finds nothing wrong after %s', async (_name, goOn) => {
  const world = wholeLife();
  goOn(world);
  const results = await verify({ from: world.source() });
  expect(results.flatMap(({ problems }) => problems)).toEqual([]);
});

it('has a planted fault for every invariant', async () => {
  const planted = [...Object.values(storedFaults), ...Object.values(histories)].map(([id]) => id);
  const all = (await verify({ from: wholeLife().source() })).map(({ id }) => id);
  expect([...new Set(planted)].sort()).toEqual([...all].sort());
});

describe('behind the services’ backs', () => {
  it.each(Object.entries(storedFaults))('names %s', async (_name, [invariant, record, damage]) => {
    const source = wholeLife().source();
    damage(source);
    const broken = (await verify({ from: source })).find(({ id }) => id === invariant)!;
    expect(broken.problems.map((problem) => problem.record).join('\n')).toContain(record);
    expect(broken.holds).toBe(false);
  });
});

describe('by a service with a fault, every hash in order', () => {
  it.each(Object.entries(histories))('names %s', async (_name, [invariant, record, change]) => {
    const world = wholeLife();
    change(world);
    const results = await verify({ from: world.source() });
    const broken = results.find(({ id }) => id === invariant)!;
    expect(broken.problems.map((problem) => problem.record)).toContain(record);
    expect(broken.holds).toBe(false);
    expect(results.find(({ id }) => id === 'chains-unbroken')!.problems).toEqual([]);
  });
});

it('does not repeat the id number it found', async () => {
  const source = wholeLife().source();
  source.services.households.messages[0]!.data = '{"holder":"11010519491231002X"}';
  expect(JSON.stringify(await verify({ from: source }))).not.toContain('11010519491231002X');
});

it('excuses a bus that was wiped or has aged, where the mirrors still have everything', async () => {
  for (const bus of [
    { createdAt: Date.parse('2026-03-01T12:00:00Z'), firstSequence: 1, messages: 0 },
    { createdAt: 0, firstSequence: 1_000, messages: 0 },
  ]) {
    const source = wholeLife().source();
    source.services.vouchers.messages = [];
    source.services.vouchers.bus = { ...bus, firstTakenAt: 0 };
    expect((await verify({ from: source })).filter(({ holds }) => !holds)).toEqual([]);
  }
});
