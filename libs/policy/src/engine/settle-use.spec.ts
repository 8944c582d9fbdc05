import { calendarDate, fen } from '@fangpiao/values';
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
import { settleUse } from '../index.ts';
import type { PurchaseFacts, UseAnswer, UseFacts, VoucherFacts } from '../index.ts';

type Asked = Partial<Omit<UseFacts, 'purchase' | 'voucher'>> & {
  on: string;
  price: number;
  voucher?: VoucherFacts;
  purchase?: Partial<PurchaseFacts>;
};

/** A home bought with a voucher of this town. */
function use(of: Issued, { on, price, purchase, voucher = voucherOf(of), ...more }: Asked) {
  return settleUse(of.pack, {
    voucher,
    purchase: {
      on: calendarDate(on),
      priceFen: fen(price),
      goods: 'residential',
      saleStage: 'ready',
      ...purchase,
    },
    ...more,
  });
}

function used(of: Issued, asked: Asked): UseAnswer {
  const answer = use(of, asked);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return answer;
}

const linesOf = (answer: UseAnswer) =>
  answer.lines.map(({ id, arithmetic, amountFen, clause }) => [id, arithmetic, amountFen, clause]);

describe('a purchase takes money from the voucher', () => {
  it('takes the ground first, then the reward; the buyer tops up the rest [DL 13]', () => {
    const first = used(dalian, { on: '2026-03-03', price: 80_000 });
    expect(first).toMatchObject({
      voucherPartFen: 80_000,
      fromGroundFen: 80_000,
      fromRewardsFen: {},
      topUpFen: 0,
      topUpBy: 'household',
      forfeitedFen: 0,
      forfeitedByRewardFen: {},
      earned: [],
      isBaseUsedInFull: false,
      movements: [
        { from: 'available', to: 'held', amountFen: 80_000, because: 'purchase' },
        { from: 'held', to: 'spent', amountFen: 80_000, because: 'purchase' },
      ],
      voucher: {
        unitsBought: 1,
        rewardRatedOn: '2026-03-03',
        pockets: { available: 30_000, held: 0, spent: 80_000, forfeited: 0 },
      },
    });
    expect(first.voucher).not.toHaveProperty('earnedFen');
    expect(used(dalian, { on: '2026-03-03', price: 99_999 }).isBaseUsedInFull).toBe(false);
    expect(used(dalian, { on: '2026-03-03', price: 100_000 }).isBaseUsedInFull).toBe(true);
    const second = used(dalian, { on: '2026-03-04', price: 50_000, voucher: first.voucher });
    expect(second).toMatchObject({
      voucherPartFen: 30_000,
      fromGroundFen: 20_000,
      fromRewardsFen: { moneyReward: 10_000 },
      topUpFen: 20_000,
      isBaseUsedInFull: true,
      voucher: { unitsBought: 2, pockets: { available: 0, spent: 110_000 } },
    });
    expect(linesOf(second)).toEqual([
      ['voucher-part', 'min(500.00 元, 300.00 元)', 30_000, '假设 assumption'],
      ['top-up', '500.00 元 − 300.00 元', 20_000, 'DL 13'],
    ]);
    expect(second.lines[0]).toEqual({
      id: 'voucher-part',
      name: { zh: '房票支付', en: 'paid by voucher' },
      inputs: [
        { name: 'price', zh: '房款', en: 'price', shown: '500.00 元' },
        { name: 'available', zh: '可用余额', en: 'available', shown: '300.00 元' },
      ],
      arithmetic: 'min(500.00 元, 300.00 元)',
      rounding: 'half-up',
      clause: '假设 assumption',
      source: { assumption: '办法未要求优先使用房票' },
      isAssumption: true,
      amountFen: 30_000,
    });
    expect(second.lines[1]).toMatchObject({ inputs: [], isAssumption: false });
  });

  it('takes several rewards in the order of the pack [LB 6]', () => {
    const ground = 67_240_000 - 4_000_000;
    expect(used(lubo, { on: '2025-05-02', price: ground + 3_400_000 })).toMatchObject({
      fromGroundFen: ground,
      fromRewardsFen: { phaseBonus: 3_000_000, signingBonus: 400_000 },
    });
    const { fromRewardsFen } = used(lubo, { on: '2025-05-02', price: ground + 3_000_000 });
    expect(fromRewardsFen).toEqual({ phaseBonus: 3_000_000 });
  });

  it('only holds while the contract is not filed', () => {
    const held = used(yunling, { on: '2025-05-06', price: 50_000_000, step: 'hold' });
    expect(held).toMatchObject({
      voucherPartFen: 50_000_000,
      earned: [],
      movements: [{ from: 'available', to: 'held', amountFen: 50_000_000, because: 'purchase' }],
      voucher: { pockets: { available: 34_000_000, held: 50_000_000, spent: 0 } },
    });
    expect(held.voucher).not.toHaveProperty('unitsBought');
    expect(held.lines.map((line) => line.id)).toEqual(['voucher-part', 'top-up']);
    const again = { on: '2025-05-07', price: 1_000, step: 'hold', voucher: held.voucher } as const;
    expect(used(yunling, again).voucher.pockets.held).toBe(50_001_000);
  });

  it('loses the reward whose tier has ended before it is used [DL 8]', () => {
    const lastDay = used(dalian, { on: '2026-06-02', price: 200_000 });
    expect(lastDay).toMatchObject({ voucherPartFen: 110_000, forfeitedFen: 0 });
    const nextDay = used(dalian, { on: '2026-06-03', price: 200_000 });
    expect(nextDay).toMatchObject({
      voucherPartFen: 106_000,
      fromGroundFen: 100_000,
      fromRewardsFen: { moneyReward: 6_000 },
      topUpFen: 94_000,
      forfeitedFen: 4_000,
      forfeitedByRewardFen: { moneyReward: 4_000 },
      movements: [
        { from: 'available', to: 'forfeited', amountFen: 4_000, because: 'moneyReward' },
        { from: 'available', to: 'held', amountFen: 106_000 },
        { from: 'held', to: 'spent', amountFen: 106_000 },
      ],
      voucher: {
        rewardForfeitedFen: { moneyReward: 4_000 },
        rewardRatedOn: '2026-06-03',
        pockets: { available: 0, spent: 106_000, forfeited: 4_000 },
      },
    });
    expect(linesOf(nextDay)[0]).toEqual([
      'forfeited-moneyReward',
      '100.00 元 − 100.00 元 × 60 % ÷ 100 %',
      4_000,
      '假设 assumption',
    ]);
    expect(nextDay.lines[0]).toMatchObject({
      name: { zh: '房票奖励因逾期降档而失去' },
      inputs: [{ name: 'useTiers', shown: '60 %' }],
      isAssumption: true,
    });
    expect(used(dalian, { on: '2026-09-03', price: 200_000 })).toMatchObject({
      forfeitedFen: 10_000,
      fromRewardsFen: {},
    });
  });
});

describe('a purchase that may not be', () => {
  const refused = (of: Issued, asked: Partial<Asked>) =>
    refusalsOf(use(of, { on: '2025-05-06', price: 1_000_000, ...asked }));

  it('is refused after the last day, and without a price [YL 6]', () => {
    expect(refused(yunling, { on: '2026-09-03' })).toEqual([]);
    expect(refused(yunling, { on: '2026-09-04' })).toEqual(['voucher-expired · YL 6']);
    expect(refused(yunling, { price: 0 })).toEqual(['price-not-positive · ']);
    expect(refused(yunling, { price: 1 })).toEqual([]);
  });

  it('is refused where vouchers may not be merged [LB 8]', () => {
    expect(refused(lubo, { isOneOfSeveral: true })).toEqual(['merge-not-allowed · LB 8']);
    expect(refused(lubo, { isOneOfSeveral: false })).toEqual([]);
    expect(refused(yunling, { isOneOfSeveral: true })).toEqual([]);
  });

  it('is refused beyond the number of units [SQ 5, YL 8]', () => {
    const bought = (of: Issued, unitsBought: number) =>
      refused(of, { voucher: voucherOf(of, { unitsBought }) });
    expect(bought(shiqiao, 0)).toEqual([]);
    expect(bought(shiqiao, 1)).toEqual(['split-not-allowed · SQ 5']);
    expect(bought(yunling, 2)).toEqual([]);
    expect(bought(yunling, 3)).toEqual(['too-many-units · YL 8']);
    expect(bought(lubo, 99)).toEqual([]); // no greatest number
  });

  it('is refused when nothing is left or all of it is frozen', () => {
    const left = (more: Partial<VoucherFacts>, spent = 0) =>
      refused(yunling, { voucher: voucherOf(yunling, { ...more, pockets: { spent } }) });
    expect(left({}, 84_000_000)).toEqual(['nothing-left · ']);
    expect(left({ frozenFen: fen(84_000_000) })).toEqual(['nothing-left · ']);
    expect(left({ frozenFen: fen(84_000_001) })).toEqual(['nothing-left · ']);
    const voucher = voucherOf(yunling, { frozenFen: fen(83_999_999) });
    expect(use(yunling, { on: '2025-05-06', price: 1_000, voucher })).toMatchObject({
      voucherPartFen: 1,
    });
  });

  it('is refused for more than the voucher has or the price is [DL 13]', () => {
    const asks = (part: number) =>
      refused(dalian, { on: '2026-03-03', price: 100_000, voucherPartFen: fen(part) });
    expect(asks(100_001)).toEqual(['not-enough-on-voucher · DL 14']);
    expect(asks(100_000)).toEqual([]);
    expect(asks(1)).toEqual([]);
    expect(asks(0)).toEqual(['voucher-must-be-used-first · 假设 assumption']);
  });

  it('is refused for more than the greatest share of the price, rounded down to the fen [SQ 5]', () => {
    const asks = (part?: number) =>
      use(shiqiao, {
        on: '2025-05-06',
        price: 1_000_001,
        ...(part !== undefined && { voucherPartFen: fen(part) }),
      });
    expect(asks()).toMatchObject({ voucherPartFen: 800_000, topUpFen: 200_001 });
    expect(refusalsOf(asks(800_001))).toEqual(['share-of-price-exceeded · SQ 5']);
  });

  it('is refused while less than possible is asked for, where the voucher comes first [YL 8]', () => {
    const part = (fens: number) => refused(yunling, { voucherPartFen: fen(fens) });
    expect(part(999_999)).toEqual(['voucher-must-be-used-first · YL 8']);
    expect(part(1_000_000)).toEqual([]);
  });

  it('is refused with a top-up of a kind that is not allowed, one refusal each [LB 8]', () => {
    const topUps = (...kinds: NonNullable<UseFacts['topUps']>[number]['kind'][]) =>
      refused(lubo, { topUps: kinds.map((kind) => ({ kind, amountFen: fen(1) })) });
    expect(topUps('own-funds', 'commercial-loan')).toEqual([]);
    expect(topUps('own-funds', 'provident-fund-loan', 'provident-fund-withdrawal')).toEqual([
      'top-up-kind-not-allowed · LB 8',
      'top-up-kind-not-allowed · LB 8',
    ]);
  });

  it('stands on the field’s own clause where the pack gives one', () => {
    const named = (of: Issued) => ({ ...of, pack: withFieldClauses(of.pack) });
    const more = { isOneOfSeveral: true };
    expect(refused(named(lubo), more)).toEqual(['merge-not-allowed · field merge']);
    const second = { voucher: voucherOf(shiqiao, { unitsBought: 1 }) };
    expect(refused(named(shiqiao), second)).toEqual(['split-not-allowed · field split']);
    const fourth = { voucher: voucherOf(yunling, { unitsBought: 3 }) };
    expect(refused(named(yunling), fourth)).toEqual(['too-many-units · field maximumUnits']);
    expect(refused(named(shiqiao), { voucherPartFen: fen(800_001) })).toEqual([
      'share-of-price-exceeded · field largestShareOfPrice',
    ]);
    expect(refused(named(yunling), { voucherPartFen: fen(1) })).toEqual([
      'voucher-must-be-used-first · field voucherFirst',
    ]);
    const loan = [{ kind: 'commercial-loan' as const, amountFen: fen(1) }];
    expect(refused(named(yunling), { topUps: loan })).toEqual([
      'top-up-kind-not-allowed · field topUpKinds',
    ]);
    const { lines } = used(named(yunling), { on: '2025-05-06', price: 1_000_000 });
    expect(lines.slice(0, 2).map((line) => line.clause)).toEqual([
      'field voucherFirst',
      'field topUpBy',
    ]);
  });

  it('may be bought with a share of the whole price when the pack gives no greatest share', () => {
    const pack = changed(shiqiao.pack, { use: { largestShareOfPrice: undefined } });
    expect(use({ ...shiqiao, pack }, { on: '2025-05-06', price: 1_000_000 })).toMatchObject({
      voucherPartFen: 1_000_000,
    });
  });
});
