import { runSeed } from './run.ts';
import { seedsThatOnceBroke } from './seeds.ts';

const short = Array.from({ length: 12 }, (_, index) => ({ seed: index + 1 }));
const long = [101, 103].map((seed) => ({ seed, acts: 120 }));

describe('five services in one process, two replicas each, while everything goes wrong', () => {
  it('does nothing that must never happen, and ends every process (DOMAIN §7)', async () => {
    const seen = new Set<string>();
    for (const { seed, ...options } of [...short, ...long, ...seedsThatOnceBroke]) {
      const { problems, answers, troubles, died } = await runSeed(seed, options);
      expect({ seed, problems }).toEqual({ seed, problems: [] });
      for (const name of [...answers.keys(), ...troubles.keys(), ...died.keys()]) seen.add(name);
    }
    // The runs were not empty: units were raced for, sold and paid, and things did go wrong.
    expect(seen).toEqual(
      new Set([
        ...seen,
        'startPurchase 202',
        'startPurchase unit-already-reserved',
        'cancelPurchase 202',
        'confirmFiling 200',
        'approveClaim 202',
        'approveClaim reviewer-may-not-approve',
        'recordBankResult 202',
        'crash',
        'bus wiped',
        'time leapt',
        'clock off',
        'dead letter replayed',
        'inserted-not-acked',
        'mirror-not-ack',
      ]),
    );
  }, 120_000);

  it('replays a seed exactly', async () => {
    const [one, two] = [await runSeed(11), await runSeed(11)];
    const other = await runSeed(12);
    expect(two.history).toBe(one.history);
    expect([...two.answers]).toEqual([...one.answers]);
    expect(other.history).not.toBe(one.history);
  }, 60_000);
});
