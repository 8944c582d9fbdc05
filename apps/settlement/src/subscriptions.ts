import {
  call,
  when,
  type CommandCall,
  type EventHandler,
  type SubscriptionDeclaration,
} from '@fangpiao/chassis';
import {
  claimSubmittedV1,
  issuanceCoverRequestedV1,
  purchaseEndedV1,
  purchaseUsedV1,
  voucherCashedOutV1,
  voucherExchangedV1,
  voucherRewardDueV1,
  voucherRewardWithdrawnV1,
  type EventOf,
  type RefusalCode,
} from '@fangpiao/contracts';
import {
  addFen,
  subtractFen,
  type AccountId,
  type ClaimId,
  type PersonId,
  type PurchaseId,
  type UnitId,
} from '@fangpiao/values';
import { adjustForecast } from './commands/adjust-forecast.ts';
import { bookDeposit } from './commands/book-deposit.ts';
import { checkClaim } from './commands/check-claim.ts';
import { commitCover } from './commands/commit-cover.ts';
import { confirmInvoice } from './commands/confirm-invoice.ts';
import { confirmPayment } from './commands/confirm-payment.ts';
import { noteOrder } from './commands/note-order.ts';
import { noteHolderOrder } from './commands/note-holder-order.ts';
import { openHolderClaim } from './commands/open-holder-claim.ts';
import { openRewardClaim } from './commands/open-reward-claim.ts';
import { orderPayment } from './commands/order-payment.ts';
import { releasePayment } from './commands/release-payment.ts';
import { takeInvoice } from './commands/take-invoice.ts';
import { withdrawHolderClaim } from './commands/withdraw-holder-claim.ts';
import type { AccountEvent } from './domain/account-event.ts';
import type { BankReferenceEvent } from './domain/bank-reference.ts';
import type { ClaimEvent } from './domain/claim-event.ts';
import { claimIdOf } from './domain/claim.ts';
import type { PurchaseFacts } from './domain/foreign-facts.ts';
import type { HolderClaimEvent } from './domain/holder-claim.ts';
import type { InvoiceEvent } from './domain/invoice.ts';
import type { ParcelEvent } from './domain/parcel.ts';
import { agreementMirror, purchaseMirror, unitMirror } from './mirrors.ts';
import { reactTo } from './react-to.ts';

const onBankReference = reactTo<BankReferenceEvent>();
const onParcel = reactTo<ParcelEvent>();
const onInvoice = reactTo<InvoiceEvent>();
const onClaim = reactTo<ClaimEvent>();
const onAccount = reactTo<AccountEvent>();
const onHolderClaim = reactTo<HolderClaimEvent>();

/** Door 2, own events: what follows from them inside this service. */
export const reactions: readonly EventHandler[] = [
  onBankReference('settlement.bank-reference.taken.v1', (data) => [call(bookDeposit, data)]),

  onParcel('settlement.parcel.registered.v1', ({ parcelId, accountId, startPriceFen }) =>
    accountId === null
      ? []
      : [call(adjustForecast, { accountId, parcelId, deltaFen: startPriceFen })],
  ),
  onParcel('settlement.parcel.sold.v1', ({ parcelId, accountId, priceFen, startPriceFen }) => {
    const deltaFen = subtractFen({ from: priceFen, amount: startPriceFen });
    return accountId === null ? [] : [call(adjustForecast, { accountId, parcelId, deltaFen })];
  }),

  when(claimSubmittedV1, ({ data: { claimId, developerId, invoiceNumber } }) => [
    call(takeInvoice, { claimId, developerId, invoiceNumber }),
  ]),
  onInvoice('settlement.invoice.taken.v1', ({ claimId, invoiceNumber }) => [
    call(confirmInvoice, { claimId, invoiceNumber, isFree: true }),
  ]),
  onInvoice('settlement.invoice.already-taken.v1', ({ claimId, invoiceNumber }) => [
    call(confirmInvoice, { claimId, invoiceNumber, isFree: false }),
  ]),

  onClaim('settlement.claim.approved.v1', ({ orders, claimId, developerId, district }) =>
    orders.map((order) => call(orderPayment, { ...order, claimId, developerId, district })),
  ),
  onHolderClaim('settlement.holder-claim.approved.v1', (data) => {
    const { claimId, accountId, orderId, holder, amountFen, district } = data;
    return [call(orderPayment, { claimId, accountId, orderId, holder, amountFen, district })];
  }),
  onAccount('settlement.account.payment-ordered.v1', ({ holder, ...of }) => [
    answer(holder, { ...of, reason: null }),
  ]),
  onAccount('settlement.account.payment-refused.v1', ({ holder, ...of }) => [answer(holder, of)]),
  onClaim('settlement.claim.part-paid.v1', (data) => [call(confirmPayment, data)]),
  onClaim('settlement.claim.part-failed.v1', ({ accountId, claimId, orderId, amountFen }) => [
    call(releasePayment, { accountId, claimId, orderId, amountFen }),
  ]),
  onHolderClaim('settlement.holder-claim.order-paid.v1', (data) => [call(confirmPayment, data)]),
  onHolderClaim('settlement.holder-claim.order-failed.v1', (data) => {
    const { accountId, claimId, orderId, amountFen } = data;
    return [call(releasePayment, { accountId, claimId, orderId, amountFen })];
  }),
];

/** The account's answer goes to the claim that asked: a holder's or a developer's. */
function answer(
  holder: PersonId | undefined,
  of: { claimId: ClaimId; accountId: AccountId; orderId: string; reason: RefusalCode | null },
): CommandCall {
  const { claimId, accountId, orderId, reason } = of;
  const input = { claimId, accountId, orderId, reason };
  return holder === undefined ? call(noteOrder, input) : call(noteHolderOrder, input);
}

const checkClaimOf = (
  { purchaseId, unitId }: { purchaseId: PurchaseId; unitId: UnitId },
  purchase: PurchaseFacts,
) => {
  const claims = Math.max(1, purchase.used?.instalments?.length ?? 1);
  return Array.from({ length: claims }, (_, index) => {
    const claimId = claimIdOf({ purchaseId, instalment: index + 1 });
    return call(checkClaim, { claimId, purchaseId, unitId, purchase });
  });
};

function owedIn({
  claimId,
  voucherId,
  district,
  accountId,
  holder,
  payBy,
  askedBy,
}: EventOf<typeof voucherCashedOutV1 | typeof voucherExchangedV1>['data']) {
  return { claimId, voucherId, district, accountId, holder, payBy, askedBy };
}

/** Door 2, other agencies' events. */
export const subscriptions: readonly SubscriptionDeclaration[] = [
  {
    producer: 'vouchers',
    mirrors: [purchaseMirror],
    handlers: [
      when(issuanceCoverRequestedV1, ({ data }) => [call(commitCover, data)]),
      when(voucherCashedOutV1, ({ data }) => [
        call(openHolderClaim, {
          ...owedIn(data),
          purpose: 'cash-out',
          amountFen: data.cashedOutFen,
        }),
      ]),
      when(voucherExchangedV1, ({ data }) => [
        call(openHolderClaim, {
          ...owedIn(data),
          purpose: 'exchange',
          amountFen: addFen(data.exchangedFen, data.interestFen),
        }),
      ]),
      when(voucherRewardDueV1, ({ data: { on: _on, ...owed } }) => [call(openRewardClaim, owed)]),
      when(voucherRewardWithdrawnV1, ({ data: { claimId } }) => [
        call(withdrawHolderClaim, { claimId }),
      ]),
      when(purchaseUsedV1, ({ data }, purchase: PurchaseFacts) => checkClaimOf(data, purchase)),
      when(purchaseEndedV1, ({ data }, purchase: PurchaseFacts) => checkClaimOf(data, purchase)),
    ],
  },
  { producer: 'listings', mirrors: [unitMirror], handlers: [] },
  { producer: 'households', mirrors: [agreementMirror], handlers: [] },
];
