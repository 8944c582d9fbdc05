import { calendarDate, fen } from '@fangpiao/values';
import {
  changed,
  dalian,
  lubo,
  packWith,
  refusalsOf,
  shiqiao,
  voucherOf,
  yunling,
} from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { releaseHeld, settleUse } from '../index.ts';
import type { HeldPart, PurchaseFacts, UseAnswer, UseFacts, VoucherFacts } from '../index.ts';

type Step = { on: string; price: number; part?: number; purchase?: Partial<PurchaseFacts> };

function settle(of: Issued, voucher: VoucherFacts, step: Step, more: Partial<UseFacts>) {
  return settleUse(of.pack, {
    voucher,
    purchase: {
      on: calendarDate(step.on),
      priceFen: fen(step.price),
      goods: 'residential',
      saleStage: 'ready',
      ...step.purchase,
    },
    ...(step.part !== undefined && { voucherPartFen: fen(step.part) }),
    ...more,
  });
}

function done(answer: ReturnType<typeof settleUse>): UseAnswer {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return answer;
}

/** Held on one day; gives the voucher and what the filing needs. */
function hold(of: Issued, step: Step, voucher = voucherOf(of)) {
  const answer = done(settle(of, voucher, step, { step: 'hold' }));
  const { voucherPartFen, fromRewardsFen } = answer;
  const held: HeldPart = { on: calendarDate(step.on), voucherPartFen, fromRewardsFen };
  return { voucher: answer.voucher, held };
}

const whole = { on: '2026-06-02', price: 200_000 };

describe('filing what was held', () => {
  it('spends it as it was held when no tier has ended', () => {
    const { voucher, held } = hold(dalian, whole);
    const answer = done(settle(dalian, voucher, whole, { step: 'file', held }));
    expect(answer).toMatchObject({
      voucherPartFen: 110_000,
      fromGroundFen: 100_000,
      fromRewardsFen: { moneyReward: 10_000 },
      topUpFen: 90_000,
      topUpBy: 'household',
      forfeitedFen: 0,
      forfeitedByRewardFen: {},
      isBaseUsedInFull: true,
      movements: [{ from: 'held', to: 'spent', amountFen: 110_000, because: 'purchase' }],
      voucher: { unitsBought: 1, pockets: { available: 0, held: 0, spent: 110_000, forfeited: 0 } },
    });
    expect(
      answer.lines.map(({ id, arithmetic, amountFen }) => [id, arithmetic, amountFen]),
    ).toEqual([
      ['voucher-part', 'min(2,000.00 元, 1,100.00 元)', 110_000],
      ['top-up', '2,000.00 元 − 1,100.00 元', 90_000],
    ]);
  });

  it('gives back and loses the reward whose tier ended between the hold and the filing [DL 8]', () => {
    const { voucher, held } = hold(dalian, whole);
    const later = (on: string) =>
      done(settle(dalian, voucher, { ...whole, on }, { step: 'file', held }));
    expect(later('2026-06-03')).toMatchObject({
      voucherPartFen: 106_000,
      fromGroundFen: 100_000,
      fromRewardsFen: { moneyReward: 6_000 },
      topUpFen: 94_000,
      forfeitedFen: 4_000,
      forfeitedByRewardFen: { moneyReward: 4_000 },
      movements: [
        { from: 'held', to: 'available', amountFen: 4_000, because: 'moneyReward' },
        { from: 'available', to: 'forfeited', amountFen: 4_000, because: 'moneyReward' },
        { from: 'held', to: 'spent', amountFen: 106_000, because: 'purchase' },
      ],
      voucher: {
        rewardForfeitedFen: { moneyReward: 4_000 },
        pockets: { available: 0, held: 0, spent: 106_000, forfeited: 4_000 },
      },
    });
    const tooLate = later('2026-09-03');
    expect(tooLate.fromRewardsFen).toEqual({});
    expect(tooLate).toMatchObject({ voucherPartFen: 100_000, isBaseUsedInFull: true });
  });

  it('adds to what was lost and spent before', () => {
    const before = voucherOf(dalian, {
      unitsBought: 1,
      rewardForfeitedFen: { moneyReward: fen(4_000) },
      rewardRatedOn: calendarDate('2026-06-03'),
      pockets: { spent: 80_000, forfeited: 4_000 },
    });
    const rest = { on: '2026-06-04', price: 26_000 };
    const { voucher, held } = hold(dalian, rest, before);
    expect(held.fromRewardsFen).toEqual({ moneyReward: 6_000 });
    const late = { ...rest, on: '2026-09-03' };
    expect(done(settle(dalian, voucher, late, { step: 'file', held }))).toMatchObject({
      voucherPartFen: 20_000,
      isBaseUsedInFull: true,
      voucher: {
        unitsBought: 2,
        rewardForfeitedFen: { moneyReward: 10_000 },
        pockets: { available: 0, held: 0, spent: 100_000, forfeited: 10_000 },
      },
    });
  });

  it('leaves what others hold and what is not held alone', () => {
    const first = hold(dalian, { ...whole, part: 50_000 });
    const second = hold(dalian, { ...whole, part: 20_000 }, first.voucher);
    const file = { step: 'file', held: second.held } as const;
    const answer = done(settle(dalian, second.voucher, { ...whole, price: 20_000 }, file));
    expect(answer.lines[1]).toMatchObject({ id: 'top-up', amountFen: 0 });
    expect(answer).toMatchObject({
      topUpFen: 0,
      givenBackFen: 0,
      isBaseUsedInFull: false,
      voucher: { pockets: { available: 40_000, held: 50_000, spent: 20_000 } },
    });
  });

  it('is refused after the last day, and done on it [DL 9]', () => {
    const { voucher, held } = hold(dalian, whole);
    const file = (on: string) => settle(dalian, voucher, { ...whole, on }, { step: 'file', held });
    expect(voucher.expiresOn).toBe('2027-03-02');
    expect(file('2027-03-02')).toMatchObject({ ok: true });
    expect(refusalsOf(file('2027-03-03'))).toEqual(['voucher-expired · DL 9']);
  });

  it('takes what is available where nothing was held, and only holds where a hold is asked for', () => {
    const { voucher, held } = hold(dalian, { ...whole, part: 30_000 });
    expect(settle(dalian, voucher, whole, { step: 'file' })).toMatchObject({
      voucherPartFen: 80_000,
      voucher: { pockets: { held: 30_000, spent: 80_000 } },
    });
    expect(settle(dalian, voucher, whole, { step: 'hold', held })).toMatchObject({
      voucher: { pockets: { held: 110_000, spent: 0 } },
    });
    expect(settle(dalian, voucher, whole, { held })).toMatchObject({
      voucher: { pockets: { held: 30_000, spent: 80_000 } },
    });
  });

  it('knows each reward by itself [LB 6]', () => {
    // 29 July is day 90: all of it is kept; from the next day half of the phase bonus
    const { voucher, held } = hold(lubo, { on: '2025-07-29', price: 90_000_000 });
    expect(held.fromRewardsFen).toEqual({ phaseBonus: 3_000_000, signingBonus: 1_000_000 });
    const later = { on: '2025-07-30', price: 90_000_000 };
    expect(done(settle(lubo, voucher, later, { step: 'file', held }))).toMatchObject({
      fromRewardsFen: { phaseBonus: 1_500_000, signingBonus: 1_000_000 },
      forfeitedByRewardFen: { phaseBonus: 1_500_000 },
    });
  });
});

describe('a contract filed for less than is held', () => {
  const priced = (price: number, on = whole.on, more: Partial<PurchaseFacts> = {}) => {
    const { voucher, held } = hold(dalian, whole);
    const step = { price, on, purchase: more };
    return done(settle(dalian, voucher, step, { step: 'file', held }));
  };

  it('takes no more than the price; the rest is available again, reward first [DL 13]', () => {
    expect(priced(103_000)).toMatchObject({
      voucherPartFen: 103_000,
      fromGroundFen: 100_000,
      fromRewardsFen: { moneyReward: 3_000 },
      givenBackFen: 7_000,
      topUpFen: 0,
      forfeitedFen: 0,
      movements: [
        { from: 'held', to: 'available', amountFen: 7_000, because: 'not-taken' },
        { from: 'held', to: 'spent', amountFen: 103_000 },
      ],
      voucher: { pockets: { available: 7_000, held: 0, spent: 103_000, forfeited: 0 } },
    });
    const base = priced(90_000);
    expect(base).toMatchObject({
      voucherPartFen: 90_000,
      fromRewardsFen: {},
      givenBackFen: 20_000,
    });
    expect(base.isBaseUsedInFull).toBe(false);
    expect(priced(110_000)).toMatchObject({ voucherPartFen: 110_000, givenBackFen: 0 });
  });

  it('gives reward back at the share of the day of filing [DL 8]', () => {
    // 10,000 held at 100 % are 6,000 at 60 %; 103,000 of the 106,000 left are taken
    expect(priced(103_000, '2026-06-03')).toMatchObject({
      voucherPartFen: 103_000,
      fromRewardsFen: { moneyReward: 3_000 },
      givenBackFen: 3_000,
      forfeitedFen: 4_000,
      movements: [
        { from: 'held', to: 'available', amountFen: 4_000, because: 'moneyReward' },
        { from: 'available', to: 'forfeited', amountFen: 4_000, because: 'moneyReward' },
        { from: 'held', to: 'available', amountFen: 3_000, because: 'not-taken' },
        { from: 'held', to: 'spent', amountFen: 103_000 },
      ],
      voucher: {
        rewardRatedOn: '2026-06-03',
        rewardForfeitedFen: { moneyReward: 4_000 },
        pockets: { available: 3_000, held: 0, spent: 103_000, forfeited: 4_000 },
      },
    });
  });

  it('leaves the voucher as a purchase at once on that day would [DL 8, DL 13]', () => {
    for (const on of ['2026-06-02', '2026-06-03', '2026-09-03'])
      for (const price of [1, 99_999, 100_001, 103_000, 106_000, 109_999, 200_000]) {
        const filed = priced(price, on).voucher;
        const atOnce = done(settle(dalian, voucherOf(dalian), { on, price }, {})).voucher;
        expect({ on, price, pockets: filed.pockets }).toEqual({
          on,
          price,
          pockets: atOnce.pockets,
        });
      }
  });

  it('gives reward back at the share the voucher has meanwhile, where the news is late [DL 8]', () => {
    const { voucher, held } = hold(dalian, whole);
    const looked = { ...voucher, rewardRatedOn: calendarDate('2026-06-20') };
    const answer = done(
      settle(dalian, looked, { ...whole, price: 105_000 }, { step: 'file', held }),
    );
    // 5,000 of the reward come back; at 60 % they are 3,000
    expect(answer).toMatchObject({
      voucherPartFen: 105_000,
      givenBackFen: 3_000,
      forfeitedByRewardFen: { moneyReward: 2_000 },
      movements: [
        { from: 'held', to: 'available', amountFen: 5_000, because: 'not-taken' },
        { from: 'available', to: 'forfeited', amountFen: 2_000, because: 'moneyReward' },
        { from: 'held', to: 'spent', amountFen: 105_000 },
      ],
      voucher: { pockets: { available: 3_000, held: 0, spent: 105_000, forfeited: 2_000 } },
    });
  });

  it('rates what is available to the day as well, so that nothing is lost twice [DL 8]', () => {
    const part = { ...whole, part: 104_000 };
    const { voucher, held } = hold(dalian, part);
    const file = { step: 'file', held } as const;
    const answer = done(settle(dalian, voucher, { on: '2026-06-03', price: 101_000 }, file));
    // available 6,000 → 3,600; held 4,000 → 2,400, of which 1,000 are taken
    expect(answer).toMatchObject({
      voucherPartFen: 101_000,
      givenBackFen: 1_400,
      forfeitedFen: 4_000,
      voucher: { pockets: { available: 5_000, held: 0, spent: 101_000, forfeited: 4_000 } },
    });
    expect(answer.lines[0]).toMatchObject({ id: 'forfeited-moneyReward', amountFen: 2_400 });
  });

  it('gives rewards back the last one first [LB 6]', () => {
    const { voucher, held } = hold(lubo, { on: '2025-05-02', price: 67_240_000 });
    const all = { phaseBonus: 3_000_000, signingBonus: 1_000_000 };
    expect(held.fromRewardsFen).toEqual(all);
    const file = (price: number) =>
      done(settle(lubo, voucher, { on: '2025-05-02', price }, { step: 'file', held }));
    expect(file(67_240_000 - 400_000).fromRewardsFen).toEqual({ ...all, signingBonus: 600_000 });
    expect(file(67_240_000 - 1_000_001).fromRewardsFen).toEqual({ phaseBonus: 2_999_999 });
  });

  it('takes nothing where other vouchers have paid the price: it is no use and earns nothing', () => {
    const { voucher, held } = hold(yunling, { on: '2025-06-30', price: 90_000_000 });
    const step = { on: '2025-06-30', price: 90_000_000, purchase: { restFen: fen(0) } };
    expect(done(settle(yunling, voucher, step, { step: 'file', held }))).toMatchObject({
      voucherPartFen: 0,
      topUpFen: 0,
      earned: [],
      movements: [{ from: 'held', to: 'available', amountFen: 84_000_000, because: 'not-taken' }],
      voucher: { unitsBought: 0, pockets: { available: 84_000_000, held: 0, spent: 0 } },
    });
  });

  it('pays what other vouchers leave open, and tops up the rest of that', () => {
    expect(priced(150_000, whole.on, { restFen: fen(60_000) })).toMatchObject({
      voucherPartFen: 60_000,
      givenBackFen: 50_000,
      topUpFen: 0,
    });
    expect(priced(150_000, whole.on, { restFen: fen(120_000) })).toMatchObject({
      voucherPartFen: 110_000,
      topUpFen: 10_000,
    });
  });

  it('stays within the greatest share of the whole price, what others paid counted [SQ 5]', () => {
    const { voucher, held } = hold(shiqiao, { on: '2025-05-06', price: 2_000_000 });
    const file = (restFen: number) =>
      done(
        settle(
          shiqiao,
          voucher,
          { on: '2025-05-06', price: 1_000_000, purchase: { restFen: fen(restFen) } },
          { step: 'file', held },
        ),
      ).voucherPartFen;
    expect([file(1_000_000), file(500_000), file(150_000)]).toEqual([800_000, 300_000, 0]);
  });
});

describe('releasing what was held', () => {
  const released = (on: string, ratedOn?: string) => {
    const { voucher, held } = hold(dalian, whole);
    const rated = ratedOn === undefined ? {} : { rewardRatedOn: calendarDate(ratedOn) };
    return releaseHeld(dalian.pack, {
      voucher: { ...voucher, ...rated },
      held,
      on: calendarDate(on),
    });
  };

  it('makes all of it available again while its tier runs [DL 8]', () => {
    expect(released('2026-06-02')).toMatchObject({
      releasedFen: 110_000,
      forfeitedFen: 0,
      movements: [{ from: 'held', to: 'available', amountFen: 110_000, because: 'not-taken' }],
      voucher: { pockets: { available: 110_000, held: 0, forfeited: 0 } },
    });
  });

  it('loses reward whose tier ended meanwhile: holding does not keep a tier [DL 8]', () => {
    for (const answer of [released('2026-06-03'), released('2026-06-02', '2026-06-03')])
      expect(answer).toMatchObject({
        releasedFen: 106_000,
        forfeitedFen: 4_000,
        forfeitedByRewardFen: { moneyReward: 4_000 },
        voucher: {
          rewardRatedOn: '2026-06-03',
          rewardForfeitedFen: { moneyReward: 4_000 },
          pockets: { available: 106_000, held: 0, forfeited: 4_000 },
        },
      });
  });

  it('rates what is available to the day first, each fen once [DL 8]', () => {
    const { voucher, held } = hold(dalian, { ...whole, part: 104_000 });
    const answer = releaseHeld(dalian.pack, { voucher, held, on: calendarDate('2026-06-03') });
    expect(answer).toMatchObject({
      releasedFen: 102_400,
      forfeitedFen: 4_000,
      movements: [
        { from: 'available', to: 'forfeited', amountFen: 2_400 },
        { from: 'held', to: 'available', amountFen: 104_000 },
        { from: 'available', to: 'forfeited', amountFen: 1_600 },
      ],
      voucher: { pockets: { available: 106_000, held: 0, forfeited: 4_000 } },
    });
  });
});

describe('rewards earned at use', () => {
  const home = {
    on: '2025-06-30',
    price: 90_000_000,
    purchase: { area: '120.00' as PurchaseFacts['area'] & string, purchaseDistrict: 'new-town' },
  };
  const bought = (step: Partial<Step> = {}, voucher = voucherOf(yunling), of = yunling) =>
    done(settle(of, voucher, { ...home, ...step }, {}));
  const earnings = (answer: UseAnswer) =>
    answer.earned.map(({ reward, amountFen, state }) => `${reward} ${amountFen} ${state}`);

  it('are reckoned each on its own base, with its line and clause [YL 5]', () => {
    const answer = bought();
    expect(earnings(answer)).toEqual([
      'byKind 3360000 due',
      'soon 2400000 due',
      'byDistrict 2400000 due',
      'campaign 1800000 due',
      'wholeFace 840000 due',
    ]);
    expect(answer.voucher.earnedFen).toEqual({
      byKind: 3_360_000,
      soon: 2_400_000,
      byDistrict: 2_400_000,
      campaign: 1_800_000,
      wholeFace: 840_000,
    });
    expect(answer.lines[2]).toEqual({
      id: 'earned-byKind',
      name: { zh: '按类别奖励', en: 'reward by kind' },
      inputs: [
        {
          name: 'kindReward',
          zh: '按商品房类别的奖励比例',
          en: 'reward by kind of goods',
          shown: '4 %',
        },
        { name: 'used', zh: '本次使用房票金额', en: 'voucher money used', shown: '840,000.00 元' },
      ],
      arithmetic: '4 % × 840,000.00 元',
      rounding: 'half-even',
      clause: 'YL 5',
      source: { clause: 'YL 5' },
      isAssumption: false,
      amountFen: 3_360_000,
    });
  });

  it('are the same when the purchase is held first and filed on that day [YL 5]', () => {
    const { voucher, held } = hold(yunling, home);
    const filed = done(settle(yunling, voucher, home, { step: 'file', held }));
    expect(earnings(filed)).toEqual(earnings(bought()));
    expect(filed.lines.map((line) => line.id)).toEqual(bought().lines.map((line) => line.id));
    expect(filed.voucher.earnedFen).toEqual(bought().voucher.earnedFen);
  });

  it('leave out what brings nothing, what its condition does not meet, and areas not said [YL 5]', () => {
    const parking = { price: 40_000_000, purchase: { goods: 'parking' as const } };
    expect(earnings(bought({ ...parking, on: '2025-09-04' }))).toEqual([
      'byKind 400000 due',
      'soon 400000 provisional',
    ]);
    expect(earnings(bought({ purchase: {} }))).not.toContain('byDistrict');
  });

  it('stay provisional until the base is used in full, by the order of use [YL 5]', () => {
    const part = (spent: number, price: number) =>
      earnings(bought({ price }, voucherOf(yunling, { pockets: { spent } })));
    expect(part(0, 79_999_999)).toContain('soon 2400000 provisional');
    expect(part(0, 80_000_000)).toContain('soon 2400000 due');
    expect(part(50_000_000, 20_000_000)).toContain('soon 600000 provisional');
    // 30,000,000 of the base is left: the rest of this use is reward
    expect(part(50_000_000, 34_000_000)).toContain('soon 900000 due');
    expect(part(50_000_000, 34_000_000)).toContain('wholeFace 840000 due');
    expect(part(81_000_000, 1_000_000).join()).not.toContain('soon');
  });

  it('never come to more than the cover was reckoned with, over all purchases [YL 5, YL 12]', () => {
    const earned = (campaign: number) =>
      bought({}, voucherOf(yunling, { earnedFen: { campaign: fen(campaign) } }));
    expect(earnings(earned(500_000))).toContain('campaign 1500000 due');
    expect(earned(500_000).voucher.earnedFen).toMatchObject({
      campaign: 2_000_000,
      soon: 2_400_000,
    });
    expect(earnings(earned(2_000_000)).join()).not.toContain('campaign');
    expect(earnings(earned(2_000_001)).join()).not.toContain('campaign');
  });

  it.each([
    ["kinship == 'holder'", {}, true],
    ["kinship == 'spouse'", { kinship: 'spouse' as const }, true],
    ["kinship == 'spouse'", {}, false],
    ["saleStage == 'presale'", { saleStage: 'presale' as const }, true],
    ["saleStage == 'presale'", {}, false],
    ["purchaseDistrict == ''", { purchaseDistrict: undefined }, true],
    ['area == 0 m2', { area: undefined }, true],
    ['area == 120 m2', {}, true],
    ['usedOn == 2025-06-30', {}, true],
    ['usedBefore == 0 yuan and used == 840000 yuan and baseUsed == 800000 yuan', {}, true],
  ])('can depend on %s', (when, purchase, isMet) => {
    const pack = packOfCondition(when);
    const answer = bought(
      { purchase: { ...home.purchase, ...purchase } as Partial<PurchaseFacts> },
      voucherOf({ ...yunling, pack }),
      { ...yunling, pack },
    );
    expect(earnings(answer).some((each) => each.startsWith('wholeFace'))).toBe(isMet);
  });

  it('are none in a town that has no such rewards', () => {
    const none = { ...yunling.pack.compiled, earned: [] };
    const pack = { ...changed(yunling.pack, {}), compiled: none };
    expect(bought({}, voucherOf({ ...yunling, pack }), { ...yunling, pack })).toMatchObject({
      earned: [],
    });
  });
});

function packOfCondition(when: string) {
  return packWith('yunling', (text) =>
    text.replace('share(used + usedBefore, faceValue) >= 90 %', when),
  );
}
