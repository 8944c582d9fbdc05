import { bringTo, type PolicyPack, type VoucherFacts } from '@fangpiao/policy';
import { subtractFen, sumFen, zeroFen, type CalendarDate, type Fen } from '@fangpiao/values';
import { policyFactsOf, ratedDayOf, type Voucher, type VoucherEvent } from './voucher.ts';

interface Forfeited {
  readonly rewardForfeitedFen?: Readonly<Record<string, Fen>>;
}

/** Reward that was lost between two states, as the engine found it; what is left has this day's share. */
export function forfeited(before: Forfeited, after: Forfeited, on: CalendarDate): VoucherEvent[] {
  const byReward: Record<string, Fen> = {};
  for (const [reward, total] of Object.entries(after.rewardForfeitedFen ?? {})) {
    const amount = before.rewardForfeitedFen?.[reward] ?? zeroFen;
    const lost = subtractFen({ from: total, amount });
    if (lost > 0) byReward[reward] = lost;
  }
  const amountFen = sumFen(Object.values(byReward));
  if (amountFen === 0) return [];
  return [
    { type: 'vouchers.voucher.reward-forfeited.v1', data: { amountFen, byReward, ratedOn: on } },
  ];
}

/**
 * The voucher on this day: reward whose tier ended since it was last looked at is forfeited [DL 8]. The day is noted also
 * when nothing is lost, so that money which comes back later is not rated from before it came.
 */
export function rateReward(
  state: Voucher,
  of: { policy: PolicyPack; on: CalendarDate },
): { facts: VoucherFacts; events: VoucherEvent[] } {
  const { policy, on } = of;
  const facts = policyFactsOf(state);
  const hasReward = policy.compiled.fromStart.length > 0;
  if (!hasReward || on <= ratedDayOf(state)) return { facts, events: [] };
  const rated = bringTo(policy, { voucher: facts, on });
  const lost = forfeited(state, rated, on);
  const noted: VoucherEvent = { type: 'vouchers.voucher.reward-rated.v1', data: { ratedOn: on } };
  return { facts: rated, events: lost.length > 0 ? lost : [noted] };
}

/** Reward lost where held money came back, and the day to whose share it was brought. */
export function rateNoted(state: Voucher, after: VoucherFacts): VoucherEvent[] {
  const ratedOn = after.rewardRatedOn ?? ratedDayOf(state);
  const lost = forfeited(state, after, ratedOn);
  if (lost.length > 0 || ratedOn === ratedDayOf(state)) return lost;
  const cameBack = after.pockets.available > state.pockets.available;
  return cameBack ? [{ type: 'vouchers.voucher.reward-rated.v1', data: { ratedOn } }] : [];
}
