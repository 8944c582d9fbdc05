import { serviceNames } from '@fangpiao/engines';
import { lineOf, linesOf, summaryOf } from '../src/telling.ts';
import { torture } from '../src/torture.ts';
import type { TortureResult } from '../src/torture.ts';

jest.setTimeout(600_000);

/**
 * The short form: one small town, hurt for as long as a pipeline may wait for it. With this seed everybody
 * is killed and stopped, the bus wiped, and one is stopped for longer than the others' time-outs.
 */
const short = { seed: 12, minutes: 1.25, size: 'small' } as const;

describe('a small town whose processes are killed, stopped and wiped while it lives', () => {
  const history: string[] = [];
  let result: TortureResult;

  beforeAll(async () => {
    result = await torture({
      ...short,
      progress: (line) => history.push(line),
      report: () => undefined,
      tell: (incident, atMillis) => history.push(lineOf(incident, atMillis)),
      onRound: (round) => history.push(...linesOf(round)),
    });
    if (!result.isRight) console.error([...history, ...summaryOf(result.tally)].join('\n'));
  });

  test('comes to the same figures as one that nobody disturbs', () => {
    const wrong = result.rounds.flatMap(({ figures }) => figures.filter(({ agrees }) => !agrees));
    expect(wrong).toEqual([]);
  });

  test('keeps every invariant, without any grace', () => {
    const broken = result.rounds.flatMap(({ invariants }) =>
      invariants.filter(({ holds }) => !holds).map(({ id, problems }) => ({ id, problems })),
    );
    expect(broken).toEqual([]);
  });

  test('has no process that ends by itself or does not start again', () => {
    expect(result.tally.endedByThemselves).toBe(0);
    expect(result.tally.notBack).toBe(0);
  });

  test('was really hurt: everybody was killed and stopped, and the bus wiped', () => {
    const { faults } = result.tally;
    expect(faults.size).toBe(3 + serviceNames.length);
    for (const [, { kill, stop }] of faults) expect(Math.min(kill, stop)).toBeGreaterThan(0);
    expect(faults.get('nats-server')?.wipe).toBeGreaterThan(0);
  });
});
