import { bundledPacks, loadOverdueMeasures, mayCloseOut } from '../index.ts';
import type { CaseFacts } from '../index.ts';

const file = 'jilin/overdue-measures.yaml';
const loaded = loadOverdueMeasures({ file, text: bundledPacks[file] ?? '' });
const settled: CaseFacts = {
  households: 120,
  resettledHouseholds: 120,
  hasResponsible: true,
  openComplaints: 0,
};
const close = (change: Partial<CaseFacts>) => {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return mayCloseOut(loaded.measures, { ...settled, ...change });
};

describe('closing out an overdue case', () => {
  it('strikes off a case that somebody answers for, when all its households are resettled [JL 3.1]', () => {
    expect(close({})).toEqual({ ok: true });
    expect(close({ resettledHouseholds: 119 })).toMatchObject({
      refusals: [
        {
          code: 'households-not-resettled',
          clause: 'JL 3.1',
          zh: expect.stringContaining('还有 1 户'),
        },
      ],
    });
    expect(close({ hasResponsible: false })).toMatchObject({
      refusals: [{ code: 'case-without-responsible', clause: 'JL 3.1' }],
    });
  });

  it('waits until complaints and petitions are answered [JL 3.3]', () => {
    expect(close({ openComplaints: 2 })).toMatchObject({
      refusals: [
        { code: 'complaints-open', clause: 'JL 3.3', en: expect.stringContaining('2 complaints') },
      ],
    });
  });

  it('tells every reason at once', () => {
    const all = close({ hasResponsible: false, resettledHouseholds: 0, openComplaints: 1 });
    expect(all.ok ? [] : all.refusals.map(({ code }) => code)).toEqual([
      'case-without-responsible',
      'households-not-resettled',
      'complaints-open',
    ]);
  });
});
