import { runSeed } from './run.ts';

/** Seeds that once broke something are kept here for ever. */
const seedsThatOnceBroke: readonly number[] = [45, 75];

describe('five services in one process, two replicas each, while processes die and replies are lost', () => {
  it.each([1, 2, 3, 4, 5, 6, ...seedsThatOnceBroke])(
    'seed %i: nothing that must never happen happens, and every process ends (DOMAIN §7)',
    async (seed) => {
      const { problems } = await runSeed(seed, { acts: 100 });
      expect(problems).toEqual([]);
    },
    60_000,
  );

  it('replays a seed exactly', async () => {
    const [one, two] = [await runSeed(11, { acts: 30 }), await runSeed(11, { acts: 30 })];
    expect([...two.answers]).toEqual([...one.answers]);
    expect(two.commits).toBe(one.commits);
  }, 60_000);
});
