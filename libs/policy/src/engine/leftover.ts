import { addFen, fen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import {
  compare,
  exact,
  fromDecimal,
  larger,
  minus,
  one,
  over,
  plus,
  roundExact,
  smaller,
  times,
  zero,
} from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { expiredRefusal, isAssumption, refusal, refuse, sourceOf } from './answer.ts';
import type { Line, Movement, Refusal, Refused } from './answer.ts';
import { afterForfeitures, balanceOf, forfeituresOn, percentOf, yuanOf } from './balance.ts';
import type { Balance } from './balance.ts';
import type { VoucherFacts } from './facts.ts';

export type LeftoverAnswer = {
  ok: true;
  /** Available before anything was deducted. */
  balanceFen: Fen;
  /** Paid out to the holder. */
  cashFen: Fen;
  /** Lost: ended tiers, reward not kept, and the part the bands do not pay. */
  forfeitedFen: Fen;
  usedShare: string;
  payWithin?: { days: number; kind: 'calendar' | 'working' };
  movements: Movement[];
  lines: Line[];
  voucher: VoucherFacts;
};

/** What of the balance can be cashed out on this day, after a purchase. [DL 13, 16] */
export function leftover(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; on: CalendarDate },
): LeftoverAnswer | Refused {
  const { cashOut, validity } = pack.rules;
  const { expiresOn } = of.voucher;
  if (!cashOut.allowed) {
    return refuse([
      refusal({
        code: 'cash-out-not-allowed',
        source: sourceOf(cashOut, 'allowed'),
        zh: '余额不能提取现金',
        en: 'the balance cannot be cashed out',
      }),
    ]);
  }
  if (of.on > expiresOn) return refuse([expiredRefusal({ expiresOn, source: validity.source })]);
  return cashOutAnswer(pack, of);
}

/** The same reckoning without the test of the date, for leftovers at expiry. */
export function cashOutAnswer(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; on: CalendarDate },
): LeftoverAnswer | Refused {
  const { voucher: given, on } = of;
  const refusals = checkCashOut(pack, given);
  if (refusals.length > 0) return refuse(refusals);
  const forfeitures = forfeituresOn({ pack, voucher: given, balance: balanceOf(pack, given), on });
  const voucher = afterForfeitures(given, { forfeitures, on });
  const balance = balanceOf(pack, voucher);
  const reward = rewardKept({ pack, voucher, balance });
  const payable = addFen(balance.groundFen, reward.keptFen);
  const whole = denominator({ pack, voucher, balance });
  const cash = cashOf({ pack, payable, whole });
  const rest = subtractFen({ from: payable, amount: cash.amountFen });
  const tierLost = sumFen(forfeitures.map((each) => each.amountFen));
  const forfeitedFen = addFen(tierLost, reward.lostFen, rest);
  const movements: Movement[] = [];
  const lose = addFen(tierLost, reward.lostFen);
  if (lose > 0)
    movements.push({ from: 'available', to: 'forfeited', amountFen: lose, because: 'reward' });
  if (rest > 0)
    movements.push({ from: 'available', to: 'forfeited', amountFen: rest, because: 'conversion' });
  if (cash.amountFen > 0) {
    movements.push({
      from: 'available',
      to: 'cashedOut',
      amountFen: cash.amountFen,
      because: 'cash-out',
    });
  }
  const { payWithin } = pack.rules.cashOut;
  return {
    ok: true,
    balanceFen: given.pockets.available,
    cashFen: cash.amountFen,
    forfeitedFen,
    usedShare: percentOf(over(exact(given.pockets.spent), exact(whole))),
    ...(payWithin && { payWithin }),
    movements,
    lines: [...forfeitures.map((each) => each.line), ...reward.lines, cash.line],
    voucher: {
      ...voucher,
      rewardForfeitedFen: addEach(voucher.rewardForfeitedFen ?? {}, reward.lostByRewardFen),
      pockets: {
        ...voucher.pockets,
        available: zeroFen,
        cashedOut: addFen(voucher.pockets.cashedOut, cash.amountFen),
        forfeited: addFen(voucher.pockets.forfeited, reward.lostFen, rest),
      },
    },
  };
}

function addEach(
  to: Readonly<Record<string, Fen>>,
  add: Readonly<Record<string, Fen>>,
): Record<string, Fen> {
  const sums: Record<string, Fen> = { ...to };
  for (const [id, amount] of Object.entries(add)) sums[id] = addFen(sums[id] ?? zeroFen, amount);
  return sums;
}

function checkCashOut(pack: PolicyPack, voucher: VoucherFacts): Refusal[] {
  const { cashOut } = pack.rules;
  const { pockets } = voucher;
  const refusals: Refusal[] = [];
  if (pockets.held > 0) {
    refusals.push(
      refusal({
        code: 'money-held',
        source: cashOut.source,
        zh: '有购房正在办理，余额暂不能提现',
        en: 'a purchase is under way; the balance cannot be cashed out yet',
      }),
    );
  }
  if (pockets.available - (voucher.frozenFen ?? 0) <= 0) {
    refusals.push(
      refusal({ code: 'nothing-left', zh: '没有可提现余额', en: 'nothing is left to cash out' }),
    );
  }
  if (cashOut.afterPurchase && pockets.spent === 0) {
    refusals.push(
      refusal({
        code: 'no-purchase-yet',
        source: sourceOf(cashOut, 'afterPurchase'),
        zh: '购房后方可提取余额',
        en: 'the balance can be cashed out only after a purchase',
      }),
    );
    return refusals;
  }
  const { minimumShareUsed } = cashOut;
  const least = minimumShareUsed === undefined ? zero : fromDecimal(minimumShareUsed);
  const whole = denominator({ pack, voucher, balance: balanceOf(pack, voucher) });
  const share = over(exact(pockets.spent), exact(whole));
  if (compare(share, least) < 0) {
    refusals.push(
      refusal({
        code: 'minimum-share-not-reached',
        source: sourceOf(cashOut, 'minimumShareUsed'),
        zh: `已使用 ${percentOf(share)}，未达到最低比例 ${percentOf(least)}`,
        en: `${percentOf(share)} was used, below the minimum share of ${percentOf(least)}`,
      }),
    );
  }
  return refusals;
}

function denominator(of: { pack: PolicyPack; voucher: VoucherFacts; balance: Balance }): Fen {
  return of.pack.rules.cashOut.denominator === 'base'
    ? of.balance.baseTotalFen
    : of.voucher.faceValueFen;
}

/** Reward left over: kept in full if the base was used in full, else the pack's lower share. [DL 8] */
export function rewardKept(of: { pack: PolicyPack; voucher: VoucherFacts; balance: Balance }): {
  keptFen: Fen;
  lostFen: Fen;
  lostByRewardFen: Record<string, Fen>;
  lines: Line[];
} {
  const { pack, balance } = of;
  const isFull = of.voucher.pockets.spent >= balance.baseTotalFen;
  let [keptFen, lostFen] = [zeroFen, zeroFen];
  const lostByRewardFen: Record<string, Fen> = {};
  const lines: Line[] = [];
  for (const reward of pack.compiled.fromStart) {
    const left = balance.rewardsFen[reward.id] ?? zeroFen;
    const ratio = isFull ? one : reward.keptIfBaseNotUsedInFull;
    const kept = fen(Number(roundExact(times(exact(left), ratio), pack.rounding)));
    const lost = subtractFen({ from: left, amount: kept });
    keptFen = addFen(keptFen, kept);
    lostFen = addFen(lostFen, lost);
    if (lost === 0) continue;
    lostByRewardFen[reward.id] = lost;
    lines.push({
      id: `not-kept-${reward.id}`,
      name: {
        zh: `未足额使用基础补偿，失去${reward.name.zh}`,
        en: `${reward.name.en} lost: the base was not used in full`,
      },
      inputs: [],
      arithmetic: `${yuanOf(left)} × (100 % − ${percentOf(ratio)})`,
      rounding: pack.rounding,
      clause: labelOf(reward.notKeptSource),
      source: reward.notKeptSource,
      isAssumption: isAssumption(reward.notKeptSource),
      amountFen: lost,
    });
  }
  return { keptFen, lostFen, lostByRewardFen, lines };
}

type Band = { from: Exact; end: Exact; isExclusive: boolean; value: Exact };

/** Pays the balance out by the bands: each slice by its own band, or the whole by one. */
function cashOf(of: { pack: PolicyPack; payable: Fen; whole: Fen }): {
  amountFen: Fen;
  line: Line;
} {
  const { pack, payable, whole } = of;
  const { cashOut } = pack.rules;
  const bands = (cashOut.bands ?? []).map((band): Band => {
    const end = band.through ?? band.below;
    return {
      from: fromDecimal(band.from),
      end: end === undefined ? exact(10) : fromDecimal(end),
      isExclusive: band.through === undefined,
      value: fromDecimal(band.value),
    };
  });
  const result =
    cashOut.reading === 'marginal'
      ? marginal({ bands, payable, whole })
      : wholeBalance({ bands, payable, whole });
  const amountFen = fen(Number(roundExact(result.amount, pack.rounding)));
  const source = sourceOf(cashOut, 'bands');
  const line: Line = {
    id: 'cash-out',
    name: { zh: '余额提现', en: 'balance cashed out' },
    inputs: [
      { name: 'balance', zh: '可折算余额', en: 'balance', shown: yuanOf(payable) },
      { name: 'denominator', zh: '计算基数', en: 'denominator', shown: yuanOf(whole) },
    ],
    arithmetic: result.arithmetic,
    rounding: pack.rounding,
    clause: labelOf(source),
    source,
    isAssumption: isAssumption(source),
    amountFen,
  };
  return { amountFen, line };
}

type Cash = { amount: Exact; arithmetic: string };

function wholeBalance(of: { bands: Band[]; payable: Fen; whole: Fen }): Cash {
  const share = over(exact(of.payable), exact(of.whole));
  const band = of.bands.find(({ end, isExclusive }) => {
    const side = compare(share, end);
    return isExclusive ? side < 0 : side <= 0;
  });
  const value = band?.value ?? zero;
  return {
    amount: times(exact(of.payable), value),
    arithmetic: `${yuanOf(of.payable)} × ${percentOf(value)}`,
  };
}

function marginal(of: { bands: Band[]; payable: Fen; whole: Fen }): Cash {
  const balance = exact(of.payable);
  let amount = zero;
  const shown: string[] = [];
  for (const band of of.bands) {
    const start = times(band.from, exact(of.whole));
    const end = times(band.end, exact(of.whole));
    const slice = larger(zero, minus(smaller(balance, end), start));
    if (slice.n === 0n) continue;
    amount = plus(amount, times(slice, band.value));
    shown.push(`${yuanOf(fen(Number(roundExact(slice, 'half-up'))))} × ${percentOf(band.value)}`);
  }
  return { amount, arithmetic: shown.join(' + ') };
}
