import type {
  accountCoverCommittedV1,
  accountCoverRefusedV1,
  accountOpenedV1,
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
  ParcelId,
  PersonId,
  ProjectId,
} from '@fangpiao/values';

/** Who is paid: a developer for a unit, or a holder what the voucher's pack owes. */
export type Payee =
  | { readonly developerId: DeveloperId; readonly holder?: never }
  | { readonly holder: PersonId; readonly developerId?: never };

interface OfOrder {
  readonly accountId: AccountId;
  readonly claimId: ClaimId;
  readonly orderId: string;
  readonly amountFen: Fen;
}

/** Who the money is earmarked for and what for [DL 14]. */
export type AccountEarmarked = DomainEvent<
  'settlement.account.earmarked.v1',
  { accountId: AccountId; projectId: ProjectId; principalName: string; purpose: string }
>;
export type AccountDeposited = DomainEvent<
  'settlement.account.deposited.v1',
  {
    accountId: AccountId;
    projectId: ProjectId;
    amountFen: Fen;
    bankReference: string;
    receivedOn: CalendarDate;
  }
>;
/** Money that the bank reports and that cannot be booked: a case for a person, never silence. */
export type AccountDepositContradicted = DomainEvent<
  'settlement.account.deposit-contradicted.v1',
  { accountId: AccountId; amountFen: Fen; bankReference: string; reason: RefusalCode }
>;
export type AccountForecastAdjusted = DomainEvent<
  'settlement.account.forecast-adjusted.v1',
  { accountId: AccountId; parcelId: ParcelId; deltaFen: Fen }
>;
export type AccountPaymentOrdered = DomainEvent<
  'settlement.account.payment-ordered.v1',
  OfOrder & Payee
>;
/** Refusals from before holders were paid name no payee: they answer a developer's claim. */
export type AccountPaymentRefused = DomainEvent<
  'settlement.account.payment-refused.v1',
  OfOrder & Partial<Payee> & { freeFen: Fen; reason: RefusalCode }
>;
export type AccountPaymentConfirmed = DomainEvent<
  'settlement.account.payment-confirmed.v1',
  OfOrder & Payee & { bankReference: string; paidOn: CalendarDate }
>;
export type AccountPaymentReleased = DomainEvent<'settlement.account.payment-released.v1', OfOrder>;
/** A bank result for more money than is ordered: recorded, not booked. */
export type AccountPaymentContradicted = DomainEvent<
  'settlement.account.payment-contradicted.v1',
  OfOrder
>;

export type AccountEvent =
  | EventOf<typeof accountOpenedV1>
  | EventOf<typeof accountCoverCommittedV1>
  | EventOf<typeof accountCoverRefusedV1>
  | AccountEarmarked
  | AccountDeposited
  | AccountDepositContradicted
  | AccountForecastAdjusted
  | AccountPaymentOrdered
  | AccountPaymentRefused
  | AccountPaymentConfirmed
  | AccountPaymentReleased
  | AccountPaymentContradicted;
