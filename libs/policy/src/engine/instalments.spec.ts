import { calendarDate, fen } from '@fangpiao/values';
import { changed, lubo, withFieldClauses, yunling } from '../../test/vouchers.ts';
import { claimRule, instalments } from '../index.ts';
import { interestDays, interestOf } from './interest.ts';

const on = calendarDate;

describe('instalments', () => {
  it('shares the money by the steps; each falls due after its own event [LB 11]', () => {
    const plan = instalments(lubo.pack, {
      amountFen: fen(10_000_001),
      events: { filed: on('2025-09-26'), 'handed-over': on('2025-10-10') },
    });
    const basics = { lateInterestFen: 0, clause: 'LB 11', isAssumption: false };
    expect(plan).toEqual([
      { number: 1, after: 'filed', amountFen: 3_000_000, dueOn: '2025-10-16', ...basics },
      { number: 2, after: 'handed-over', amountFen: 6_000_001, dueOn: '2025-11-09', ...basics },
      { number: 3, after: 'title-registered', amountFen: 1_000_000, ...basics },
    ]);
  });

  it('bears interest from the day after it was due, never before, never without its event [LB 11]', () => {
    const late = (asOf: string) =>
      instalments(lubo.pack, {
        amountFen: fen(10_000_000),
        events: { 'handed-over': on('2025-10-10') },
        asOf: on(asOf),
      }).map((each) => each.lateInterestFen);
    // 60,000.00 yuan × 3.65 % ÷ 365 = 6.00 yuan a day
    expect(late('2025-11-08')).toEqual([0, 0, 0]);
    expect(late('2025-11-09')).toEqual([0, 0, 0]);
    expect(late('2025-11-10')).toEqual([0, 600, 0]);
    expect(late('2025-11-19')).toEqual([0, 6_000, 0]);
  });

  it('bears no interest where the pack gives none', () => {
    const pack = changed(lubo.pack, { instalments: { lateInterest: undefined } });
    const facts = { amountFen: fen(10_000), events: { filed: on('2025-09-26') } };
    const [first] = instalments(pack, { ...facts, asOf: on('2026-09-26') });
    expect(first).toMatchObject({ lateInterestFen: 0, dueOn: '2025-10-16' });
  });

  it('follows what district and developer agreed, and names their agreement [DL 15]', () => {
    const agreement = {
      decision: '补充协议 7 号',
      steps: [
        { after: 'invoiced', share: '0.5', term: { days: 5, kind: 'calendar' } },
        { after: 'handed-over', share: '0.5', term: { days: 5, kind: 'calendar' } },
      ] as const,
    };
    const facts = { amountFen: fen(1_000_001), events: { invoiced: on('2025-09-26') } };
    const asOf = on('2025-11-30');
    const [first, second] = instalments(lubo.pack, {
      ...facts,
      asOf,
      agreement: { ...agreement, steps: [...agreement.steps] },
    });
    expect(first).toEqual({
      number: 1,
      after: 'invoiced',
      amountFen: 500_001,
      dueOn: '2025-10-01',
      lateInterestFen: 0, // the pack's interest was not agreed
      clause: '补充协议 7 号',
      isAssumption: false,
    });
    expect(second).toMatchObject({ amountFen: 500_000 });
    const lateInterest = { yearlyRate: '0.036', dayCount: 'actual/360' as const };
    const agreed = { ...agreement, steps: [...agreement.steps], lateInterest };
    // 5,000.01 × 3.6 % × 60 ÷ 360 = 30.00
    expect(instalments(lubo.pack, { ...facts, asOf, agreement: agreed })[0]).toMatchObject({
      lateInterestFen: 3_000,
    });
  });

  it('names the field’s own clause where the pack gives one, and says when it is an assumption', () => {
    const facts = { amountFen: fen(100), events: {} };
    const [named] = instalments(withFieldClauses(lubo.pack), facts);
    expect(named).toMatchObject({ clause: 'field steps' });
    const assumed = changed(lubo.pack, { instalments: { source: { assumption: 'x' } } });
    expect(instalments(assumed, facts)[0]).toMatchObject({ isAssumption: true });
  });
});

describe('claimRule', () => {
  it('gives the conditions and the time for review of each claimant, or nothing [LB 11]', () => {
    expect(claimRule(lubo.pack, 'developer')).toEqual({
      conditions: ['contract-filed'],
      reviewWithin: { days: 5, kind: 'working' },
      clause: 'LB 11',
    });
    expect(claimRule(lubo.pack, 'seller')).toBeUndefined();
    expect(claimRule(withFieldClauses(yunling.pack), 'developer')).toMatchObject({
      clause: 'field conditions',
    });
  });
});

describe('interest', () => {
  it.each([
    ['actual/365', '2025-01-31', '2025-03-01', 29],
    ['actual/360', '2025-01-31', '2025-03-01', 29],
    ['30/360', '2025-01-31', '2025-03-01', 31], // the 31st counts as the 30th
    ['30/360', '2025-01-15', '2025-03-31', 75],
    ['30/360', '2024-12-30', '2026-01-30', 390],
    ['actual/365', '2025-03-02', '2025-03-01', 0],
    ['30/360', '2025-03-02', '2025-03-01', 0],
  ] as const)('counts by %s from %s to %s: %i days', (dayCount, from, to, days) => {
    expect(interestDays({ dayCount, from: on(from), to: on(to) })).toBe(days);
  });

  it.each([
    ['actual/365', 10_000],
    ['actual/360', 10_139],
    ['30/360', 10_000],
  ] as const)('a year of 1 %% on 10,000.00 yuan by %s is %i fen', (dayCount, interest) => {
    const of = { amountFen: fen(1_000_000), yearlyRate: '0.01', dayCount };
    const year = { from: on('2025-01-01'), to: on('2026-01-01'), rounding: 'half-up' as const };
    expect(interestOf({ ...of, ...year })).toBe(interest);
    expect(interestOf({ ...of, ...year, to: year.from })).toBe(0);
  });
});
