import { lineOf, linesOf, summaryOf } from '../src/telling.ts';
import { torture } from '../src/torture.ts';
import type { TortureResult } from '../src/torture.ts';

jest.setTimeout(600_000);

/** The short form: one small town, hurt for as long as a pipeline may wait for it. */
const short = { minutes: 1, size: 'small' } as const;
const seed = 20_240_531;

describe('a small town whose processes are killed, stopped and wiped while it lives', () => {
  const history: string[] = [];
  let result: TortureResult;

  beforeAll(async () => {
    result = await torture({
      ...short,
      seed,
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

  test('was really hurt', () => {
    const counts = [...result.tally.faults.values()];
    const done = counts.reduce((sum, { kill, stop, wipe }) => sum + kill + stop + wipe, 0);
    expect(done).toBe(result.faults.length);
    expect(done).toBeGreaterThan(10);
  });
});
