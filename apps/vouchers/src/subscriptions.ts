import {
  call,
  when,
  whenOwn,
  type EventHandler,
  type SubscriptionDeclaration,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { completePurchase } from './commands/complete-purchase.ts';
import { consumeQuota } from './commands/consume-quota.ts';
import { endPurchase } from './commands/end-purchase.ts';
import { endorsePayout } from './commands/endorse-payout.ts';
import { endorseRedemption } from './commands/endorse-redemption.ts';
import { holdOnVoucher } from './commands/hold-on-voucher.ts';
import { issueVoucher } from './commands/issue-voucher.ts';
import { receiveVoucher } from './commands/receive-voucher.ts';
import { recordCancellationDenied } from './commands/record-cancellation-denied.ts';
import { recordContract } from './commands/record-contract.ts';
import { recordCover } from './commands/record-cover.ts';
import { recordFiling } from './commands/record-filing.ts';
import { recordHold } from './commands/record-hold.ts';
import { recordPayment } from './commands/record-payment.ts';
import { recordQuota } from './commands/record-quota.ts';
import { recordReservation } from './commands/record-reservation.ts';
import { recordSpending } from './commands/record-spending.ts';
import { releaseHold } from './commands/release-hold.ts';
import { rescindPurchase } from './commands/rescind-purchase.ts';
import { reserveQuota } from './commands/reserve-quota.ts';
import { restoreMoney } from './commands/restore-money.ts';
import { returnQuota } from './commands/return-quota.ts';
import { spendHold, spendPublished } from './commands/spend-hold.ts';
import { agreementMirror } from './domain/agreement-mirror.ts';
import { issuance } from './domain/issuance.ts';
import { holdsOf } from './domain/purchase-asks.ts';
import { purchase } from './domain/purchase.ts';
import { quota } from './domain/quota.ts';
import { unitMirror } from './domain/unit-mirror.ts';
import { voucher } from './domain/voucher.ts';
import type { PackShelf } from './packs.ts';

/** Door 2, own events: issuance → quota → cover → voucher, and purchase ⇄ vouchers. */
export function reactionsOf(shelf: PackShelf): readonly EventHandler[] {
  const hold = holdOnVoucher(shelf);
  const spend = spendHold(shelf);
  const published = spendPublished(shelf);
  const release = releaseHold(shelf);
  const restore = restoreMoney(shelf);
  return [
    whenOwn(
      issuance,
      'vouchers.issuance.requested.v1',
      ({ data: { issuanceId, district, planned } }) => [
        call(reserveQuota, { district, issuanceId, amountFen: planned.faceValueFen }),
      ],
    ),
    whenOwn(quota, 'vouchers.quota.reserved.v1', ({ data: { issuanceId, serial } }) => [
      call(recordQuota, { issuanceId, answer: { kind: 'reserved', serial } }),
    ]),
    whenOwn(quota, 'vouchers.quota.refused.v1', ({ data: { issuanceId, reason } }) => [
      call(recordQuota, { issuanceId, answer: { kind: 'refused', reason } }),
    ]),
    whenOwn(
      issuance,
      'vouchers.issuance.covered.v1',
      ({ data: { issuanceId, district, voucherId, voucherNumber, planned } }) => [
        call(issueVoucher, { voucherId, voucherNumber, issuanceId, planned }),
        call(consumeQuota, { district, issuanceId, amountFen: planned.faceValueFen }),
      ],
    ),
    whenOwn(issuance, 'vouchers.issuance.quota-given-back.v1', ({ data }) => [
      call(returnQuota, data),
    ]),

    whenOwn(purchase, 'vouchers.purchase.started.v1', ({ data: plan }) =>
      holdsOf(plan).map((asked) => call(hold, asked)),
    ),
    whenOwn(voucher, 'vouchers.voucher.held.v1', ({ data: { purchaseId, voucherId } }) => [
      call(recordHold, { purchaseId, voucherId, answer: 'held', reason: '' }),
    ]),
    whenOwn(
      voucher,
      'vouchers.voucher.hold-refused.v1',
      ({ data: { purchaseId, voucherId, reason } }) => [
        call(recordHold, { purchaseId, voucherId, answer: 'refused', reason }),
      ],
    ),
    whenOwn(
      purchase,
      'vouchers.purchase.money-returned.v1',
      ({ data: { purchaseId, voucherIds } }) =>
        voucherIds.map((voucherId) => call(release, { voucherId, purchaseId })),
    ),
    whenOwn(purchase, 'vouchers.purchase.money-used.v1', ({ data: { usedOn, plan } }) =>
      holdsOf(plan).map((asked) => call(published, { ...asked, usedOn })),
    ),
    whenOwn(purchase, 'vouchers.purchase.spend-asked.v1', ({ data: asked }) => [
      call(spend, asked),
    ]),
    whenOwn(
      voucher,
      'vouchers.voucher.spend-answered.v1',
      ({ data: { purchaseId, voucherId, amountFen, instalments = [] } }) => [
        call(recordSpending, { purchaseId, voucherId, amountFen, instalments }),
      ],
    ),
    whenOwn(voucher, 'vouchers.voucher.transfer-planned.v1', ({ data, commitHash = '' }) => [
      call(receiveVoucher, { ...data, fromHash: commitHash }),
    ]),
    whenOwn(purchase, 'vouchers.purchase.money-restored.v1', ({ data }) =>
      data.plan.parts.map(({ voucherId }) => {
        const { purchaseId, rescindedOn, plan } = data;
        return call(restore, { voucherId, purchaseId, rescindedOn, pack: plan.packs[voucherId]! });
      }),
    ),
    whenOwn(
      purchase,
      'vouchers.purchase.payment-noted.v1',
      ({ data: { purchaseId, claimId, paidOn, parts } }) =>
        parts.map(({ voucherId, amountFen }) =>
          call(endorseRedemption, { voucherId, purchaseId, claimId, amountFen, paidOn }),
        ),
    ),
  ];
}

/** Door 2, other agencies' events. */
export const subscriptions: readonly SubscriptionDeclaration[] = [
  { producer: 'households', mirrors: [agreementMirror], handlers: [] },
  {
    producer: 'listings',
    mirrors: [unitMirror],
    handlers: [
      when(contract.unitReservedV1, ({ data: { purchaseId, reservedUntil } }) => [
        call(recordReservation, { purchaseId, reservedUntil }),
      ]),
      when(contract.unitReservationRefusedV1, ({ data: { purchaseId, reason } }) => [
        call(endPurchase, { purchaseId, ending: 'refused', reason }),
      ]),
      when(contract.unitReservationReleasedV1, ({ data: { purchaseId, reason } }) => [
        call(endPurchase, { purchaseId, ending: 'released', reason }),
      ]),
      when(contract.unitContractRescindedV1, ({ data: { purchaseId } }) => [
        call(endPurchase, { purchaseId, ending: 'released', reason: 'contract-rescinded' }),
      ]),
      when(contract.unitCancellationRefusedV1, ({ data: { purchaseId, reason } }) => [
        call(recordCancellationDenied, { purchaseId, reason }),
      ]),
      when(contract.unitContractedV1, ({ data }) => {
        const { purchaseId, contractNumber, contractedOn, priceFen } = data;
        return [call(recordContract, { purchaseId, contractNumber, contractedOn, priceFen })];
      }),
      when(contract.unitFilingRevokedV1, ({ data: { purchaseId, revokedOn } }) => [
        call(rescindPurchase, { purchaseId, rescindedOn: revokedOn }),
      ]),
      when(contract.unitFiledV1, ({ data: { purchaseId, filingNumber, filedOn, priceFen } }) => [
        call(recordFiling, { purchaseId, filingNumber, filedOn, priceFen }),
      ]),
    ],
  },
  {
    producer: 'settlement',
    mirrors: [],
    handlers: [
      when(contract.accountCoverCommittedV1, ({ data: { issuanceId } }) => [
        call(recordCover, { issuanceId, answer: { kind: 'committed' } }),
      ]),
      when(contract.accountCoverRefusedV1, ({ data: { issuanceId, reason } }) => [
        call(recordCover, { issuanceId, answer: { kind: 'refused', reason } }),
      ]),
      when(
        contract.claimPaidV1,
        ({ data: { purchaseId, claimId, amountFen, paidOn, payments, instalment = 1 } }) => [
          call(recordPayment, { purchaseId, claimId, amountFen, paidOn, payments, instalment }),
        ],
      ),
      when(contract.holderClaimPaidV1, ({ data: { voucherId, claimId, amountFen, paidOn } }) => [
        call(endorsePayout, { voucherId, claimId, amountFen, paidOn }),
      ]),
      when(contract.claimCompletedV1, ({ data: { purchaseId } }) => [
        call(completePurchase, { purchaseId }),
      ]),
    ],
  },
];
