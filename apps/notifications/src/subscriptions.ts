import {
  call,
  when,
  type CommandCall,
  type EventHandler,
  type SubscriptionDeclaration,
} from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import type { DeveloperId, PersonId } from '@fangpiao/values';
import { nameHolder } from './commands/name-holder.ts';
import { sendMessage } from './commands/send-message.ts';
import { tellHolder } from './commands/tell-holder.ts';
import { noticeDueType } from './domain/addressee.ts';
import type { Notice } from './domain/notices.ts';

const toHolder = (personId: PersonId, notice: Notice): CommandCall =>
  call(sendMessage, { recipient: { kind: 'person', personId }, notice });
const toDeveloper = (developerId: DeveloperId, notice: Notice): CommandCall =>
  call(sendMessage, { recipient: { kind: 'developer', developerId }, notice });

/** Door 2, own events: a notice that waited for its holder is sent. */
export const reactions: readonly EventHandler[] = [
  {
    type: noticeDueType,
    commands: ({ data }) => {
      const { holder, notice } = data as { holder: PersonId; notice: Notice };
      return [toHolder(holder, notice)];
    },
  },
];

/** Issue and expiry concern the holder; so does a refusal, which names only the agreement. */
const fromVouchers: readonly EventHandler[] = [
  when(contract.voucherIssuedV1, ({ data }) => {
    const { holder, voucherId, voucherNumber, faceValueFen, expiresOn } = data;
    const values = { voucherId, voucherNumber, faceValueFen, expiresOn };
    return [toHolder(holder, { topic: 'voucher-issued', values })];
  }),
  when(contract.voucherExpiredV1, ({ data: { holder, voucherId, expiredFen } }) => [
    toHolder(holder, { topic: 'voucher-expired', values: { voucherId, expiredFen } }),
  ]),
  when(contract.issuanceRefusedV1, ({ data: { agreementId, reason } }) => [
    call(tellHolder, {
      about: `agreement/${agreementId}`,
      notice: { topic: 'issuance-refused', values: { reason } },
    }),
  ]),
  when(contract.purchaseReservedV1, ({ data }) => {
    const { holder, purchaseId, unitId, reservedUntil } = data;
    const values = { purchaseId, unitId, reservedUntil };
    return [toHolder(holder, { topic: 'unit-reserved', values })];
  }),
  when(contract.purchaseEndedV1, ({ data }) => {
    const { holder, purchaseId, unitId, ending, reason } = data;
    const values = { purchaseId, unitId, ending, reason };
    return [toHolder(holder, { topic: 'purchase-ended', values })];
  }),
  when(contract.purchaseUsedV1, ({ data }) => {
    const { holder, developerId, purchaseId, unitId, filingNumber, usedOn, voucherFen } = data;
    const { topUpDueFen } = data;
    const due = topUpDueFen === undefined ? {} : { topUpDueFen };
    const values = { purchaseId, unitId, filingNumber, usedOn, voucherFen, ...due };
    return [
      toHolder(holder, { topic: 'purchase-used', values }),
      toDeveloper(developerId, { topic: 'purchase-used', values }),
      call(nameHolder, { about: `purchase/${purchaseId}`, holder }),
    ];
  }),
  when(contract.purchaseCompletedV1, ({ data: { holder, purchaseId, unitId } }) => [
    toHolder(holder, { topic: 'purchase-completed', values: { purchaseId, unitId } }),
  ]),
];

/** An agreement names the holder whom a refused issuance concerns. */
const fromHouseholds: readonly EventHandler[] = [
  when(contract.agreementEffectiveV1, ({ data: { agreementId, holder } }) => [
    call(nameHolder, { about: `agreement/${agreementId}`, holder }),
  ]),
];

/** A handover names only the purchase; its holder is known from the use of the voucher. */
const fromListings: readonly EventHandler[] = [
  when(contract.unitHandedOverV1, ({ data: { purchaseId, unitId, handedOverOn } }) => [
    call(tellHolder, {
      about: `purchase/${purchaseId}`,
      notice: { topic: 'handed-over', values: { purchaseId, unitId, handedOverOn } },
    }),
  ]),
];

const fromSettlement: readonly EventHandler[] = [
  when(contract.claimRefusedV1, ({ data: { developerId, claimId, unitId, reason } }) => [
    toDeveloper(developerId, { topic: 'claim-refused', values: { claimId, unitId, reason } }),
  ]),
  when(contract.claimPaidV1, ({ data: { developerId, claimId, unitId, amountFen, paidOn } }) => [
    toDeveloper(developerId, {
      topic: 'claim-paid',
      values: { claimId, unitId, amountFen, paidOn },
    }),
  ]),
];

/** Door 2, other agencies' events. */
export const subscriptions: readonly SubscriptionDeclaration[] = [
  { producer: 'vouchers', mirrors: [], handlers: fromVouchers },
  { producer: 'households', mirrors: [], handlers: fromHouseholds },
  { producer: 'listings', mirrors: [], handlers: fromListings },
  { producer: 'settlement', mirrors: [], handlers: fromSettlement },
];
