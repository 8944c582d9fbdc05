import { refuse, type GoodsKind, type RefusalCode, type SaleStage } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import {
  releaseHeld,
  settleUse,
  type Kinship,
  type PolicyPack,
  type PurchaseFacts,
} from '@fangpiao/policy';
import { type Area, type CalendarDate, type Fen, type Id } from '@fangpiao/values';
import type { Planned } from './issuance.ts';
import { forfeited, rateNoted } from './voucher-reward.ts';
import { lastDayOf, policyFactsOf, usableFen, type Voucher, type VoucherEvent } from './voucher.ts';

type VoucherId = Id<'voucher'>;
type PurchaseId = Id<'purchase'>;

/** Issues a voucher from a covered issuance; the first endorsement. A repeat changes nothing. */
export function decideIssue(
  state: Voucher,
  input: {
    voucherId: VoucherId;
    voucherNumber: string;
    issuanceId: Id<'issuance'>;
    planned: Planned;
  },
): VoucherEvent[] {
  if (state.status !== 'none') return [];
  const { planned } = input;
  const { agreement } = planned;
  return [
    {
      type: 'vouchers.voucher.issued.v1',
      data: {
        voucherId: input.voucherId,
        voucherNumber: input.voucherNumber,
        issuanceId: input.issuanceId,
        agreementId: agreement.agreementId,
        projectId: agreement.projectId,
        areaId: agreement.areaId,
        district: agreement.district,
        accountId: agreement.accountId,
        holder: agreement.holder,
        related: agreement.related,
        faceValueFen: planned.faceValueFen,
        rewardInsideFaceFen: planned.rewardInsideFaceFen,
        rewardOutsideFaceFen: planned.rewardOutsideFaceFen,
        pack: agreement.pack,
        issuedOn: planned.issuedOn,
        expiresOn: planned.expiresOn,
      },
    },
    { type: 'vouchers.voucher.terms-fixed.v1', data: planned.terms },
  ];
}

/** What of a purchase concerns one voucher. */
export interface HoldRequest {
  readonly voucherId: VoucherId;
  readonly purchaseId: PurchaseId;
  readonly amountFen: Fen;
  readonly kind: GoodsKind;
  readonly saleStage: SaleStage;
  readonly area: Area;
  /** The price, and the part of it that vouchers before this one left open. */
  readonly priceFen: Fen;
  readonly restFen: Fen;
  readonly purchaseDistrict?: string | undefined;
  readonly kinship?: Kinship | undefined;
}

/**
 * Holds money for a purchase, or says why not: the state may have moved since the purchase was checked at the door.
 */
export function decideHold(
  state: Voucher,
  request: HoldRequest,
  on: { policy: PolicyPack; today: CalendarDate },
): VoucherEvent[] {
  const { voucherId, purchaseId, amountFen } = request;
  const refused = (reason: RefusalCode): VoucherEvent[] => [
    { type: 'vouchers.voucher.hold-refused.v1', data: { voucherId, purchaseId, reason } },
  ];
  if (state.holds[purchaseId]) return [];
  if (state.status === 'none') return refused('voucher-unknown');
  if (state.status === 'expired' || on.today > state.expiresOn) return refused('voucher-expired');
  if (usableFen(state) < amountFen)
    return refused(state.frozenFen > 0 ? 'voucher-frozen' : 'balance-too-small');
  const answer = settleUse(on.policy, {
    voucher: policyFactsOf(state),
    purchase: purchaseFacts(request, on.today),
    voucherPartFen: amountFen,
    step: 'hold',
  });
  if (!answer.ok) return refused('voucher-not-usable');
  return [
    ...forfeited(state, answer.voucher, on.today),
    { type: 'vouchers.voucher.held.v1', data: { voucherId, purchaseId, amountFen } },
    {
      type: 'vouchers.voucher.hold-noted.v1',
      data: {
        purchaseId,
        part: { on: on.today, voucherPartFen: amountFen, fromRewardsFen: answer.fromRewardsFen },
      },
    },
  ];
}

/** The purchase as the policy engine asks for it. */
export function purchaseFacts(request: HoldRequest, on: CalendarDate): PurchaseFacts {
  const { kind, saleStage, area, priceFen, restFen, purchaseDistrict, kinship } = request;
  return {
    on,
    priceFen,
    restFen,
    goods: kind,
    saleStage,
    area,
    ...(purchaseDistrict !== undefined && { purchaseDistrict }),
    ...(kinship !== undefined && { kinship }),
  };
}

/**
 * A purchase did not come about: its money is available again, reward at the share of this day: holding does not keep a
 * tier [DL 8]. Without a hold there is nothing to release.
 */
export function decideRelease(
  state: Voucher,
  input: { voucherId: VoucherId; purchaseId: PurchaseId },
  of: { policy: PolicyPack; today: CalendarDate },
): VoucherEvent[] {
  const hold = state.holds[input.purchaseId];
  if (!hold) return [];
  const lastDay = lastDayOf(state);
  const on = of.today < lastDay ? of.today : lastDay;
  const answer = releaseHeld(of.policy, { voucher: policyFactsOf(state), held: hold.part, on });
  return [
    { type: 'vouchers.voucher.released.v1', data: { ...input, amountFen: hold.amountFen } },
    ...rateNoted(state, answer.voucher),
  ];
}

/** An authority freezes a part of what is available; spent money is not touched. */
export function decideFreeze(
  state: Voucher,
  input: { voucherId: VoucherId; frozenFen: Fen; authority: string; document: string },
): Decision<VoucherEvent> {
  if (state.status === 'none') return refuse('voucher-unknown');
  if (input.frozenFen > usableFen(state)) return refuse('freeze-above-available');
  return [{ type: 'vouchers.voucher.frozen.v1', data: input }];
}

export function decideUnfreeze(
  state: Voucher,
  input: { voucherId: VoucherId; document: string },
): Decision<VoucherEvent> {
  if (state.status === 'none') return refuse('voucher-unknown');
  if (state.frozenFen === 0) return refuse('voucher-not-usable');
  return [{ type: 'vouchers.voucher.unfrozen.v1', data: input }];
}

/** The district has paid: a fact, endorsed on the voucher once for each claim and part. */
export function decideRedeem(
  state: Voucher,
  input: {
    voucherId: VoucherId;
    purchaseId: PurchaseId;
    claimId: string;
    amountFen: Fen;
    paidOn: CalendarDate;
  },
): VoucherEvent[] {
  if (state.status === 'none') return [];
  return [{ type: 'vouchers.voucher.redeemed.v1', data: input }];
}
