import { calendarDate } from '@fangpiao/values';
import { packOf } from '../../test/packs.ts';
import {
  changed,
  dalian,
  lubo,
  refusalsOf,
  shiqiao,
  voucherOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { claimExpired, expire } from '../index.ts';
import type { PackRules, PolicyPack, VoucherFacts } from '../index.ts';

const on = calendarDate;
const dayAfter = on('2026-09-04');

/** Yunling at its end, its expiry rule read otherwise: base first, 5 % deducted, 1.2 % interest. */
function ended(
  rule: Partial<PackRules['expiry']>,
  pockets: object,
  more: Partial<VoucherFacts> = {},
) {
  const pack = changed(yunling.pack, { expiry: rule });
  return expire(pack, { voucher: voucherOf(yunling, { ...more, pockets }), on: dayAfter });
}

const voucherAt = (of: Issued, pockets: object) => voucherOf(of, { pockets });

describe('the day after the last day', () => {
  it('exchanges what is left less the reward, the deduction, and with interest [YL 10]', () => {
    const answer = ended({}, { spent: 30_000_000 });
    // 54,000,000 left, 4,000,000 of it reward; 95 % of 50,000,000; 1.2 % for 18 months
    expect(answer).toMatchObject({
      ok: true,
      outcome: 'exchange',
      isWhollyUnused: false,
      expiredFen: 54_000_000,
      deductedFen: 6_500_000,
      payableFen: 47_500_000,
      interestFen: 855_000,
      applyUntil: '2026-12-03',
      doesSubsidyStop: false,
      heldFen: 0,
      movements: [{ from: 'available', to: 'expired', amountFen: 54_000_000, because: 'expiry' }],
      laterMovements: [
        { from: 'expired', to: 'forfeited', amountFen: 6_500_000, because: 'deduction' },
        { from: 'expired', to: 'exchanged', amountFen: 47_500_000, because: 'exchange' },
      ],
      voucher: { pockets: { available: 0, expired: 54_000_000, spent: 30_000_000 } },
    });
    if (!answer.ok) return;
    const basics = {
      rounding: 'half-even',
      clause: 'YL 10',
      source: { clause: 'YL 10' },
      isAssumption: false,
      inputs: [],
    };
    expect(answer.lines).toEqual([
      {
        ...basics,
        id: 'reward-deducted',
        name: { zh: '扣除相应政策性奖励', en: 'belonging policy reward deducted' },
        arithmetic: 'min(40,000.00 元, 540,000.00 元)',
        amountFen: 4_000_000,
      },
      {
        ...basics,
        id: 'exchanged',
        name: { zh: '到期兑换金额', en: 'exchanged for money' },
        arithmetic: '(540,000.00 元 − 40,000.00 元) × (100 % − 5 %)',
        amountFen: 47_500_000,
      },
      {
        ...basics,
        id: 'interest',
        name: { zh: '利息', en: 'interest' },
        arithmetic: '475,000.00 元 × 1.2 % × 540 (30/360)',
        amountFen: 855_000,
      },
    ]);
  });

  it('shows how the belonging reward was reckoned, by each reading [GZ 10]', () => {
    const plain = { deduction: undefined, interest: undefined };
    const shown = (rule: Partial<PackRules['expiry']>, spent = 30_000_000) => {
      const answer = ended({ ...plain, ...rule }, { spent });
      return answer.ok ? answer.lines.map((line) => `${line.arithmetic} = ${line.amountFen}`) : [];
    };
    expect(shown({ rewardAttribution: 'in-proportion' })).toEqual([
      '540,000.00 元 × 40,000.00 元 ÷ 840,000.00 元 = 2571429',
      '(540,000.00 元 − 25,714.29 元) = 51428571',
    ]);
    expect(shown({ rewardAttribution: undefined })).toEqual(
      shown({ rewardAttribution: 'in-proportion' }),
    );
    expect(shown({ rewardAttribution: 'reward-first' }, 1_000_000)).toEqual([
      'max(0, 40,000.00 元 − 10,000.00 元) = 3000000',
      '(830,000.00 元 − 30,000.00 元) = 80000000',
    ]);
    expect(shown({ rewardAttribution: 'reward-first' })[0]).toBe(
      'max(0, 40,000.00 元 − 300,000.00 元) = 0',
    );
    expect(shown({ rewardDeducted: 'all' })[0]).toBe('40,000.00 元 = 4000000');
    expect(shown({ rewardDeducted: 'none' })[0]).toBe('0.00 元 = 0');
    expect(shown({ rewardDeducted: 'all' }, 82_000_000)[0]).toBe('40,000.00 元 = 2000000');
  });

  it('counts the reward of the face even where no rule says how it is kept [GZ 10]', () => {
    const compiled = { ...yunling.pack.compiled, fromStart: [] };
    const pack: PolicyPack = { ...yunling.pack, compiled };
    const deducted = (spent: number) => {
      const answer = expire(pack, { voucher: voucherAt(yunling, { spent }), on: dayAfter });
      return answer.ok && answer.lines[0]?.amountFen;
    };
    expect(deducted(0)).toBe(4_000_000);
    expect(deducted(81_000_000)).toBe(3_000_000);
    // with the rule, what was used beyond the base was reward
    expect(ended({}, { spent: 81_000_000 })).toMatchObject({
      lines: [{ amountFen: 3_000_000 }, {}, {}],
    });
  });

  it('deducts no reward that a passed tier has taken already [DL 8, GZ 10]', () => {
    const rule = { leftoverAtExpiry: 'exchange', rewardDeducted: 'all' } as const;
    const pack = changed(dalian.pack, { expiry: rule });
    const voucher = voucherAt(dalian, { spent: 40_000 });
    expect(expire(pack, { voucher, on: on('2027-03-03') })).toMatchObject({
      expiredFen: 60_000,
      deductedFen: 0,
      payableFen: 60_000,
      movements: [
        { from: 'available', to: 'forfeited', amountFen: 10_000, because: 'tier' },
        { from: 'available', to: 'expired', amountFen: 60_000, because: 'expiry' },
      ],
      voucher: { rewardRatedOn: '2027-03-02', rewardForfeitedFen: { moneyReward: 10_000 } },
      lines: [{ id: 'forfeited-moneyReward' }, { id: 'reward-deducted' }, { id: 'exchanged' }],
    });
    const share = changed(pack, { expiry: { rewardDeducted: 'belonging' } });
    expect(expire(share, { voucher, on: on('2027-03-03') })).toMatchObject({ deductedFen: 0 });
  });

  it('offers a home, pays nothing, and stops the subsidy, where nothing was used [DL 9]', () => {
    expect(expire(dalian.pack, { voucher: voucherOf(dalian), on: on('2027-03-03') })).toMatchObject(
      {
        outcome: 'replacement-home',
        isWhollyUnused: true,
        deductedFen: 0,
        payableFen: 0,
        interestFen: 0,
        doesSubsidyStop: true,
        laterMovements: [
          {
            from: 'expired',
            to: 'convertedToHome',
            amountFen: 100_000,
            because: 'replacement-home',
          },
        ],
      },
    );
  });

  it('gives a date to apply by for an exchange only', () => {
    expect(ended({ whollyUnused: 'lapse' }, {})).not.toHaveProperty('applyUntil');
    expect(ended({ applyWithinMonths: undefined }, {})).not.toHaveProperty('applyUntil');
    expect(ended({}, {})).toMatchObject({ isWhollyUnused: true, applyUntil: '2026-12-03' });
    expect(ended({ interest: undefined }, {})).toMatchObject({ interestFen: 0 });
  });

  it('moves nothing when nothing is left, and keeps what had expired before', () => {
    expect(ended({}, { spent: 84_000_000 })).toMatchObject({
      outcome: 'nothing-left',
      movements: [],
      laterMovements: [],
      lines: [],
    });
    expect(ended({}, { spent: 50_000_000, expired: 30_000_000 })).toMatchObject({
      voucher: { pockets: { available: 0, expired: 34_000_000 } },
    });
  });

  it('stands on the field’s own clause where the pack gives one', () => {
    const pack = withFieldClauses(yunling.pack);
    const answer = expire(pack, { voucher: voucherOf(yunling), on: dayAfter });
    expect(answer.ok && answer.lines[0]?.clause).toBe('field rewardDeducted');
  });
});

describe('money that stands on expired', () => {
  const claim = (of: Issued, pockets: object, date: string) =>
    claimExpired(of.pack, { voucher: voucherAt(of, pockets), on: on(date) });

  it('is exchanged with the same deductions and interest [YL 10]', () => {
    expect(claim(yunling, { spent: 30_000_000, expired: 54_000_000 }, '2026-10-08')).toMatchObject({
      ok: true,
      outcome: 'exchange',
      deductedFen: 6_500_000,
      payableFen: 47_500_000,
      interestFen: 855_000,
      laterMovements: [{ to: 'forfeited' }, { to: 'exchanged' }],
    });
  });

  it('becomes a home if nothing was ever used, held or cashed, else follows the other rule [SQ 8]', () => {
    const outcome = (pockets: object) => {
      const answer = claim(shiqiao, pockets, '2026-07-10');
      return answer.ok && answer.outcome;
    };
    expect(outcome({ expired: 1 })).toBe('replacement-home');
    expect(outcome({ expired: 1, spent: 1 })).toBe('exchange');
    expect(outcome({ expired: 1, held: 1 })).toBe('exchange');
    expect(outcome({ expired: 1, cashedOut: 1 })).toBe('exchange');
    expect(claim(shiqiao, { expired: 7 }, '2026-07-10')).toEqual({
      ok: true,
      outcome: 'replacement-home',
      deductedFen: 0,
      payableFen: 0,
      interestFen: 0,
      laterMovements: [
        { from: 'expired', to: 'convertedToHome', amountFen: 7, because: 'replacement-home' },
      ],
      lines: [],
    });
  });

  it('is nothing where nothing expired', () => {
    expect(refusalsOf(claim(yunling, {}, '2026-10-08'))).toEqual(['nothing-left · ']);
  });

  it('follows the cash-out rule, with what it loses [LB 10]', () => {
    const answer = claim(lubo, { spent: 52_000_000, expired: 15_240_000 }, '2026-02-10');
    expect(answer).toMatchObject({ ok: true, outcome: 'cash-out' });
    if (!answer.ok) return;
    expect(answer.payableFen + answer.deductedFen).toBe(15_240_000);
    expect(answer.laterMovements).toEqual([
      { from: 'expired', to: 'forfeited', amountFen: answer.deductedFen, because: 'deduction' },
      { from: 'expired', to: 'exchanged', amountFen: answer.payableFen, because: 'exchange' },
    ]);
    expect(answer.lines.map((line) => line.id)).toContain('cash-out');
    expect(claim(lubo, { spent: 10, expired: 20 }, '2026-02-10')).toMatchObject({
      payableFen: 0,
      laterMovements: [],
    });
  });

  it('lapses where the pack says so, and the town keeps to its packs [LB 10]', () => {
    expect(claim(lubo, { expired: 67_240_000 }, '2026-02-10')).toMatchObject({
      outcome: 'lapse',
      payableFen: 0,
      laterMovements: [],
      lines: [],
    });
    expect(packOf('lubo').rules.expiry.whollyUnused).toBe('lapse');
  });
});
