import { refuse } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import { claimExpired, endOfTerm, leftover, type PolicyPack } from '@fangpiao/policy';
import {
  addFen,
  asId,
  formatYuan,
  subtractFen,
  sumFen,
  zeroFen,
  type CalendarDate,
  type Fen,
  type Id,
} from '@fangpiao/values';
import { reasonsOf } from './quoting.ts';
import { recoveryOfPaid } from './voucher-earned.ts';
import { forfeited } from './voucher-reward.ts';
import { policyFactsOf, type Voucher, type VoucherEvent } from './voucher.ts';

type VoucherId = Id<'voucher'>;

/** Who asks, and for which voucher. */
export interface Asking {
  readonly voucherId: VoucherId;
  readonly askedBy: string;
  /** A holder for the own vouchers only; an officer for those of the district. */
  readonly onBehalfOf: { readonly person: string } | { readonly district: string };
}

interface Rules {
  readonly policy: PolicyPack;
  readonly today: CalendarDate;
}

/**
 * The holder takes what is left after a purchase in money [DL 13, 16]: the pack says whether, how much of it, and what is
 * lost with it. What the holder was shown is what is paid, or nothing.
 */
export function decideCashOut(
  state: Voucher,
  input: Asking & { cashFen: Fen },
  { policy, today }: Rules,
): Decision<VoucherEvent> {
  const stranger = refuseStranger(state, input);
  if (stranger) return stranger;
  if (state.frozenFen > 0) return refuse('voucher-frozen');
  const answer = leftover(policy, { voucher: policyFactsOf(state), on: today });
  if (!answer.ok) return refuse('cash-out-refused', reasonsOf(answer.refusals));
  if (answer.cashFen === 0) return refuse('cash-out-refused', nothingToPay);
  if (answer.cashFen !== input.cashFen) return changed(answer.cashFen, input.cashFen);
  const lost = forfeited(state, answer.voucher, today);
  const { payWithin } = answer;
  return [
    ...lost,
    {
      type: 'vouchers.voucher.cashed-out.v1',
      data: {
        ...owedTo(state, input),
        payBy: payWithin ? endOfTerm(today, payWithin) : null,
        forfeitedFen: subtractFen({ from: answer.forfeitedFen, amount: lostFen(lost) }),
        cashedOutFen: answer.cashFen,
        on: today,
      },
    },
  ];
}

/**
 * The holder takes what stands on expired: in money, less the reward that belongs to it [GZ 10], or as a replacement
 * home [DL 9], as the pack says.
 */
export function decideTakeExpired(
  state: Voucher,
  input: Asking & { payableFen: Fen },
  { policy, today }: Rules,
): Decision<VoucherEvent> {
  const stranger = refuseStranger(state, input);
  if (stranger) return stranger;
  if (state.frozenFen > 0) return refuse('voucher-frozen');
  const answer = claimExpired(policy, { voucher: policyFactsOf(state), on: today });
  if (!answer.ok) return refuse('expired-balance-refused', reasonsOf(answer.refusals));
  const moved = (to: 'exchanged' | 'forfeited' | 'convertedToHome'): Fen =>
    sumFen(answer.laterMovements.filter((move) => move.to === to).map((move) => move.amountFen));
  const payableFen = addFen(answer.payableFen, answer.interestFen);
  const isHome = answer.outcome === 'replacement-home';
  if (payableFen === 0 && !isHome) return refuse('expired-balance-refused', nothingToPay);
  if (payableFen !== input.payableFen) return changed(payableFen, input.payableFen);
  if (isHome) {
    const { agreementId, district, holder } = state.issued!;
    const { voucherId } = input;
    const amountFen = moved('convertedToHome');
    return [
      {
        type: 'vouchers.voucher.converted-to-home.v1',
        data: { voucherId, district, holder, agreementId, amountFen, on: today },
      },
    ];
  }
  const { payWithin } = policy.rules.expiry;
  return [
    {
      type: 'vouchers.voucher.exchanged.v1',
      data: {
        ...owedTo(state, input),
        payBy: payWithin ? endOfTerm(today, payWithin) : null,
        forfeitedFen: moved('forfeited'),
        exchangedFen: moved('exchanged'),
        interestFen: answer.interestFen,
        on: today,
      },
    },
  ];
}

/** The district has paid the holder: a fact, endorsed on the voucher [GZ 11]. */
export function decidePaidOut(
  state: Voucher,
  input: { voucherId: VoucherId; claimId: Id<'claim'>; amountFen: Fen; paidOn: CalendarDate },
): VoucherEvent[] {
  if (state.status === 'none') return [];
  return [{ type: 'vouchers.voucher.paid-out.v1', data: input }, ...recoveryOfPaid(state, input)];
}

function refuseStranger(state: Voucher, { onBehalfOf }: Asking) {
  if (state.status === 'none') return refuse('voucher-unknown');
  if ('person' in onBehalfOf)
    return state.holder === onBehalfOf.person ? undefined : refuse('not-the-holder');
  return state.district === onBehalfOf.district ? undefined : refuse('voucher-unknown');
}

/** The claim that settlement opens: named after the voucher and counted, so that it exists once. */
function owedTo(state: Voucher, { voucherId, askedBy }: Asking) {
  const { district, holder, accountId } = state.issued!;
  const claimId = asId<'claim'>(`${voucherId}.${state.payouts + 1}`);
  return { voucherId, district, holder, accountId, claimId, askedBy };
}

function lostFen(events: readonly VoucherEvent[]): Fen {
  return sumFen(
    events.map((event) =>
      event.type === 'vouchers.voucher.reward-forfeited.v1' ? event.data.amountFen : zeroFen,
    ),
  );
}

const nothingToPay = {
  zh: '按政策没有可付给持票人的金额',
  en: 'by the policy nothing would be paid to the holder',
};

function changed(is: Fen, was: Fen) {
  return refuse('amount-changed', {
    zh: `现为 ${formatYuan(is)} 元，告知的为 ${formatYuan(was)} 元`,
    en: `it is ${formatYuan(is)} yuan, ${formatYuan(was)} were shown`,
  });
}
