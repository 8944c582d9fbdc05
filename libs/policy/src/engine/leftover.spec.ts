import { calendarDate, fen } from '@fangpiao/values';
import {
  changed,
  dalian,
  lubo,
  packWith,
  refusalsOf,
  shiqiao,
  voucherOf,
  withFieldClauses,
  yunling,
} from '../../test/vouchers.ts';
import type { Issued } from '../../test/vouchers.ts';
import { leftover } from '../index.ts';
import type { PackRules, VoucherFacts } from '../index.ts';

const on = (date: string) => calendarDate(date);

/** Cash-out of Dalian's example district, read otherwise; the face is 1,100.00 yuan, 1,000.00 of it base. */
function cashOut(
  rule: Partial<PackRules['cashOut']>,
  spent: number,
  more: Partial<VoucherFacts> = {},
) {
  const pack = changed(dalian.pack, { cashOut: rule });
  const voucher = voucherOf({ ...dalian, pack }, { ...more, pockets: { spent } });
  return leftover(pack, { voucher, on: on('2026-03-10') });
}

const free = { minimumShareUsed: undefined, afterPurchase: false };
const steps = [
  { from: '0', below: '0.2', value: '0.9' },
  { from: '0.2', through: '0.4', value: '0.7' },
  { from: '0.4', value: '0.4' },
];
const cash = (answer: ReturnType<typeof leftover>) => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return [answer.cashFen, answer.forfeitedFen, answer.lines.at(-1)?.arithmetic];
};

describe('who may cash out', () => {
  it('is nobody where the policy forbids it, nor anybody after the last day [YL 10, DL 13]', () => {
    const asked = (of: Issued, date: string) =>
      refusalsOf(leftover(of.pack, { voucher: voucherOf(of), on: on(date) }));
    expect(asked(yunling, '2099-01-01')).toEqual(['cash-out-not-allowed · YL 10']);
    const after = {
      voucher: voucherOf(dalian, { pockets: { spent: 90_000 } }),
      on: on('2027-03-03'),
    };
    expect(refusalsOf(leftover(dalian.pack, after))).toEqual(['voucher-expired · DL 9']);
  });

  it('needs a purchase, a share used and no money held, and says so together [DL 13, DL 16]', () => {
    const voucher = (pockets: object, frozen = 0) =>
      voucherOf(dalian, { pockets, frozenFen: fen(frozen) });
    const asked = (of: VoucherFacts, pack = dalian.pack) =>
      refusalsOf(leftover(pack, { voucher: of, on: on('2026-03-10') }));
    expect(asked(voucher({ held: 110_000 }))).toEqual([
      'money-held · DL 13',
      'nothing-left · ',
      'no-purchase-yet · DL 16',
    ]);
    expect(asked(voucher({ spent: 87_999 }))).toEqual([
      'minimum-share-not-reached · 假设 assumption',
    ]);
    expect(asked(voucher({ spent: 88_000, held: 1 }, 22_000))).toEqual([
      'money-held · DL 13',
      'nothing-left · ',
    ]);
    const named = withFieldClauses(dalian.pack);
    expect(asked(voucher({}), named)).toEqual(['no-purchase-yet · field afterPurchase']);
    expect(asked(voucher({ spent: 1 }), named)).toEqual([
      'minimum-share-not-reached · field minimumShareUsed',
    ]);
    const forbidden = withFieldClauses(yunling.pack);
    expect(
      refusalsOf(leftover(forbidden, { voucher: voucherOf(yunling), on: on('2025-05-06') })),
    ).toEqual(['cash-out-not-allowed · field allowed']);
  });

  it('may be a holder who bought nothing, where no purchase and no share is asked for', () => {
    expect(refusalsOf(cashOut(free, 0))).toEqual([]);
    expect(refusalsOf(cashOut({ afterPurchase: false }, 0))).toEqual([
      'minimum-share-not-reached · 假设 assumption',
    ]);
    expect(refusalsOf(cashOut({ minimumShareUsed: undefined }, 1))).toEqual([]);
  });

  it('is measured on the face or on the base, as the pack says [LB 10]', () => {
    const share = (denominator: 'face' | 'base') => cashOut({ denominator }, 80_000);
    expect(refusalsOf(share('face'))).toEqual(['minimum-share-not-reached · 假设 assumption']);
    expect(share('base')).toMatchObject({ ok: true, usedShare: '80 %' });
    expect(cashOut({}, 88_000)).toMatchObject({ usedShare: '80 %' });
  });
});

describe('how much is paid out', () => {
  const whole = { ...free, reading: 'whole-balance', bands: steps } as const;

  it('is the whole balance by the band its share falls into [SQ 7]', () => {
    // below 100,000 used the reward is not kept: the ground left is what can be paid
    expect(cash(cashOut(whole, 78_001))).toEqual([19_799, 12_200, '219.99 元 × 90 %']);
    expect(cash(cashOut(whole, 78_000))).toEqual([15_400, 16_600, '220.00 元 × 70 %']);
    expect(cash(cashOut(whole, 56_000))).toEqual([30_800, 23_200, '440.00 元 × 70 %']);
    expect(cash(cashOut(whole, 55_999))).toEqual([17_600, 36_401, '440.01 元 × 40 %']);
    expect(cash(cashOut({ ...whole, bands: [] }, 78_000))).toEqual([0, 32_000, '220.00 元 × 0 %']);
    expect(cashOut({ ...whole, bands: undefined }, 78_000)).toMatchObject({
      cashFen: 0,
      movements: [{ because: 'reward' }, { because: 'conversion' }],
    });
  });

  it('is each slice by its own band where the pack reads it so [LB 10]', () => {
    const slices = (spent: number) => cash(cashOut({ ...whole, reading: 'marginal' }, spent));
    expect(slices(78_000)).toEqual([19_800, 12_200, '220.00 元 × 90 %']);
    expect(slices(56_000)).toEqual([35_200, 18_800, '220.00 元 × 90 % + 220.00 元 × 70 %']);
    const third = [{ from: '0', below: '0.33337', value: '1' }];
    expect(cash(cashOut({ ...whole, reading: 'marginal', bands: third }, 50_000))[2]).toBe(
      '366.71 元 × 100 %', // 36,670.7 fen, shown to the fen
    );
    expect(slices(50_000)).toEqual([
      37_600,
      22_400,
      '220.00 元 × 90 % + 220.00 元 × 70 % + 60.00 元 × 40 %',
    ]);
  });

  it('keeps the reward if the base was used in full, else the share of the pack [DL 8, LB 6]', () => {
    const all: Partial<PackRules['cashOut']> = {
      ...free,
      reading: 'whole-balance',
      bands: [{ from: '0', value: '1' }],
    };
    expect(cash(cashOut(all, 99_999))).toEqual([1, 10_000, '0.01 元 × 100 %']);
    expect(cash(cashOut(all, 100_000))).toEqual([10_000, 0, '100.00 元 × 100 %']);
    expect(cashOut(all, 100_000)).toMatchObject({ movements: [{ to: 'cashedOut' }] });
    const [line] = (cashOut(all, 99_999) as { lines: object[] }).lines;
    expect(line).toEqual({
      id: 'not-kept-moneyReward',
      name: {
        zh: '未足额使用基础补偿，失去房票奖励',
        en: 'voucher reward lost: the base was not used in full',
      },
      inputs: [],
      arithmetic: '100.00 元 × (100 % − 0 %)',
      rounding: 'half-up',
      clause: 'DL 8',
      source: expect.objectContaining({ clause: 'DL 8' }),
      isAssumption: false,
      amountFen: 10_000,
    });
  });

  it('is told line by line, with movements, terms and the voucher afterwards [LB 10]', () => {
    const voucher = voucherOf(lubo, { pockets: { spent: 52_000_000, cashedOut: 0, forfeited: 0 } });
    const answer = leftover(lubo.pack, { voucher, on: on('2025-06-10') });
    expect(answer).toMatchObject({
      ok: true,
      balanceFen: 15_240_000,
      cashFen: 11_509_200,
      forfeitedFen: 3_730_800,
      usedShare: '84.2242 %',
      payWithin: { days: 10, kind: 'calendar' },
      movements: [
        { from: 'available', to: 'forfeited', amountFen: 2_100_000, because: 'reward' },
        { from: 'available', to: 'forfeited', amountFen: 1_630_800, because: 'conversion' },
        { from: 'available', to: 'cashedOut', amountFen: 11_509_200, because: 'cash-out' },
      ],
      voucher: {
        rewardRatedOn: '2025-06-10',
        pockets: { available: 0, spent: 52_000_000, cashedOut: 11_509_200, forfeited: 3_730_800 },
      },
    });
    if (!answer.ok) return;
    expect(answer.lines.map((line) => [line.id, line.amountFen])).toEqual([
      ['not-kept-phaseBonus', 2_100_000],
      ['cash-out', 11_509_200],
    ]);
    expect(answer.lines[1]).toEqual({
      id: 'cash-out',
      name: { zh: '余额提现', en: 'balance cashed out' },
      inputs: [
        { name: 'balance', zh: '可折算余额', en: 'balance', shown: '131,400.00 元' },
        { name: 'denominator', zh: '计算基数', en: 'denominator', shown: '617,400.00 元' },
      ],
      arithmetic: '61,740.00 元 × 100 % + 61,740.00 元 × 80 % + 7,920.00 元 × 50 %',
      rounding: 'down',
      clause: 'LB 10',
      source: { clause: 'LB 10' },
      isAssumption: false,
      amountFen: 11_509_200,
    });
  });

  it('first loses what a passed tier took, and adds to what was cashed and lost before [LB 6]', () => {
    const pockets = { spent: 61_740_000, cashedOut: 100_000, forfeited: 0 };
    const voucher = voucherOf(lubo, { pockets });
    const answer = leftover(lubo.pack, { voucher, on: on('2025-07-30') }); // day 91
    expect(answer).toMatchObject({
      balanceFen: 5_400_000,
      forfeitedFen: 1_500_000,
      cashFen: 3_900_000,
      movements: [
        { from: 'available', to: 'forfeited', amountFen: 1_500_000, because: 'reward' },
        { from: 'available', to: 'cashedOut', amountFen: 3_900_000 },
      ],
      voucher: { pockets: { available: 0, cashedOut: 4_000_000, forfeited: 1_500_000 } },
    });
    if (!answer.ok) return;
    expect(answer.lines.map((line) => line.id)).toEqual(['forfeited-phaseBonus', 'cash-out']);
  });

  it('names the field’s own clause where the pack gives one, and no term where none is set', () => {
    const text = packWith('dalian-example-district', (file) =>
      file.replace(
        'moneyReward: { kept: useTiers,',
        'moneyReward: { kept: useTiers, keptIfBaseNotUsedInFull: 5 %,',
      ),
    );
    const pack = withFieldClauses(text);
    const answer = leftover(pack, {
      voucher: voucherOf(dalian, { pockets: { spent: 90_000 } }),
      on: on('2026-03-10'),
    });
    if (!answer.ok) throw new Error('refused');
    expect(answer.lines.map((line) => line.clause)).toEqual([
      '假设 assumption', // the district set what is kept
      'field bands',
    ]);
    const voucher = voucherOf(shiqiao, { pockets: { spent: 40_000_000 } });
    expect(leftover(shiqiao.pack, { voucher, on: on('2025-05-06') })).not.toHaveProperty(
      'payWithin',
    );
  });
});
