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

  it('refuses a measure that is not defined, with its line', () => {
    const wrong = text.replace('[court-liaison, cash', '[court-liason, cash');
    const loaded = loadOverdueMeasures({ file, text: wrong });
    expect(loaded).toMatchObject({
      ok: false,
      problems: [{ path: 'causes.litigation.measures.0' }],
    });
  });
});
