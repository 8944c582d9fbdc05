import { bundledPacks, loadOverdueMeasures, mayPlan, overdueCauses } from '../index.ts';
import type { OverdueMeasures, PlanFacts } from '../index.ts';

const file = 'jilin/overdue-measures.yaml';
const text = bundledPacks[file] ?? '';

function jilin(): OverdueMeasures {
  const loaded = loadOverdueMeasures({ file, text });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.measures;
}

const plan = (facts: Omit<PlanFacts, 'year'>) => mayPlan(jilin(), { year: 2020, ...facts });

describe('overdue resettlement in Jilin', () => {
  it('knows nine causes, each with its clause and measures [JL 2.2]', () => {
    expect(Object.keys(jilin().causes)).toEqual([...overdueCauses]);
    for (const cause of overdueCauses) {
      expect(jilin().causes[cause].source).toMatchObject({
        clause: expect.stringMatching(/^JL 2\.2\.\d$/),
      });
    }
  });

  it('gives the courts until the end of September [JL 2.2.1]', () => {
    expect(plan({ cause: 'litigation', measures: ['court-liaison'] })).toMatchObject({
      ok: true,
      deadlineOn: '2020-09-30',
    });
  });

  it('wants agreements signed with the resettlement by year end [JL 2.2.2, JL 2.2.5]', () => {
    for (const [cause, measure] of [
      ['under-construction', 'speed-up'],
      ['facilities-missing', 'build-first'],
    ] as const) {
      expect(plan({ cause, measures: [measure] })).toMatchObject({
        ok: false,
        refusals: [{ code: 'measure-required', clause: expect.stringContaining('JL 2.2') }],
      });
      expect(plan({ cause, measures: [measure, 'sign-agreements'] })).toMatchObject({
        ok: true,
        deadlineOn: '2020-12-31',
      });
    }
  });

  it('allows compulsory demolition only where building has not started [JL 2.2.3]', () => {
    expect(plan({ cause: 'not-started', measures: ['survey', 'compulsory-demolition'] }).ok).toBe(
      true,
    );
    expect(plan({ cause: 'original-site', measures: ['compulsory-demolition'] })).toMatchObject({
      ok: false,
      refusals: [{ code: 'measure-not-allowed', clause: 'JL 2.2.4' }],
    });
  });

  it('refuses transitional resettlement without a supplementary agreement that states the disadvantages and the waiting [JL 2.2.4]', () => {
    const facts = { cause: 'original-site', measures: ['transitional'] } as const;
    expect(plan(facts)).toMatchObject({ ok: false, refusals: [{ code: 'measure-needs-record' }] });
    const half = { statesDisadvantages: true, statesVoluntaryWaiting: false };
    expect(plan({ ...facts, supplementaryAgreement: half }).ok).toBe(false);
    const whole = { statesDisadvantages: true, statesVoluntaryWaiting: true };
    expect(plan({ ...facts, supplementaryAgreement: whole }).ok).toBe(true);
  });

  it('differs for projects led by government and by a developer when money ran out [JL 2.2.6]', () => {
    const facts = { cause: 'money-ran-out', measures: ['take-over', 'liquidation'] } as const;
    expect(plan({ ...facts, ledBy: 'developer' }).ok).toBe(true);
    expect(plan({ ...facts, ledBy: 'government' }).ok).toBe(false);
    expect(
      plan({ cause: 'money-ran-out', measures: ['special-bonds'], ledBy: 'government' }).ok,
    ).toBe(true);
  });

  it('is tolerant only with projects in the provincial ledger [JL 2.2.7]', () => {
    const facts = { cause: 'not-accepted', measures: ['tolerant-acceptance'] } as const;
    expect(plan(facts).ok).toBe(false);
    expect(plan({ ...facts, onRecord: ['listed-in-provincial-ledger'] }).ok).toBe(true);
  });

  it('freezes the assets of a developer that defaults [JL 2.2.8]', () => {
    const measures = ['order-performance', 'asset-freeze', 'revoke-development', 'new-builder'];
    expect(plan({ cause: 'developer-defaults', measures }).ok).toBe(true);
    expect(plan({ cause: 'litigation', measures: ['asset-freeze'] }).ok).toBe(false);
  });

  it('solves what is deadlocked with other homes, cash or bonds [JL 2.2.9]', () => {
    expect(
      plan({ cause: 'deadlocked', measures: ['other-site', 'cash', 'special-bonds'] }).ok,
    ).toBe(true);
  });

  it('keeps the dates for starts and for the inspection [JL 2.1.1, JL 3.2]', () => {
    expect(jilin().deadlines).toMatchObject({
      starts: { on: '09-30' },
      inspection: { on: '11-30' },
    });
  });

  it('answers with the clause, and with a date only where there is one [JL 2.2.1, JL 2.2.9]', () => {
    expect(plan({ cause: 'litigation', measures: ['court-liaison'] })).toEqual({
      ok: true,
      deadlineOn: '2020-09-30',
      clause: 'JL 2.2.1',
    });
    expect(plan({ cause: 'deadlocked', measures: ['cash'] })).toStrictEqual({
      ok: true,
      clause: 'JL 2.2.9',
    });
  });

  it('knows the measures of a leader only for who leads, and only where they differ [JL 2.2.6]', () => {
    const refused = (facts: Omit<PlanFacts, 'year'>) => {
      const answer = plan(facts);
      return answer.ok ? [] : answer.refusals.map((each) => `${each.code} ${each.en}`);
    };
    expect(refused({ cause: 'money-ran-out', measures: ['take-over'] })).toEqual([
      'measure-not-allowed "take-over" is not a measure for "money ran out" (allowed: speed-up)',
    ]);
    expect(refused({ cause: 'deadlocked', measures: ['cash'], ledBy: 'developer' })).toEqual([]);
    expect(
      refused({ cause: 'deadlocked', measures: ['take-over', 'speed-up'], ledBy: 'developer' }),
    ).toHaveLength(2);
  });

  it('wants the supplementary agreement with both statements, and the ledger by name [JL 2.2.4, JL 2.2.7]', () => {
    const facts = { cause: 'original-site', measures: ['transitional'] } as const;
    const states = (statesDisadvantages: boolean, statesVoluntaryWaiting: boolean) =>
      plan({ ...facts, supplementaryAgreement: { statesDisadvantages, statesVoluntaryWaiting } })
        .ok;
    expect([states(true, true), states(true, false), states(false, true)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(plan({ ...facts, onRecord: ['supplementary-agreement'] })).toMatchObject({
      refusals: [{ code: 'measure-needs-record', clause: 'JL 2.2.4' }],
    });
    const accepted = { cause: 'not-accepted', measures: ['tolerant-acceptance'] } as const;
    expect(plan({ ...accepted, onRecord: ['another-ledger'] })).toMatchObject({
      refusals: [{ code: 'measure-needs-record', clause: 'JL 2.2.4' }],
    });
  });

  it.each([
    ['a cause', '[court-liaison, cash', '[court-liason, cash', 'causes.litigation.measures.0'],
    [
      'what is required',
      'requires: [sign-agreements]',
      'requires: [sign]',
      'causes.under-construction.requires.0',
    ],
    [
      'a government',
      'government: [government-funding, land-reserve-funds',
      'government: [government-funding, land',
      'causes.money-ran-out.byLeader.government.1',
    ],
    [
      'a developer',
      'take-over, liquidation]',
      'take-over, liquidate]',
      'causes.money-ran-out.byLeader.developer.2',
    ],
    [
      'a name of the language',
      '[court-liaison, cash',
      '[toString, cash',
      'causes.litigation.measures.0',
    ],
  ])('refuses a measure of %s that is not defined, with its line', (_whose, from, to, path) => {
    const wrong = text.replace(from, to);
    const line = wrong.split('\n').findIndex((each) => each.includes(to)) + 1;
    expect(loadOverdueMeasures({ file, text: wrong })).toEqual({
      ok: false,
      problems: [
        {
          code: 'value-malformed',
          file,
          line,
          path,
          zh: '值的形式不对：this measure is not defined',
          en: 'this measure is not defined',
        },
      ],
    });
  });

  it.each([
    ['another format', 'fangpiao-overdue-measures/1', 'fangpiao-overdue-measures/2', 'format'],
    ['a day without a month', 'deadline: 09-30', 'deadline: 30', 'causes.litigation.deadline'],
    ['a day with a year', 'deadline: 09-30', 'deadline: 2020-09-30', 'causes.litigation.deadline'],
    ['a day with an hour', 'deadline: 09-30', 'deadline: 09-30T12', 'causes.litigation.deadline'],
    [
      'a cause without measures',
      'measures: [speed-up]',
      'measures: []',
      'causes.money-ran-out.measures',
    ],
    [
      'a cause without its clause',
      ', source: { clause: JL 2.1.1',
      ', source: { clauses: JL 2.1.1',
      'deadlines.starts.source',
    ],
    ['a field that does not exist', 'cash: { zh:', 'cash: { sum: 1, zh:', 'measures.cash'],
    ['a cause that does not exist', '  litigation: {', '  quarrel: {', 'causes'],
  ])('refuses %s', (_what, from, to, path) => {
    const loaded = loadOverdueMeasures({ file, text: text.replace(from, to) });
    const paths = loaded.ok ? [] : loaded.problems.map((each) => each.path);
    expect(paths.some((each) => each.startsWith(path))).toBe(true);
    const [first] = loaded.ok ? [] : loaded.problems;
    expect(first).toMatchObject({ code: 'value-malformed', file });
    expect(first?.line).toBeGreaterThan(1);
  });

  it('refuses what is no YAML', () => {
    expect(loadOverdueMeasures({ file, text: '[' })).toMatchObject({
      ok: false,
      problems: [{ code: 'yaml-malformed' }],
    });
  });
});
