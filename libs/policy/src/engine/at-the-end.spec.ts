import { calendarDate, fen } from '@fangpiao/values';
import { packOf } from '../../test/packs.ts';
import { changed } from '../../test/vouchers.ts';
import { claimExpired, expire, lastDayOfUse, leftover, quoteFace, voucherFrom } from '../index.ts';
import type { PackRules, PolicyPack, QuoteFacts, VoucherFacts } from '../index.ts';

/** Guangzhou's example district with another reading of its expiry rule. */
function reading(expiry: Partial<PackRules['expiry']>): PolicyPack {
  return changed(packOf('guangzhou-example-district'), { expiry });
}

const guangzhou: QuoteFacts = { landKind: 'state', inputs: { assessedValueFen: fen(100_000) } };
const dalian: QuoteFacts = {
  formula: 'by-money',
  inputs: { monetaryCompensationFen: fen(100_000) },
};

/** 1,000.00 yuan base and 100.00 reward, of which so much is spent or held. */
function voucher(of: {
  pack: PolicyPack;
  facts: QuoteFacts;
  spent?: number;
  held?: number;
}): VoucherFacts {
  const quoted = quoteFace(of.pack, of.facts);
  if (!quoted.ok) throw new Error('refused');
  const issuedOn = calendarDate('2026-03-02');
  const made = voucherFrom(quoted.quote, { issuedOn, expiresOn: lastDayOfUse(of.pack, issuedOn) });
  const [spent, held] = [fen(of.spent ?? 0), fen(of.held ?? 0)];
  const available = fen(made.faceValueFen - spent - held);
  return {
    ...made,
    unitsBought: spent > 0 ? 1 : 0,
    pockets: { ...made.pockets, spent, held, available },
  };
}

const after = calendarDate('2028-01-01');

describe('claimExpired', () => {
  it('is for applications within the time to apply, the last day included', () => {
    const pack = reading({ applyWithinMonths: 6 });
    const unused = voucher({ pack, facts: guangzhou });
    const expired = expire(pack, { voucher: unused, on: calendarDate('2027-09-03') });
    if (!expired.ok) throw new Error('refused');
    const apply = (on: string) =>
      claimExpired(pack, { voucher: expired.voucher, on: calendarDate(on) });
    expect(apply('2028-03-02')).toMatchObject({ ok: true, payableFen: 100_000 });
    expect(apply('2028-03-03')).toMatchObject({
      refusals: [{ code: 'application-too-late' }],
    });
  });
});

describe('leftover', () => {
  it('says which reward was not kept, so that money that comes back later is not taken for it', () => {
    const pack = packOf('dalian-example-district');
    const used = voucher({ pack, facts: dalian, spent: 90_000 });
    const answer = leftover(pack, { voucher: used, on: calendarDate('2026-03-10') });
    expect(answer).toMatchObject({
      cashFen: 10_000,
      voucher: { rewardForfeitedFen: { moneyReward: 10_000 } },
    });
  });
});

describe('expire', () => {
  it.each([
    ['in proportion', { rewardAttribution: 'in-proportion' }, 40_000, 6_364, 63_636],
    [
      'base first: the reward is all in the balance',
      { rewardAttribution: 'base-first' },
      40_000,
      10_000,
      60_000,
    ],
    [
      'reward first: the reward is used up',
      { rewardAttribution: 'reward-first' },
      40_000,
      0,
      70_000,
    ],
    ['reward first, partly', { rewardAttribution: 'reward-first' }, 4_000, 6_000, 100_000],
    ['all of the reward', { rewardDeducted: 'all' }, 40_000, 10_000, 60_000],
    ['all, but not more than the balance', { rewardDeducted: 'all' }, 105_000, 5_000, 0],
    ['none', { rewardDeducted: 'none' }, 40_000, 0, 70_000],
    ['a further deduction', { rewardDeducted: 'none', deduction: '0.1' }, 40_000, 7_000, 63_000],
  ] as const)(
    'exchanges by the reading: %s [GZ 10]',
    (_name, rule, spent, deductedFen, payableFen) => {
      const pack = reading(rule);
      const answer = expire(pack, {
        voucher: voucher({ pack, facts: guangzhou, spent }),
        on: after,
      });
      const balance = 110_000 - spent;
      expect(answer).toMatchObject({
        ok: true,
        outcome: 'exchange',
        isWhollyUnused: false,
        expiredFen: balance,
        deductedFen,
        payableFen,
        interestFen: 0,
        movements: [{ from: 'available', to: 'expired', amountFen: balance, because: 'expiry' }],
        laterMovements: [
          ...(deductedFen > 0
            ? [{ from: 'expired', to: 'forfeited', amountFen: deductedFen }]
            : []),
          ...(payableFen > 0 ? [{ from: 'expired', to: 'exchanged', amountFen: payableFen }] : []),
        ],
        voucher: { pockets: { available: 0, expired: balance, spent } },
      });
      if (!answer.ok) return;
      expect(answer.lines.map((line) => line.id)).toEqual(['reward-deducted', 'exchanged']);
      expect(answer.lines[1]?.amountFen).toBe(payableFen);
    },
  );

  it('waits until the last day is over [GZ 10, DL 9]', () => {
    const pack = reading({});
    const made = voucher({ pack, facts: guangzhou });
    expect(expire(pack, { voucher: made, on: made.expiresOn })).toMatchObject({
      ok: false,
      refusals: [{ code: 'voucher-not-expired', clause: 'GZ 10' }],
    });
  });

  it('never touches held money, and a voucher with held money is not wholly unused', () => {
    const pack = reading({ whollyUnused: 'lapse' });
    const held = voucher({ pack, facts: guangzhou, held: 30_000 });
    expect(expire(pack, { voucher: held, on: after })).toMatchObject({
      heldFen: 30_000,
      isWhollyUnused: false,
      outcome: 'exchange',
      expiredFen: 80_000,
      voucher: { pockets: { held: 30_000, available: 0, expired: 80_000 } },
    });
    const unused = voucher({ pack, facts: guangzhou });
    expect(expire(pack, { voucher: unused, on: after })).toMatchObject({
      isWhollyUnused: true,
      outcome: 'lapse',
      payableFen: 0,
      laterMovements: [],
    });
  });

  it('finds nothing left on a voucher used up, and nothing to claim', () => {
    const pack = reading({});
    const used = voucher({ pack, facts: guangzhou, spent: 110_000 });
    expect(expire(pack, { voucher: used, on: after })).toMatchObject({
      outcome: 'nothing-left',
      movements: [],
      payableFen: 0,
    });
    expect(claimExpired(pack, { voucher: used, on: after })).toMatchObject({
      ok: false,
      refusals: [{ code: 'nothing-left' }],
    });
  });

  it('follows the cash-out rule where the district says so, after the last day too [DL 13]', () => {
    const pack = packOf('dalian-example-district');
    const enough = voucher({ pack, facts: dalian, spent: 100_000 });
    expect(expire(pack, { voucher: enough, on: after })).toMatchObject({
      outcome: 'nothing-left',
      doesSubsidyStop: true,
      // the reward's tiers had ended before the last day
      movements: [{ from: 'available', to: 'forfeited', amountFen: 10_000, because: 'tier' }],
      payableFen: 0,
    });
    const little = voucher({ pack, facts: dalian, spent: 50_000 });
    expect(expire(pack, { voucher: little, on: after })).toMatchObject({
      outcome: 'cash-out',
      expiredFen: 50_000,
      payableFen: 0,
      laterMovements: [],
    });
    const most = voucher({ pack, facts: dalian, spent: 90_000 });
    const expired = expire(pack, { voucher: most, on: after });
    expect(expired).toMatchObject({ expiredFen: 10_000, payableFen: 10_000 });
    if (!expired.ok) return;
    expect(claimExpired(pack, { voucher: expired.voucher, on: after })).toMatchObject({
      ok: true,
      outcome: 'cash-out',
      payableFen: 10_000,
      laterMovements: [{ from: 'expired', to: 'exchanged', amountFen: 10_000 }],
    });
  });
});

describe('leftover', () => {
  const pack = packOf('dalian-example-district');
  const on = calendarDate('2026-04-01');

  it('says why not: held, frozen, nothing left, no purchase, too little, too late [DL 13, 16]', () => {
    const codes = (made: VoucherFacts, day = on) => {
      const answer = leftover(pack, { voucher: made, on: day });
      return answer.ok ? [] : answer.refusals.map((each) => each.code);
    };
    expect(codes(voucher({ pack, facts: dalian, spent: 90_000, held: 1 }))).toEqual(['money-held']);
    const spent = voucher({ pack, facts: dalian, spent: 90_000 });
    expect(codes({ ...spent, frozenFen: fen(20_000) })).toEqual(['nothing-left']);
    expect(codes({ ...spent, frozenFen: fen(19_999) })).toEqual([]);
    expect(codes(voucher({ pack, facts: dalian, spent: 110_000 }))).toEqual(['nothing-left']);
    expect(codes(voucher({ pack, facts: dalian }))).toEqual(['no-purchase-yet']);
    expect(codes(voucher({ pack, facts: dalian, spent: 87_999 }))).toEqual([
      'minimum-share-not-reached',
    ]);
    expect(codes(voucher({ pack, facts: dalian, spent: 88_000 }))).toEqual([]);
    expect(codes(spent, spent.expiresOn)).toEqual([]);
    expect(codes(spent, after)).toEqual(['voucher-expired']);
  });

  it('moves every fen of the balance: reward lost, then cash [DL 8, 13]', () => {
    const answer = leftover(pack, { voucher: voucher({ pack, facts: dalian, spent: 90_000 }), on });
    expect(answer).toMatchObject({
      ok: true,
      balanceFen: 20_000,
      cashFen: 10_000,
      forfeitedFen: 10_000,
      usedShare: '81.8182 %',
      payWithin: { days: 20, kind: 'working' },
      movements: [
        { from: 'available', to: 'forfeited', amountFen: 10_000, because: 'reward' },
        { from: 'available', to: 'cashedOut', amountFen: 10_000, because: 'cash-out' },
      ],
      voucher: { pockets: { available: 0, cashedOut: 10_000, forfeited: 10_000, spent: 90_000 } },
    });
    if (!answer.ok) return;
    expect(answer.lines.map((line) => [line.id, line.amountFen])).toEqual([
      ['not-kept-moneyReward', 10_000],
      ['cash-out', 10_000],
    ]);
  });
});
