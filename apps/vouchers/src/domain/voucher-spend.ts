import { settleUse, type PolicyPack } from '@fangpiao/policy';
import { subtractFen, type CalendarDate, type Fen, type Id } from '@fangpiao/values';
import { instalmentsOf } from './purchase-instalments.ts';
import { earnedByUse } from './voucher-earned.ts';
import { rateNoted } from './voucher-reward.ts';
import { purchaseFacts, type HoldRequest } from './voucher-use.ts';
import { lastDayOf, policyFactsOf, type Hold, type Voucher, type VoucherEvent } from './voucher.ts';

export type SpendRequest = HoldRequest & { readonly usedOn: CalendarDate };

type OfPurchase = { voucherId: Id<'voucher'>; purchaseId: Id<'purchase'> };

/**
 * The contract was filed: a fact. Of what was held, the part that the pack takes on the day of filing is spent, however
 * late the news [DL 9]; reward whose tier ended meanwhile is forfeited [DL 8]; the rest is available again. A filing dated
 * after the last day is a contradiction: it spends what the last day would have taken, and earns nothing. The purchase
 * always learns what was spent.
 */
export function decideSpend(
  state: Voucher,
  input: SpendRequest,
  { policy }: { policy: PolicyPack },
): VoucherEvent[] {
  const { voucherId, purchaseId, usedOn } = input;
  const of = { voucherId, purchaseId };
  const hold = state.holds[purchaseId];
  if (!hold) return notHeld(state, of, policy);
  const lastDay = lastDayOf(state);
  const isLate = usedOn > lastDay;
  const on = isLate ? lastDay : usedOn;
  const answer = settleUse(policy, {
    voucher: policyFactsOf(state),
    purchase: purchaseFacts(input, on),
    step: 'file',
    held: hold.part,
  });
  if (!answer.ok) throw new Error('a pack refuses no filing by the last day of a voucher');
  const { voucherPartFen: amountFen, fromRewardsFen } = answer;
  const part = { on, voucherPartFen: amountFen, fromRewardsFen };
  const isOther = amountFen > 0 && amountFen !== hold.amountFen;
  return [
    ...reduced(hold, { ...of, amountFen }),
    ...rateNoted(state, answer.voucher),
    ...(isOther
      ? [{ type: 'vouchers.voucher.hold-noted.v1' as const, data: { purchaseId, part } }]
      : []),
    ...spent({ ...of, amountFen, usedOn }),
    ...(isLate ? [filedLate(purchaseId)] : earnedByUse(state, { ...of, ...answer, on })),
    answered({ ...of, amountFen }, policy),
  ];
}

/**
 * A use from before vouchers were asked by themselves: what was held is published as spent already, and settlement pays
 * it. So all of it is spent, whatever tier has ended since.
 */
export function decideSpendPublished(
  state: Voucher,
  input: SpendRequest,
  of: { policy: PolicyPack },
): VoucherEvent[] {
  const { purchaseId } = input;
  const hold = state.holds[purchaseId];
  if (!hold) return decideSpend(state, input, of);
  const withoutTiers = { ...hold, part: { ...hold.part, fromRewardsFen: {} } };
  const holds = { ...state.holds, [purchaseId]: withoutTiers };
  return decideSpend({ ...state, holds }, input, of);
}

function filedLate(purchaseId: Id<'purchase'>): VoucherEvent {
  const what = 'filed after the last day';
  return { type: 'vouchers.voucher.contradiction-noted.v1', data: { purchaseId, what } };
}

/** Asked again after it was spent, or never held: the purchase learns what is so, and nothing moves. */
function notHeld(state: Voucher, of: OfPurchase, policy: PolicyPack): VoucherEvent[] {
  const use = state.uses[of.purchaseId];
  if (use) return [answered({ ...of, amountFen: use.part.voucherPartFen }, policy)];
  const { purchaseId } = of;
  const what = 'filed without a hold';
  return [
    { type: 'vouchers.voucher.contradiction-noted.v1', data: { purchaseId, what } },
    answered({ ...of, amountFen: 0 as Fen }, policy),
  ];
}

function reduced(
  hold: Hold,
  { amountFen: taken, ...of }: OfPurchase & { amountFen: Fen },
): VoucherEvent[] {
  const amountFen = subtractFen({ from: hold.amountFen, amount: taken });
  return amountFen === 0
    ? []
    : [{ type: 'vouchers.voucher.hold-reduced.v1', data: { ...of, amountFen } }];
}

function spent(data: OfPurchase & { amountFen: Fen; usedOn: CalendarDate }): VoucherEvent[] {
  return data.amountFen === 0 ? [] : [{ type: 'vouchers.voucher.spent.v1', data }];
}

/** With it the purchase learns when the pack wants the developer paid. */
function answered(of: OfPurchase & { amountFen: Fen }, policy: PolicyPack): VoucherEvent {
  const instalments = of.amountFen === 0 ? [] : instalmentsOf(policy, of.amountFen);
  return { type: 'vouchers.voucher.spend-answered.v1', data: { ...of, instalments } };
}
