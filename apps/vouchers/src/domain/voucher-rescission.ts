import { rescindUse, type PolicyPack, type RescissionAnswer } from '@fangpiao/policy';
import { subtractFen, type CalendarDate, type Id } from '@fangpiao/values';
import { allEarned, takenBackByRescission } from './voucher-earned.ts';
import { forfeited, rateReward } from './voucher-reward.ts';
import { decideRelease } from './voucher-use.ts';
import { lastDayOf, ratedDayOf, type Use, type Voucher, type VoucherEvent } from './voucher.ts';

interface Rescission {
  readonly voucherId: Id<'voucher'>;
  readonly purchaseId: Id<'purchase'>;
  readonly rescindedOn: CalendarDate;
}

/**
 * A contract ended after it had used the voucher: a fact. Its money is back on the voucher, reward at the tier of the day,
 * earned reward is taken back; after the last day the pack says whether days are given back or the money stands on
 * expired (`afterLateRescission`, READINGS §2).
 */
export function decideRestore(
  state: Voucher,
  input: Rescission,
  { policy }: { policy: PolicyPack },
): VoucherEvent[] {
  const { voucherId, purchaseId } = input;
  const use = state.uses[purchaseId];
  // Two replicas may react to the two facts the other way round: what is still held is released, and never spent.
  if (!use && state.holds[purchaseId])
    return decideRelease(state, { voucherId, purchaseId }, { policy, today: input.rescindedOn });
  if (!use) {
    const what = 'rescinded without a use';
    return [{ type: 'vouchers.voucher.contradiction-noted.v1', data: { purchaseId, what } }];
  }
  // The news may be older than the last look at the reward: what comes back is rated to that day.
  const on = later(input.rescindedOn, ratedDayOf(state));
  const ratedOn = on < lastDayOf(state) ? on : lastDayOf(state);
  const rated = rateReward(state, { policy, on: ratedOn });
  const answer = rescindUse(policy, {
    voucher: rated.facts,
    use: { ...use.part, earnedFen: allEarned(use) },
    on,
  });
  const amountFen = use.part.voucherPartFen;
  return [
    ...rated.events,
    { type: 'vouchers.voucher.restored.v1', data: { voucherId, purchaseId, amountFen } },
    ...forfeited(rated.facts, answer.voucher, ratedOn),
    ...takenBackByRescission(state, { voucherId, purchaseId, policy, answer }),
    ...afterLastDay(state, { voucherId, use, answer }),
  ];
}

/** Days given back, or what came back stands on expired; nothing of either before the last day. */
function afterLastDay(
  state: Voucher,
  of: { voucherId: Id<'voucher'>; use: Use; answer: RescissionAnswer },
): VoucherEvent[] {
  const { district, holder } = state.issued!;
  const { outcome, expiresOn, forfeitedFen } = of.answer;
  const ofVoucher = { voucherId: of.voucherId, district, holder };
  switch (outcome) {
    case 'available':
      return [];
    case 'days-given-back':
      return [
        {
          type: 'vouchers.voucher.deadline-moved.v1',
          data: { ...ofVoucher, expiresOn, reason: 'late-rescission' },
        },
      ];
    case 'to-expired': {
      const expiredFen = subtractFen({ from: of.use.part.voucherPartFen, amount: forfeitedFen });
      return [{ type: 'vouchers.voucher.expired.v1', data: { ...ofVoucher, expiredFen } }];
    }
  }
}

function later(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other;
}
