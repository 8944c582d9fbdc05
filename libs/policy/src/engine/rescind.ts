import { addDays, addFen, fen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { sourceOf } from './answer.ts';
import type { Movement } from './answer.ts';
import { isBaseUsedInFull, lostBetween } from './balance.ts';
import { keptOn, namesOf } from './deadlines.ts';
import type { VoucherFacts } from './facts.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { labelOf } from '../load/check-rules.ts';

export type RescissionFacts = {
  voucher: VoucherFacts;
  /** The use that ended, as `settleUse` answered. */
  use: {
    on: CalendarDate;
    voucherPartFen: Fen;
    fromRewardsFen: Readonly<Record<string, Fen>>;
    earnedFen?: Readonly<Record<string, Fen>>;
  };
  on: CalendarDate;
};

export type RescissionAnswer = {
  ok: true;
  /** Back on the voucher and usable. */
  returnedFen: Fen;
  forfeitedFen: Fen;
  /** Rewards earned by the use, to be taken back. */
  earnedBackFen: Record<string, Fen>;
  /** The new last day, where days are given back after a late rescission. */
  expiresOn: CalendarDate;
  outcome: 'available' | 'days-given-back' | 'to-expired';
  /** By what other purchases have spent: rewards that wait for it stay due, or wait again. */
  isBaseUsedInFull: boolean;
  movements: Movement[];
  clause: string;
  voucher: VoucherFacts;
};

/**
 * A contract ended after filing: voucher money returns to the voucher, its reward part at today's
 * tier; after the deadline by the pack's field `afterLateRescission`.
 */
export function rescindUse(pack: PolicyPack, facts: RescissionFacts): RescissionAnswer {
  const { voucher, use, on } = facts;
  const rule = pack.rules.afterLateRescission;
  const isLate = on > voucher.expiresOn;
  const outcome = isLate ? rule.outcome : 'available';
  const expiresOn = outcome === 'days-given-back' ? addDays(on, rule.days ?? 0) : voucher.expiresOn;
  const names = namesOf(pack, voucher);
  const { issuedOn } = voucher;
  const lost: Record<string, Fen> = {};
  const ratedOn = isLate ? voucher.expiresOn : on;
  for (const reward of pack.compiled.fromStart) {
    const left = use.fromRewardsFen[reward.id] ?? zeroFen;
    const before = keptOn({ pack, reward, names, issuedOn, on: use.on });
    const now = keptOn({ pack, reward, names, issuedOn, on: ratedOn });
    const amount = lostBetween({ left, before, now, pack });
    if (amount > 0) lost[reward.id] = amount;
  }
  const lostFen = sumFen(Object.values(lost));
  const back = subtractFen({ from: use.voucherPartFen, amount: lostFen });
  const movements: Movement[] = [
    { from: 'spent', to: 'available', amountFen: use.voucherPartFen, because: 'rescission' },
  ];
  if (lostFen > 0) {
    movements.push({ from: 'available', to: 'forfeited', amountFen: lostFen, because: 'tier' });
  }
  if (outcome === 'to-expired' && back > 0) {
    movements.push({ from: 'available', to: 'expired', amountFen: back, because: 'expiry' });
  }
  const afterwards = after({ voucher, use, lost, back, outcome, expiresOn });
  return {
    ok: true,
    isBaseUsedInFull: isBaseUsedInFull(pack, afterwards),
    returnedFen: outcome === 'to-expired' ? zeroFen : back,
    forfeitedFen: lostFen,
    earnedBackFen: { ...use.earnedFen },
    expiresOn,
    outcome,
    movements,
    clause: labelOf(sourceOf(rule, 'outcome')),
    voucher: afterwards,
  };
}

function after(of: {
  voucher: VoucherFacts;
  use: RescissionFacts['use'];
  lost: Record<string, Fen>;
  back: Fen;
  outcome: RescissionAnswer['outcome'];
  expiresOn: CalendarDate;
}): VoucherFacts {
  const { voucher, use, lost, back, outcome } = of;
  const { pockets } = voucher;
  const forfeited: Record<string, Fen> = { ...voucher.rewardForfeitedFen };
  for (const [id, amount] of Object.entries(lost)) {
    forfeited[id] = addFen(forfeited[id] ?? zeroFen, amount);
  }
  const earned: Record<string, Fen> = { ...voucher.earnedFen };
  for (const [id, amount] of Object.entries(use.earnedFen ?? {})) {
    earned[id] = fen(Math.max(0, (earned[id] ?? 0) - amount));
  }
  const isExpired = outcome === 'to-expired';
  return {
    ...voucher,
    expiresOn: of.expiresOn,
    rewardForfeitedFen: forfeited,
    earnedFen: earned,
    unitsBought: Math.max(0, (voucher.unitsBought ?? 0) - 1),
    pockets: {
      ...pockets,
      spent: subtractFen({ from: pockets.spent, amount: use.voucherPartFen }),
      available: isExpired ? pockets.available : addFen(pockets.available, back),
      expired: isExpired ? addFen(pockets.expired, back) : pockets.expired,
      forfeited: addFen(pockets.forfeited, sumFen(Object.values(lost))),
    },
  };
}
