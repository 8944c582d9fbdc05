import { addFen, addMonths, fen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { exact, fromDecimal, minus, one, over, roundExact, times, zero } from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { isAssumption, refusal, refuse, sourceOf } from './answer.ts';
import type { Line, Movement, Refused } from './answer.ts';
import { afterForfeitures, balanceOf, forfeituresOn, percentOf, yuanOf } from './balance.ts';
import { insideFace } from './facts.ts';
import type { VoucherFacts } from './facts.ts';
import { interestDays, interestOf } from './interest.ts';
import { cashOutAnswer } from './leftover.ts';

export type ExpiryAnswer = {
  ok: true;
  /** What the pack provides for the balance. */
  outcome: 'exchange' | 'replacement-home' | 'cash-out' | 'lapse' | 'nothing-left';
  isWhollyUnused: boolean;
  /** Moved to expired. */
  expiredFen: Fen;
  /** Reward and percentage deducted when it is exchanged. */
  deductedFen: Fen;
  /** Payable in money on application. */
  payableFen: Fen;
  /** Outside the face, on top. */
  interestFen: Fen;
  applyUntil?: CalendarDate;
  doesSubsidyStop: boolean;
  /** Money still held by purchases under way: never touched by expiry. */
  heldFen: Fen;
  /** On the day after the last day. */
  movements: Movement[];
  /** When the holder takes the outcome. */
  laterMovements: Movement[];
  lines: Line[];
  voucher: VoucherFacts;
};

/** What happens to a voucher on a day after its last day. [GZ 10, DL 9] */
export function expire(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; on: CalendarDate },
): ExpiryAnswer | Refused {
  const { voucher: given, on } = of;
  const { expiry, validity } = pack.rules;
  if (on <= given.expiresOn) {
    return refuse([
      refusal({
        code: 'voucher-not-expired',
        source: validity.source,
        zh: `房票使用期限至 ${given.expiresOn}，尚未到期`,
        en: `the voucher is valid to ${given.expiresOn} and has not expired`,
      }),
    ]);
  }
  const lastDay = given.expiresOn;
  const forfeitures = forfeituresOn({
    pack,
    voucher: given,
    balance: balanceOf(pack, given),
    on: lastDay,
  });
  const voucher = afterForfeitures(given, { forfeitures, on: lastDay });
  const { pockets } = voucher;
  const isWhollyUnused = pockets.spent === 0 && pockets.held === 0;
  const tierLost = sumFen(forfeitures.map((each) => each.amountFen));
  const rule = isWhollyUnused ? expiry.whollyUnused : expiry.leftoverAtExpiry;
  const outcome = pockets.available === 0 ? 'nothing-left' : rule;
  const movements: Movement[] = [];
  if (tierLost > 0) {
    movements.push({ from: 'available', to: 'forfeited', amountFen: tierLost, because: 'tier' });
  }
  if (pockets.available > 0) {
    const amountFen = pockets.available;
    movements.push({ from: 'available', to: 'expired', amountFen, because: 'expiry' });
  }
  const settled = settleOutcome({ pack, voucher, outcome, lastDay, on });
  return {
    ok: true,
    outcome,
    isWhollyUnused,
    expiredFen: pockets.available,
    ...settled,
    ...(outcome === 'exchange' &&
      expiry.applyWithinMonths !== undefined && {
        applyUntil: addMonths(lastDay, expiry.applyWithinMonths),
      }),
    doesSubsidyStop: expiry.subsidyStops,
    heldFen: pockets.held,
    movements,
    lines: [...forfeitures.map((each) => each.line), ...settled.lines],
    voucher: {
      ...voucher,
      pockets: {
        ...pockets,
        available: zeroFen,
        expired: addFen(pockets.expired, pockets.available),
      },
    },
  };
}

/** What the holder can have for money that stands on expired, also after a late rescission. */
export function claimExpired(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; on: CalendarDate },
): ({ ok: true; outcome: ExpiryAnswer['outcome'] } & Settled) | Refused {
  const { voucher, on } = of;
  const { expiry } = pack.rules;
  const { pockets } = voucher;
  if (pockets.expired === 0) {
    return refuse([
      refusal({ code: 'nothing-left', zh: '没有到期余额', en: 'nothing stands on expired' }),
    ]);
  }
  const isWhollyUnused = pockets.spent === 0 && pockets.held === 0 && pockets.cashedOut === 0;
  const outcome = isWhollyUnused ? expiry.whollyUnused : expiry.leftoverAtExpiry;
  const lastDayToApply =
    outcome === 'exchange' && expiry.applyWithinMonths !== undefined
      ? addMonths(voucher.expiresOn, expiry.applyWithinMonths)
      : undefined;
  if (lastDayToApply !== undefined && on > lastDayToApply) {
    return refuse([
      refusal({
        code: 'application-too-late',
        source: sourceOf(expiry, 'applyWithinMonths'),
        zh: `到期兑换应在 ${lastDayToApply} 前申请`,
        en: `an exchange had to be applied for by ${lastDayToApply}`,
      }),
    ]);
  }
  const asBefore = { ...pockets, available: pockets.expired, expired: zeroFen };
  const settled = settleOutcome({
    pack,
    voucher: { ...voucher, pockets: asBefore },
    outcome,
    lastDay: voucher.expiresOn,
    on,
  });
  return { ok: true, outcome, ...settled };
}

type Settled = Pick<
  ExpiryAnswer,
  'deductedFen' | 'payableFen' | 'interestFen' | 'laterMovements' | 'lines'
>;

const nothing: Settled = {
  deductedFen: zeroFen,
  payableFen: zeroFen,
  interestFen: zeroFen,
  laterMovements: [],
  lines: [],
};

function settleOutcome(of: {
  pack: PolicyPack;
  voucher: VoucherFacts;
  outcome: ExpiryAnswer['outcome'];
  lastDay: CalendarDate;
  on: CalendarDate;
}): Settled {
  const { voucher, outcome } = of;
  const amountFen = voucher.pockets.available;
  switch (outcome) {
    case 'nothing-left':
    case 'lapse':
      return nothing;
    case 'replacement-home':
      return {
        ...nothing,
        laterMovements: [
          { from: 'expired', to: 'convertedToHome', amountFen, because: 'replacement-home' },
        ],
      };
    case 'cash-out':
      return cashed(of);
    case 'exchange':
      return exchanged(of);
  }
}

/** Leftover after a purchase that follows the cash-out rule even at expiry. */
function cashed(of: { pack: PolicyPack; voucher: VoucherFacts; lastDay: CalendarDate }): Settled {
  const answer = cashOutAnswer(of.pack, { voucher: of.voucher, on: of.lastDay });
  if (!answer.ok) return nothing;
  return {
    ...nothing,
    payableFen: answer.cashFen,
    deductedFen: answer.forfeitedFen,
    laterMovements: laterMoves({ payable: answer.cashFen, deducted: answer.forfeitedFen }),
    lines: answer.lines,
  };
}

function exchanged(of: {
  pack: PolicyPack;
  voucher: VoucherFacts;
  lastDay: CalendarDate;
  on: CalendarDate;
}): Settled {
  const { pack, voucher } = of;
  const { expiry } = pack.rules;
  const balanceFen = voucher.pockets.available;
  const reward = belongingReward(pack, voucher);
  const afterReward = subtractFen({ from: balanceFen, amount: reward.amountFen });
  const deductionRatio = expiry.deduction === undefined ? zero : fromDecimal(expiry.deduction);
  const payableFen = fen(
    Number(roundExact(times(exact(afterReward), minus(one, deductionRatio)), pack.rounding)),
  );
  const deductedFen = subtractFen({ from: balanceFen, amount: payableFen });
  const interestFen = expiry.interest
    ? interestOf({
        amountFen: payableFen,
        yearlyRate: expiry.interest.yearlyRate,
        dayCount: expiry.interest.dayCount,
        from: voucher.issuedOn,
        to: of.lastDay,
        rounding: pack.rounding,
      })
    : zeroFen;
  const source = sourceOf(expiry, 'rewardDeducted');
  const basics = {
    rounding: pack.rounding,
    clause: labelOf(source),
    source,
    isAssumption: isAssumption(source),
    inputs: [],
  };
  const lines: Line[] = [
    {
      ...basics,
      id: 'reward-deducted',
      name: { zh: '扣除相应政策性奖励', en: 'belonging policy reward deducted' },
      arithmetic: reward.arithmetic,
      amountFen: reward.amountFen,
    },
    {
      ...basics,
      id: 'exchanged',
      name: { zh: '到期兑换金额', en: 'exchanged for money' },
      arithmetic: `(${yuanOf(balanceFen)} − ${yuanOf(reward.amountFen)})${
        deductionRatio.n > 0n ? ` × (100 % − ${percentOf(deductionRatio)})` : ''
      }`,
      amountFen: payableFen,
    },
  ];
  if (expiry.interest) {
    const { dayCount } = expiry.interest;
    const days = interestDays({ dayCount, from: voucher.issuedOn, to: of.lastDay });
    const rate = percentOf(fromDecimal(expiry.interest.yearlyRate));
    lines.push({
      ...basics,
      id: 'interest',
      name: { zh: '利息', en: 'interest' },
      arithmetic: `${yuanOf(payableFen)} × ${rate} × ${days} (${expiry.interest.dayCount})`,
      amountFen: interestFen,
    });
  }
  return {
    deductedFen,
    payableFen,
    interestFen,
    laterMovements: laterMoves({ payable: payableFen, deducted: deductedFen }),
    lines,
  };
}

function laterMoves(of: { payable: Fen; deducted: Fen }): Movement[] {
  const moves: Movement[] = [];
  if (of.deducted > 0) {
    moves.push({ from: 'expired', to: 'forfeited', amountFen: of.deducted, because: 'deduction' });
  }
  if (of.payable > 0) {
    moves.push({ from: 'expired', to: 'exchanged', amountFen: of.payable, because: 'exchange' });
  }
  return moves;
}

/** The policy reward that belongs to what was not used, by the pack's reading. [GZ 10] */
function belongingReward(
  pack: PolicyPack,
  voucher: VoucherFacts,
): { amountFen: Fen; arithmetic: string } {
  const { expiry } = pack.rules;
  const balanceFen = voucher.pockets.available;
  const lost = sumFen(Object.values(voucher.rewardForfeitedFen ?? {}));
  const whole = insideFace(pack, { voucher, role: 'policy-reward' });
  const rewardFen = subtractFen({ from: whole, amount: lost });
  const faceFen = subtractFen({ from: voucher.faceValueFen, amount: lost });
  const atMost = (amount: number) => fen(Math.max(0, Math.min(amount, balanceFen)));
  if (expiry.rewardDeducted === 'none') return { amountFen: zeroFen, arithmetic: '0.00 元' };
  if (expiry.rewardDeducted === 'all') {
    return { amountFen: atMost(rewardFen), arithmetic: yuanOf(rewardFen) };
  }
  switch (expiry.rewardAttribution ?? 'in-proportion') {
    case 'in-proportion': {
      const share: Exact = over(exact(rewardFen), exact(faceFen));
      const amount = roundExact(times(exact(balanceFen), share), pack.rounding);
      return {
        amountFen: atMost(Number(amount)),
        arithmetic: `${yuanOf(balanceFen)} × ${yuanOf(rewardFen)} ÷ ${yuanOf(faceFen)}`,
      };
    }
    case 'base-first':
      return {
        amountFen: atMost(rewardFen),
        arithmetic: `min(${yuanOf(rewardFen)}, ${yuanOf(balanceFen)})`,
      };
    case 'reward-first': {
      const usedFen = faceFen - balanceFen;
      return {
        amountFen: atMost(rewardFen - usedFen),
        arithmetic: `max(0, ${yuanOf(rewardFen)} − ${yuanOf(fen(usedFen))})`,
      };
    }
  }
}
