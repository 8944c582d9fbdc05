import type {
  claimCompletedV1,
  claimPaidV1,
  claimRefusedV1,
  claimSubmittedV1,
  DomainEvent,
  EventOf,
  RefusalCode,
} from '@fangpiao/contracts';
import type {
  AccountId,
  CalendarDate,
  ClaimId,
  DeveloperId,
  Fen,
  Instant,
  PurchaseId,
  UnitId,
} from '@fangpiao/values';

interface OfOrder {
  readonly claimId: ClaimId;
  readonly accountId: AccountId;
  readonly orderId: string;
}

/** What the developer asked for, as received; the public `submitted` follows when the purchase is known. */
export type ClaimReceived = DomainEvent<
  'settlement.claim.received.v1',
  {
    claimId: ClaimId;
    purchaseId: PurchaseId;
    unitId: UnitId;
    developerId: DeveloperId;
    instalment: number;
    invoiceNumber: string;
    invoicedOn: CalendarDate;
    amountFen: Fen;
    bankAccount: string;
    submittedBy: string;
    /** Until when the claim waits for another agency's fact (WRITE-PATH 16). */
    waitsUntil: Instant;
  }
>;
/** Which district pays from which accounts: the district that issued the voucher [DL 14]. */
export type ClaimPayersFound = DomainEvent<
  'settlement.claim.payers-found.v1',
  {
    claimId: ClaimId;
    district: string;
    parts: { accountId: AccountId; amountFen: Fen }[];
    payBy?: CalendarDate | null;
  }
>;
export type ClaimChecked = DomainEvent<
  'settlement.claim.checked.v1',
  { claimId: ClaimId; invoiceNumber: string }
>;
/** Refused before it was known who pays, and so before it was submitted to anyone. */
export type ClaimLapsed = DomainEvent<
  'settlement.claim.lapsed.v1',
  { claimId: ClaimId; reason: RefusalCode }
>;
export type ClaimReviewed = DomainEvent<
  'settlement.claim.reviewed.v1',
  { claimId: ClaimId; by: string; note: string }
>;
/** Why an officer rejects it; the public `refused` follows. */
export type ClaimRejected = DomainEvent<
  'settlement.claim.rejected.v1',
  { claimId: ClaimId; by: string; note: string }
>;
export type ClaimApproved = DomainEvent<
  'settlement.claim.approved.v1',
  {
    claimId: ClaimId;
    district: string;
    developerId: DeveloperId;
    by: string;
    note: string;
    /** Approvals are counted: each orders under ids of its own. */
    round: number;
    orders: { accountId: AccountId; orderId: string; amountFen: Fen }[];
  }
>;
export type ClaimOrderAnswered = DomainEvent<
  'settlement.claim.order-answered.v1',
  OfOrder & { reason: RefusalCode | null }
>;
export type ClaimPartPaid = DomainEvent<
  'settlement.claim.part-paid.v1',
  OfOrder & {
    developerId: DeveloperId;
    amountFen: Fen;
    bankReference: string;
    paidOn: CalendarDate;
  }
>;
export type ClaimPartFailed = DomainEvent<
  'settlement.claim.part-failed.v1',
  OfOrder & { amountFen: Fen; bankReference: string; failedOn: CalendarDate }
>;
/** The bank says what cannot both be true; nothing more is ordered until a person has looked. */
export type ClaimBankResultContradicted = DomainEvent<
  'settlement.claim.bank-result-contradicted.v1',
  OfOrder & { result: 'paid' | 'failed'; bankReference: string; on: CalendarDate }
>;
/** The contract was rescinded while money was on its way or partly paid: what fails now is not ordered again. */
export type ClaimRevoked = DomainEvent<'settlement.claim.revoked.v1', { claimId: ClaimId }>;
export type ClaimReceiptConfirmed = DomainEvent<
  'settlement.claim.receipt-confirmed.v1',
  { claimId: ClaimId; by: string; receivedOn: CalendarDate }
>;

export type ClaimEvent =
  | EventOf<typeof claimSubmittedV1>
  | EventOf<typeof claimRefusedV1>
  | EventOf<typeof claimPaidV1>
  | EventOf<typeof claimCompletedV1>
  | ClaimReceived
  | ClaimPayersFound
  | ClaimChecked
  | ClaimLapsed
  | ClaimReviewed
  | ClaimRejected
  | ClaimApproved
  | ClaimOrderAnswered
  | ClaimPartPaid
  | ClaimPartFailed
  | ClaimBankResultContradicted
  | ClaimRevoked
  | ClaimReceiptConfirmed;
