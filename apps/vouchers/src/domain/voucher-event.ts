import type {
  voucherCashedOutV1,
  voucherConvertedToHomeV1,
  voucherExchangedV1,
  voucherPaidOutV1,
  DomainEvent,
  EventOf,
  Proof,
  voucherDeadlineMovedV1,
  voucherExpiredV1,
  voucherFrozenV1,
  voucherHeldV1,
  voucherHoldReducedV1,
  voucherIssuedV1,
  voucherRedeemedV1,
  voucherRewardDueV1,
  voucherRewardRecoveryDueV1,
  voucherRewardWithdrawnV1,
  voucherReleasedV1,
  voucherRestoredV1,
  voucherSpentV1,
  voucherReceivedV1,
  voucherTransferredOutV1,
  voucherUnfrozenV1,
} from '@fangpiao/contracts';
import type { HeldPart, QuoteFacts } from '@fangpiao/policy';
import type { CalendarDate, Fen, Id } from '@fangpiao/values';
import type { VoucherInstalment } from './purchase-instalments.ts';

/** What the policy engine needs to know of a voucher beside its pockets, fixed at issue. */
export interface IssuedTerms {
  readonly facts: QuoteFacts;
  readonly components: Readonly<Record<string, Fen>>;
  /** Earned outside the face before a transfer: the highest reward counts for both vouchers together. */
  readonly earnedFen?: Readonly<Record<string, Fen>>;
  /** The last days of the reward's tiers, settled at issue; the clock looks at the voucher after each. */
  readonly tierEnds?: readonly CalendarDate[];
}

/** The receiver's voucher, as the old one settled it; the hash it names is known once that is committed. */
export type Opening = Omit<EventOf<typeof voucherReceivedV1>['data'], 'fromHash'>;

type EarnedByPurchase = { purchaseId: Id<'purchase'>; byReward: Readonly<Record<string, Fen>> };

type OfPurchase = { voucherId: Id<'voucher'>; purchaseId: Id<'purchase'> };

export type VoucherEvent =
  | EventOf<typeof voucherIssuedV1>
  | EventOf<typeof voucherHeldV1>
  | EventOf<typeof voucherReleasedV1>
  | EventOf<typeof voucherHoldReducedV1>
  | EventOf<typeof voucherSpentV1>
  | EventOf<typeof voucherRestoredV1>
  | EventOf<typeof voucherDeadlineMovedV1>
  | EventOf<typeof voucherFrozenV1>
  | EventOf<typeof voucherUnfrozenV1>
  | EventOf<typeof voucherExpiredV1>
  | EventOf<typeof voucherRedeemedV1>
  | EventOf<typeof voucherCashedOutV1>
  | EventOf<typeof voucherExchangedV1>
  | EventOf<typeof voucherConvertedToHomeV1>
  | EventOf<typeof voucherPaidOutV1>
  | EventOf<typeof voucherRewardDueV1>
  | EventOf<typeof voucherRewardWithdrawnV1>
  | EventOf<typeof voucherRewardRecoveryDueV1>
  | EventOf<typeof voucherTransferredOutV1>
  | EventOf<typeof voucherReceivedV1>
  | DomainEvent<'vouchers.voucher.terms-fixed.v1', IssuedTerms>
  | DomainEvent<'vouchers.voucher.hold-noted.v1', { purchaseId: Id<'purchase'>; part: HeldPart }>
  | DomainEvent<'vouchers.voucher.hold-refused.v1', OfPurchase & { reason: string }>
  /** What the purchase learns after filing: none, where nothing was taken. */
  | DomainEvent<
      'vouchers.voucher.spend-answered.v1',
      OfPurchase & { amountFen: Fen; instalments?: readonly VoucherInstalment[] }
    >
  /** Reward lost by a rule of the pack; brings the reward left over to this day's share. */
  | DomainEvent<
      'vouchers.voucher.reward-forfeited.v1',
      { amountFen: Fen; byReward: Readonly<Record<string, Fen>>; ratedOn: CalendarDate }
    >
  | DomainEvent<'vouchers.voucher.reward-earned.v1', EarnedByPurchase>
  /** Earned, and not due until the base is used in full. */
  | DomainEvent<'vouchers.voucher.reward-promised.v1', EarnedByPurchase>
  | DomainEvent<'vouchers.voucher.reward-promise-kept.v1', EarnedByPurchase>
  /** The base is no longer used in full: another purchase was rescinded. */
  | DomainEvent<'vouchers.voucher.reward-promised-again.v1', EarnedByPurchase>
  | DomainEvent<'vouchers.voucher.reward-taken-back.v1', EarnedByPurchase>
  | DomainEvent<
      'vouchers.voucher.transfer-planned.v1',
      {
        opening: Opening;
        issuanceId: Id<'issuance'>;
        terms: IssuedTerms;
        transfersMade: number;
        /** The papers shown for both households. */
        proofs: readonly Proof[];
      }
    >
  | DomainEvent<
      'vouchers.voucher.origin-noted.v1',
      { issuanceId: Id<'issuance'>; transfersMade: number }
    >
  | DomainEvent<'vouchers.voucher.reward-rated.v1', { ratedOn: CalendarDate }>
  | DomainEvent<'vouchers.voucher.contradiction-noted.v1', { purchaseId: string; what: string }>;
