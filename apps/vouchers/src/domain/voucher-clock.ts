import { expire, type PolicyPack } from '@fangpiao/policy';
import {
  instantMillis,
  subtractFen,
  sumFen,
  type CalendarDate,
  type Id,
  type Instant,
} from '@fangpiao/values';
import { forfeited, rateReward } from './voucher-reward.ts';
import { expiryAt, lastDayOf, policyFactsOf, type Voucher, type VoucherEvent } from './voucher.ts';

/**
 * The clock looks at a voucher: at 00:00 after a tier's last day unused reward moves from available to forfeited [DL 8];
 * after the last day and its reconciliation what is available expires.
 */
export function decideTurnOfDay(
  state: Voucher,
  input: { voucherId: Id<'voucher'> },
  of: { policy: PolicyPack; today: CalendarDate; at: Instant },
): VoucherEvent[] {
  if (state.status === 'none' || state.pockets.available === 0) return [];
  if (instantMillis(of.at) >= expiryAt(state)) return decideExpire(state, input, of);
  const on = of.today < lastDayOf(state) ? of.today : lastDayOf(state);
  return rateReward(state, { policy: of.policy, on }).events;
}

/**
 * The day after the last day and its reconciliation: what is available expires; held money is never touched, and when
 * it is released later it expires then (WRITE-PATH 13). The pack says what of it is lost reward.
 */
function decideExpire(
  state: Voucher,
  input: { voucherId: Id<'voucher'> },
  of: { policy: PolicyPack; today: CalendarDate },
): VoucherEvent[] {
  const { issued } = state;
  if (state.status === 'none' || !issued || of.today <= state.expiresOn) return [];
  if (state.pockets.available === 0) return [];
  const answer = expire(of.policy, { voucher: policyFactsOf(state), on: of.today });
  const lost = answer.ok ? forfeited(state, answer.voucher, lastDayOf(state)) : [];
  const lostFen = sumFen(
    lost.flatMap((event) =>
      event.type === 'vouchers.voucher.reward-forfeited.v1' ? [event.data.amountFen] : [],
    ),
  );
  const expiredFen = subtractFen({ from: state.pockets.available, amount: lostFen });
  const { district, holder } = issued;
  return [
    ...lost,
    {
      type: 'vouchers.voucher.expired.v1',
      data: { voucherId: input.voucherId, district, holder, expiredFen },
    },
  ];
}
