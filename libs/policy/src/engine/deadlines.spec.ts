import { calendarDate, zeroFen } from '@fangpiao/values';
import {
  changed,
  dalian,
  lubo,
  packWith,
  shiqiao,
  voucherOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import { packOf } from '../../test/packs.ts';
import { deadlines, lastDayOfUse, settleUse, tierEnds } from '../index.ts';
import type { PolicyPack } from '../index.ts';

const on = calendarDate;
const listOf = (pack: PolicyPack, issuedOn: string, voucher?: ReturnType<typeof voucherOf>) =>
  deadlines(pack, { issuedOn: on(issuedOn), ...(voucher && { voucher }) }).list.map(
    (each) => `${each.on} ${each.kind}`,
  );

describe('deadlines', () => {
  it('are the tiers’ last days, the reminders and the last day, in order of time [DL 8, DL 9]', () => {
    const voucher = voucherOf(dalian);
    expect(listOf(dalian.pack, '2026-03-02', voucher)).toEqual([
      '2026-06-02 tier-ends',
      '2026-09-02 tier-ends',
      '2026-12-02 reminder',
      '2027-01-31 reminder',
      '2027-02-23 reminder',
      '2027-03-02 last-day-of-use',
    ]);
    const { list } = deadlines(dalian.pack, { issuedOn: on('2026-03-02'), voucher });
    expect(list[0]).toEqual({
      kind: 'tier-ends',
      on: '2026-06-02',
      text: {
        zh: '房票奖励保留比例 100 % 的最后一日，次日起 60 %',
        en: 'last day on which 100 % of the voucher reward is kept; from the next day 60 %',
      },
      clause: '假设 assumption',
      isAssumption: true,
    });
    expect(list[2]).toMatchObject({
      text: { zh: '到期前 90 日提醒' },
      clause: '假设 assumption',
      isAssumption: true,
    });
    expect(list[5]).toMatchObject({
      text: { zh: '使用期限最后一日' },
      clause: '假设 assumption',
      isAssumption: true,
    });
  });

  it('give the tiers’ last days alone to who asks only for them, each day once [DL 8]', () => {
    const issuedOn = on('2026-03-02');
    const of = { issuedOn, expiresOn: lastDayOfUse(dalian.pack, issuedOn) };
    const voucher = voucherOf(dalian);
    expect(tierEnds(dalian.pack, { ...of, voucher })).toEqual(['2026-06-02', '2026-09-02']);
    const { fromStart } = dalian.pack.compiled;
    const twice = { ...dalian.pack.compiled, fromStart: [...fromStart, ...fromStart] };
    expect(tierEnds({ ...dalian.pack, compiled: twice }, { ...of, voucher })).toEqual([
      '2026-06-02',
      '2026-09-02',
    ]);
    const nothing = fromStart.map(({ component }) => [component, zeroFen]);
    const components = { ...voucher.components, ...Object.fromEntries(nothing) };
    expect(tierEnds(dalian.pack, { ...of, voucher: { ...voucher, components } })).toEqual([]);
  });

  it('name each tier once before it is known which reward the voucher has, and none for a reward of nothing', () => {
    expect(listOf(dalian.pack, '2026-03-02').filter((each) => /tier/.test(each))).toEqual([
      '2026-06-02 tier-ends',
      '2026-09-02 tier-ends',
    ]);
    const inputs = { titleArea: '80.00', unitPriceFen: 1_000 };
    const voucher = voucherOf({ ...dalian, facts: { formula: 'by-area', inputs } });
    expect(listOf(dalian.pack, '2026-03-02', voucher)).toHaveLength(6);
    const nothing = { ...voucher, components: { areaReward: zeroFen, moneyReward: zeroFen } };
    expect(listOf(dalian.pack, '2026-03-02', nothing)).toHaveLength(4);
  });

  it('count days with the day of issue as the first, where the pack says so, and do not roll over [LB 6, LB 7]', () => {
    expect(listOf(lubo.pack, '2025-05-01')).toEqual([
      '2025-07-29 tier-ends',
      '2025-10-27 tier-ends',
      '2025-12-26 reminder',
      '2026-01-24 reminder',
      '2026-01-25 last-day-of-use',
    ]);
    const { clause, isAssumption } =
      deadlines(lubo.pack, { issuedOn: on('2025-05-01') }).list[4] ?? {};
    expect([clause, isAssumption]).toEqual(['LB 7', false]);
  });

  it('move a last day that is not worked, and keep the day it was by law [DL 9]', () => {
    // 14 February 2027 is a Sunday of a year whose calendar is not published
    const answer = deadlines(dalian.pack, { issuedOn: on('2026-02-14') });
    expect(answer).toMatchObject({
      issuedOn: '2026-02-14',
      expiresBeforeRollingOn: '2027-02-14',
      expiresOn: '2027-02-15',
      isCalendarPublished: false,
    });
    expect(deadlines(yunling.pack, { issuedOn: on('2025-03-03') }).isCalendarPublished).toBe(true);
    expect(deadlines(lubo.pack, { issuedOn: on('2025-05-01') })).toMatchObject({
      expiresBeforeRollingOn: '2026-01-25',
      expiresOn: '2026-01-25',
    });
  });

  it('end an exchange some months after the last day of use [YL 10]', () => {
    expect(listOf(yunling.pack, '2025-03-03')).toEqual([
      '2026-07-05 reminder',
      '2026-09-03 last-day-of-use',
      '2026-12-03 apply-for-exchange-until',
    ]);
    const { list } = deadlines(yunling.pack, { issuedOn: on('2025-03-03') });
    expect(list[2]).toMatchObject({ clause: 'YL 10', isAssumption: false });
    const guangzhou = packOf('guangzhou-example-district');
    const dates = deadlines(guangzhou, { issuedOn: on('2024-02-01') }).list;
    expect(dates.at(-1)).toMatchObject({ on: '2026-02-01', isAssumption: true });
  });

  it('may be one fixed date, months or days, the day of issue counted or not [SQ 4]', () => {
    expect(lastDayOfUse(shiqiao.pack, on('2025-03-03'))).toBe('2026-06-30');
    const last = (validity: object) =>
      lastDayOfUse(changed(yunling.pack, { validity }), on('2025-03-03'));
    expect(last({})).toBe('2026-09-03');
    expect(last({ firstDayCounts: true })).toBe('2026-09-02');
    expect(last({ months: undefined, days: 10 })).toBe('2025-03-13');
    expect(last({ months: undefined, days: 10, firstDayCounts: true })).toBe('2025-03-12');
    expect(last({ months: undefined, days: undefined })).toBe('2025-03-03');
    expect(last({ months: 12, rollOverHolidays: true })).toBe('2026-03-03');
    expect(last({ on: on('2026-10-01'), rollOverHolidays: true })).toBe('2026-10-08');
    expect(last({ on: on('2026-10-01'), rollOverHolidays: false })).toBe('2026-10-01');
  });

  it('stand on the field’s own clause where the pack gives one', () => {
    const clauses = (pack: PolicyPack) =>
      deadlines(withFieldClauses(pack), { issuedOn: on('2025-03-03') }).list.map(
        (each) => `${each.kind} ${each.clause}`,
      );
    expect(clauses(yunling.pack)).toEqual([
      'reminder field remindDaysBefore',
      'last-day-of-use field months',
      'apply-for-exchange-until field applyWithinMonths',
    ]);
    expect(clauses(lubo.pack)).toContain('last-day-of-use field days');
  });

  it.each([
    [
      'months',
      'monthsSinceIssue',
      '{ through: 2, value: 100 % }, { from: 3, value: 50 % }',
      '2025-06-30',
    ],
    [
      'months, exclusive',
      'monthsSinceIssue',
      '{ below: 3, value: 100 % }, { from: 3, value: 50 % }',
      '2025-06-30',
    ],
    [
      'days',
      'daysSinceIssue',
      '{ through: 90, value: 100 % }, { from: 91, value: 50 % }',
      '2025-07-29',
    ],
    [
      'days, exclusive',
      'daysSinceIssue',
      '{ below: 91, value: 100 % }, { from: 91, value: 50 % }',
      '2025-07-29',
    ],
    [
      'dates',
      'usedOn',
      '{ through: 2025-06-30, value: 100 % }, { from: 2025-07-01, value: 50 % }',
      '2025-06-30',
    ],
    [
      'dates, exclusive',
      'usedOn',
      '{ below: 2025-07-01, value: 100 % }, { from: 2025-07-01, value: 50 % }',
      '2025-06-30',
    ],
    [
      'what is not plain',
      'daysSinceIssue * 2',
      '{ below: 182, value: 100 % }, { from: 182, value: 50 % }',
      '2025-07-29',
    ],
    [
      'days and a half',
      'daysSinceIssue',
      '{ through: 90.5, value: 100 % }, { from: 91, value: 50 % }',
      '2025-07-29',
    ],
    [
      'days and a half, exclusive',
      'daysSinceIssue',
      '{ below: 90.5, value: 100 % }, { from: 90.5, value: 50 % }',
      '2025-07-29',
    ],
    [
      'what is not plain, on the last day',
      'daysSinceIssue * 2',
      '{ below: 542, value: 100 % }, { from: 542, value: 50 % }',
      undefined,
    ],
    [
      'an equal share',
      'daysSinceIssue',
      '{ below: 91, value: 50 % }, { from: 91, value: 50 % }',
      undefined,
    ],
    ['an input', 'phase', '{ through: 1, value: 100 % }, { from: 2, value: 50 % }', undefined],
  ])('find the last day of tiers by %s', (_what, by, rows, expected) => {
    const pack = packWith('lubo', (text) =>
      text
        .replace('by: daysSinceIssue', `by: ${by}`)
        .replace(/rows: \[\{ from: 0, below: 91.*\]/, `rows: [${rows}]`),
    );
    const of = { ...lubo, pack };
    const edges = listOf(pack, '2025-05-01', voucherOf(of)).filter((each) => /tier/.test(each));
    expect(edges).toEqual(expected === undefined ? [] : [`${expected} tier-ends`]);
    if (expected === undefined) return;
    // what the list says is what a purchase finds
    const lost = (day: string) => {
      const answer = settleUse(pack, {
        voucher: voucherOf(of),
        purchase: {
          on: on(day),
          priceFen: voucherOf(of).faceValueFen,
          goods: 'residential',
          saleStage: 'ready',
        },
      });
      return answer.ok && answer.forfeitedFen;
    };
    expect(lost(expected)).toBe(0);
    expect(lost(dayAfter(expected))).toBe(1_500_000);
  });

  it('do not name tiers that end before issue or after the last day', () => {
    const pack = (from: string, to: string) =>
      packWith('lubo', (text) =>
        text
          .replace('by: daysSinceIssue', 'by: usedOn')
          .replace(
            /rows: \[\{ from: 0, below: 91.*\]/,
            `rows: [{ through: ${from}, value: 100 % }, { from: ${dayAfter(from)}, through: ${to}, value: 90 % }, { from: ${dayAfter(to)}, value: 50 % }]`,
          ),
      );
    const edges = (from: string, to: string) =>
      listOf(pack(from, to), '2025-05-01').filter((each) => /tier/.test(each));
    expect(edges('2025-04-30', '2026-01-25')).toEqual([]);
    expect(edges('2025-05-01', '2026-01-24')).toEqual([
      '2025-05-01 tier-ends',
      '2026-01-24 tier-ends',
    ]);
  });

  it('look at a share that is a formula of the day, without a table', () => {
    const pack = packWith('lubo', (text) =>
      text.replace('kept: useTiers', 'kept: "if(daysSinceIssue <= 10, 100 %, 40 %)"'),
    );
    const edges = listOf(pack, '2025-05-01').filter((each) => /tier/.test(each));
    expect(edges).toEqual(['2025-05-10 tier-ends']);
  });
});

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
