import { addDays, calendarDate, fen } from '@fangpiao/values';
import { dalian, lubo, packWith, voucherOf, yunling } from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { exact } from '../formula/exact.ts';
import {
  afterForfeitures,
  balanceOf,
  emptyPockets,
  forfeituresOn,
  pocketNames,
  sideRights,
  voucherFrom,
  quoteFace,
} from '../index.ts';
import type { VoucherFacts } from '../index.ts';
import { lostBetween, percentOf, yuanOf } from './balance.ts';

const on = calendarDate;

function lostOn(of: Issued, day: string, voucher: VoucherFacts = voucherOf(of)) {
  const balance = balanceOf(of.pack, voucher);
  return forfeituresOn({ pack: of.pack, voucher, balance, on: on(day) });
}

describe('what stands on a voucher', () => {
  it('begins with the whole face available and nothing in the other nine pockets', () => {
    const quoted = quoteFace(yunling.pack, yunling.facts);
    if (!quoted.ok) throw new Error('refused');
    const dates = { issuedOn: on('2025-03-03'), expiresOn: on('2026-09-03') };
    expect(voucherFrom(quoted.quote, dates)).toEqual({
      ...dates,
      faceValueFen: 84_000_000,
      facts: yunling.facts,
      components: { home: 80_000_000, faceReward: 4_000_000 },
      pockets: { ...emptyPockets, available: 84_000_000 },
    });
    expect(pocketNames.map((name) => emptyPockets[name])).toEqual(Array(10).fill(0));
  });

  it('is ground and rewards; use takes the ground first, then one reward after the other [LB 6]', () => {
    const left = (spent: number, more: Partial<VoucherFacts> = {}) =>
      balanceOf(lubo.pack, voucherOf(lubo, { ...more, pockets: { spent } }));
    const whole = { phaseBonus: 3_000_000, signingBonus: 1_000_000 };
    expect(left(0)).toEqual({
      groundFen: 63_240_000,
      rewardsFen: whole,
      consumedFen: 0,
      baseTotalFen: 61_740_000,
    });
    expect(left(63_240_000)).toMatchObject({ groundFen: 0, rewardsFen: whole });
    expect(left(64_240_000)).toMatchObject({
      groundFen: 0,
      rewardsFen: { phaseBonus: 2_000_000, signingBonus: 1_000_000 },
      consumedFen: 64_240_000,
    });
    expect(left(66_740_000).rewardsFen).toEqual({ phaseBonus: 0, signingBonus: 500_000 });
  });

  it('leaves a reward with the purchase that took it: what came back from another is ground', () => {
    const left = (spent: number, taken: number) =>
      balanceOf(
        lubo.pack,
        voucherOf(lubo, {
          pockets: { spent },
          takenFromRewardsFen: { phaseBonus: fen(taken) },
        }),
      );
    expect(left(1_000_000, 400_000)).toMatchObject({
      groundFen: 62_640_000,
      rewardsFen: { phaseBonus: 2_600_000, signingBonus: 1_000_000 },
    });
    // What the base used first has taken counts where purchases do not say it.
    expect(left(64_240_000, 400_000)).toMatchObject({
      groundFen: 0,
      rewardsFen: { phaseBonus: 2_000_000, signingBonus: 1_000_000 },
    });
    expect(left(0, 9_000_000).rewardsFen).toMatchObject({ phaseBonus: 0 });
  });

  it('counts held money as consumed, and lost reward as neither used nor left', () => {
    const rewardForfeitedFen = { phaseBonus: fen(1_500_000) };
    const pockets = { held: 60_000_000, forfeited: 1_500_000 };
    expect(balanceOf(lubo.pack, voucherOf(lubo, { rewardForfeitedFen, pockets }))).toMatchObject({
      groundFen: 3_240_000,
      rewardsFen: { phaseBonus: 1_500_000, signingBonus: 1_000_000 },
      consumedFen: 60_000_000,
    });
  });

  it('counts what the holder chose to have inside the face as base, and not what is paid in cash [LB 4]', () => {
    const base = (decoration: 'inside-face' | 'paid-in-cash') => {
      const inputs = { ...lubo.facts.inputs, decorationFen: 1_000_000 };
      const facts = { ...lubo.facts, inputs, choices: { decoration } };
      return balanceOf(lubo.pack, voucherOf({ ...lubo, facts })).baseTotalFen;
    };
    expect(base('inside-face')).toBe(62_740_000);
    expect(base('paid-in-cash')).toBe(61_740_000);
    const { baseTotalFen } = balanceOf(lubo.pack, {
      ...voucherOf(lubo), // nobody asked: inside
      components: { ...voucherOf(lubo).components, decoration: fen(5), movingFee: fen(7) },
    });
    expect(baseTotalFen).toBe(61_740_005);
  });

  it('counts no base that is printed beside the face or paid in cash', () => {
    const base = (counts: string) => {
      const pack = packWith('yunling', (text) =>
        text.replace(
          'amount: assessedValueFen, counts: inside-face',
          `amount: assessedValueFen, counts: ${counts}`,
        ),
      );
      return balanceOf(pack, voucherOf({ ...yunling, pack })).baseTotalFen;
    };
    expect([base('beside-face'), base('paid-in-cash')]).toEqual([0, 0]);
  });
});

describe('reward lost by the passing of tiers', () => {
  it('is lost the day after the last day of a tier, and only what is not used yet [DL 8]', () => {
    const amounts = (day: string, spent = 0) =>
      lostOn(dalian, day, voucherOf(dalian, { pockets: { spent } })).map((each) => each.amountFen);
    expect(amounts('2026-06-02')).toEqual([]);
    expect(amounts('2026-06-03')).toEqual([4_000]);
    expect(amounts('2026-06-03', 105_000)).toEqual([2_000]);
    expect(amounts('2026-06-03', 110_000)).toEqual([]);
    expect(amounts('2026-09-02')).toEqual([4_000]);
    expect(amounts('2026-09-03')).toEqual([10_000]);
  });

  it('is named with its arithmetic and the clause of the tiers [DL 8]', () => {
    const [lost] = lostOn(dalian, '2026-06-03');
    expect(lost?.reward.id).toBe('moneyReward');
    expect(lost?.line).toEqual({
      id: 'forfeited-moneyReward',
      name: { zh: '房票奖励因逾期降档而失去', en: 'voucher reward lost by later use' },
      inputs: [{ name: 'useTiers', zh: '使用时限分档', en: 'tiers by time of use', shown: '60 %' }],
      arithmetic: '100.00 元 − 100.00 元 × 60 % ÷ 100 %',
      rounding: 'half-up',
      clause: '假设 assumption',
      source: { assumption: '示例值' },
      isAssumption: true,
      amountFen: 4_000,
    });
  });

  it('is counted from the last day it was looked at, so nothing is lost twice', () => {
    const first = lostOn(dalian, '2026-06-03');
    const after = afterForfeitures(voucherOf(dalian), { forfeitures: first, on: on('2026-06-03') });
    expect(after).toMatchObject({
      rewardForfeitedFen: { moneyReward: 4_000 },
      rewardRatedOn: '2026-06-03',
      pockets: { available: 106_000, forfeited: 4_000 },
    });
    expect(lostOn(dalian, '2026-09-02', after)).toEqual([]);
    const [second] = lostOn(dalian, '2026-09-03', after);
    expect(second).toMatchObject({ amountFen: 6_000 });
    expect(second?.line.arithmetic).toBe('60.00 元 − 60.00 元 × 0 % ÷ 60 %');
    const forfeitures = lostOn(dalian, '2026-09-03', after);
    expect(afterForfeitures(after, { forfeitures, on: on('2026-09-03') })).toMatchObject({
      rewardForfeitedFen: { moneyReward: 10_000 },
      pockets: { available: 100_000, forfeited: 10_000 },
    });
  });

  it('never touches a reward without tiers [LB 6]', () => {
    const lost = lostOn(lubo, addDays(on('2025-05-01'), 181));
    expect(lost.map(({ reward, amountFen }) => [reward.id, amountFen])).toEqual([
      ['phaseBonus', 2_400_000],
    ]);
    expect(lostOn(yunling, '2026-09-03')).toEqual([]);
  });

  it('gives nothing back when a share rises, and rounds what stays as the pack says', () => {
    const lost = (left: number, before: number, now: number) =>
      lostBetween({
        left: fen(left),
        before: exact(before, 100),
        now: exact(now, 100),
        pack: lubo.pack,
      });
    expect(lost(100, 50, 50)).toBe(0);
    expect(lost(100, 50, 60)).toBe(0);
    expect(lost(100, 0, 0)).toBe(0);
    expect(lost(100, 50, 20)).toBe(60);
    expect(lost(101, 100, 50)).toBe(51); // 50.5 stays, rounded down to 50
  });
});

describe('how amounts are written', () => {
  it('groups thousands, with two decimals for yuan and up to four for percent', () => {
    expect(yuanOf(fen(123_456_789))).toBe('1,234,567.89 元');
    expect(yuanOf(fen(0))).toBe('0.00 元');
    expect(percentOf(exact(1, 3))).toBe('33.3333 %');
    expect(percentOf(exact(1, 2))).toBe('50 %');
  });

  it('tells a voucher’s totals to conditions', () => {
    const rights = sideRights(yunling.pack, { voucher: voucherOf(yunling) });
    expect(rights.map((each) => each.holds)).toEqual(['no', 'yes', 'yes']);
  });
});
