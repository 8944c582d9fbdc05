import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  accountIdSchema,
  agreementIdSchema,
  areaIdSchema,
  coverageRuleSchema,
  developerIdSchema,
  districtSchema,
  goodsKindSchema,
  instalmentStepSchema,
  issuanceIdSchema,
  kinshipSchema,
  packReferenceSchema,
  personIdSchema,
  projectIdSchema,
  purchaseIdSchema,
  unitIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';
import {
  voucherCashedOutV1,
  voucherConvertedToHomeV1,
  voucherExchangedV1,
  voucherPaidOutV1,
} from './ending-events.ts';
import {
  voucherRewardDueV1,
  voucherRewardRecoveryDueV1,
  voucherRewardWithdrawnV1,
} from './reward-events.ts';
import { voucherReceivedV1, voucherTransferredOutV1 } from './transfer.ts';

export const issuanceCoverRequestedV1 = defineEvent({
  type: 'vouchers.issuance.cover-requested.v1',
  nature: 'request',
  zh: '核发房票前请求落实资金保障',
  en: 'Cover is asked for before a voucher is issued',
  data: z.strictObject({
    issuanceId: issuanceIdSchema,
    agreementId: agreementIdSchema,
    accountId: accountIdSchema,
    district: districtSchema,
    coverageRule: coverageRuleSchema,
    /** Face value and the highest reward that can still be earned outside it. */
    coverFen: fenSchema,
  }),
});

export const issuanceRefusedV1 = defineEvent({
  type: 'vouchers.issuance.refused.v1',
  nature: 'fact',
  zh: '核发被拒绝',
  en: 'An issuance was refused',
  data: z.strictObject({
    issuanceId: issuanceIdSchema,
    agreementId: agreementIdSchema,
    district: districtSchema,
    reason: z.string(),
  }),
});

export const voucherIssuedV1 = defineEvent({
  type: 'vouchers.voucher.issued.v1',
  nature: 'fact',
  zh: '房票已核发',
  en: 'A voucher was issued',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    voucherNumber: z.string(),
    issuanceId: issuanceIdSchema,
    agreementId: agreementIdSchema,
    projectId: projectIdSchema,
    areaId: areaIdSchema,
    district: districtSchema,
    accountId: accountIdSchema,
    holder: personIdSchema,
    related: z.array(z.strictObject({ personId: personIdSchema, kinship: kinshipSchema })),
    faceValueFen: fenSchema,
    /** The part of the face that is policy reward. */
    rewardInsideFaceFen: fenSchema,
    /** Printed beside the face. */
    rewardOutsideFaceFen: fenSchema,
    pack: packReferenceSchema,
    issuedOn: calendarDateSchema,
    expiresOn: calendarDateSchema,
  }),
});

const moneyOfPurchase = {
  voucherId: voucherIdSchema,
  purchaseId: purchaseIdSchema,
  amountFen: fenSchema,
};

export const voucherHeldV1 = defineEvent({
  type: 'vouchers.voucher.held.v1',
  nature: 'fact',
  zh: '房票金额因购房被占用',
  en: 'Voucher money is held for a purchase',
  data: z.strictObject(moneyOfPurchase),
});
export const voucherReleasedV1 = defineEvent({
  type: 'vouchers.voucher.released.v1',
  nature: 'fact',
  zh: '占用解除，金额回到可用',
  en: 'A hold was released: the money is available again',
  data: z.strictObject(moneyOfPurchase),
});
export const voucherHoldReducedV1 = defineEvent({
  type: 'vouchers.voucher.hold-reduced.v1',
  nature: 'fact',
  zh: '备案时占用金额中未用于该购房的部分，回到可用',
  en: 'At filing, what the purchase does not take of a hold is available again',
  data: z.strictObject(moneyOfPurchase),
});
export const voucherSpentV1 = defineEvent({
  type: 'vouchers.voucher.spent.v1',
  nature: 'fact',
  zh: '房票金额已使用',
  en: 'Voucher money was spent',
  data: z.strictObject({ ...moneyOfPurchase, usedOn: calendarDateSchema }),
});
export const voucherRestoredV1 = defineEvent({
  type: 'vouchers.voucher.restored.v1',
  nature: 'fact',
  zh: '合同解除后金额退回房票',
  en: 'After a rescission the money is back on the voucher',
  data: z.strictObject(moneyOfPurchase),
});
export const voucherDeadlineMovedV1 = defineEvent({
  type: 'vouchers.voucher.deadline-moved.v1',
  nature: 'fact',
  zh: '房票使用期限变更',
  en: 'The last day of a voucher was moved',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    district: districtSchema,
    holder: personIdSchema,
    expiresOn: calendarDateSchema,
    reason: z.enum(['late-rescission']),
  }),
});
export const voucherFrozenV1 = defineEvent({
  type: 'vouchers.voucher.frozen.v1',
  nature: 'fact',
  zh: '房票被冻结',
  en: 'A voucher was frozen by an authority',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    frozenFen: fenSchema,
    authority: z.string(),
    document: z.string(),
  }),
});
export const voucherUnfrozenV1 = defineEvent({
  type: 'vouchers.voucher.unfrozen.v1',
  nature: 'fact',
  zh: '房票解除冻结',
  en: 'A voucher was unfrozen',
  data: z.strictObject({ voucherId: voucherIdSchema, document: z.string() }),
});
export const voucherExpiredV1 = defineEvent({
  type: 'vouchers.voucher.expired.v1',
  nature: 'fact',
  zh: '房票到期，未使用部分失效',
  en: 'A voucher expired: the unused part is no longer available',
  data: z.strictObject({
    voucherId: voucherIdSchema,
    district: districtSchema,
    holder: personIdSchema,
    expiredFen: fenSchema,
  }),
});
export const voucherRedeemedV1 = defineEvent({
  type: 'vouchers.voucher.redeemed.v1',
  nature: 'fact',
  zh: '兑付已签注：区里已向开发企业付款',
  en: 'The redemption is endorsed: the district has paid the developer',
  data: z.strictObject({ ...moneyOfPurchase, claimId: z.string(), paidOn: calendarDateSchema }),
});

/** The part of a purchase that one voucher pays, and the account that stands behind it. */
export const purchasePartSchema = z.strictObject({
  voucherId: voucherIdSchema,
  accountId: accountIdSchema,
  district: districtSchema,
  amountFen: fenSchema,
});
export type PurchasePart = z.output<typeof purchasePartSchema>;

export const purchaseReservationRequestedV1 = defineEvent({
  type: 'vouchers.purchase.reservation-requested.v1',
  nature: 'request',
  zh: '房票金额已占用，请求认购房源',
  en: 'Voucher money is held; the unit is to be reserved',
  data: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    buyer: personIdSchema,
    priceFen: fenSchema,
    voucherFen: fenSchema,
    /** The last day on which filing counts; listings enforces it (WRITE-PATH 15). */
    lastFilingOn: calendarDateSchema,
  }),
});
export const purchaseCancellationRequestedV1 = defineEvent({
  type: 'vouchers.purchase.cancellation-requested.v1',
  nature: 'request',
  zh: '持票人请求取消购房',
  en: 'The holder asks to cancel the purchase',
  data: z.strictObject({ purchaseId: purchaseIdSchema, unitId: unitIdSchema }),
});
export const purchaseReservedV1 = defineEvent({
  type: 'vouchers.purchase.reserved.v1',
  nature: 'fact',
  zh: '房源已认购',
  en: 'The unit is reserved',
  data: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    holder: personIdSchema,
    reservedUntil: z.string(),
  }),
});
export const purchaseEndedV1 = defineEvent({
  type: 'vouchers.purchase.ended.v1',
  nature: 'fact',
  zh: '购房未成：被拒绝或解除，全部金额已退回',
  en: 'The purchase did not come about: refused or released, all money is back',
  data: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    holder: personIdSchema,
    ending: z.enum(['refused', 'released', 'rescinded']),
    reason: z.string(),
  }),
});
/** One payment to the developer, by the packs of the vouchers that pay it; over all of them each part is paid once. */
export const purchaseInstalmentSchema = instalmentStepSchema.extend({
  number: z.int(),
  parts: z.array(z.strictObject({ voucherId: voucherIdSchema, amountFen: fenSchema })),
});
export type PurchaseInstalment = z.output<typeof purchaseInstalmentSchema>;

export const purchaseUsedV1 = defineEvent({
  type: 'vouchers.purchase.used.v1',
  nature: 'fact',
  zh: '网签备案完成（或无需备案的合同已签），房票金额视同已付房款',
  en: 'Filed (or contracted where no filing is needed): voucher money counts as paid',
  data: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    developerId: developerIdSchema,
    holder: personIdSchema,
    kind: goodsKindSchema,
    filingNumber: z.string(),
    usedOn: calendarDateSchema,
    /** As contracted. */
    priceFen: fenSchema,
    /** What the vouchers have spent; what the district owes the developer. */
    voucherFen: fenSchema,
    /** What each voucher has spent, which may be less than was held. */
    parts: z.array(purchasePartSchema),
    /** Due from the buyer in cash, beyond the top-up planned; absent: nothing. */
    topUpDueFen: fenSchema.optional(),
    /** Absent in purchases from before: all of it in one claim, after handover and invoice. */
    instalments: z.array(purchaseInstalmentSchema).optional(),
  }),
});
export const purchaseRecoveryDueV1 = defineEvent({
  type: 'vouchers.purchase.recovery-due.v1',
  nature: 'fact',
  zh: '合同解除前已付给开发企业的款项，应予追回',
  en: 'Money that the developer had been paid for a rescinded contract is to be recovered',
  data: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    developerId: developerIdSchema,
    amountFen: fenSchema,
  }),
});
export const purchaseCompletedV1 = defineEvent({
  type: 'vouchers.purchase.completed.v1',
  nature: 'fact',
  zh: '购房办结：款项已全部付给开发企业',
  en: 'The purchase is completed: the developer has all the money and said so',
  data: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    holder: personIdSchema,
  }),
});

export const vouchersEvents = [
  issuanceCoverRequestedV1,
  issuanceRefusedV1,
  voucherIssuedV1,
  voucherHeldV1,
  voucherReleasedV1,
  voucherHoldReducedV1,
  voucherSpentV1,
  voucherRestoredV1,
  voucherDeadlineMovedV1,
  voucherFrozenV1,
  voucherUnfrozenV1,
  voucherExpiredV1,
  voucherRedeemedV1,
  voucherCashedOutV1,
  voucherExchangedV1,
  voucherConvertedToHomeV1,
  voucherPaidOutV1,
  voucherRewardDueV1,
  voucherRewardWithdrawnV1,
  voucherRewardRecoveryDueV1,
  voucherTransferredOutV1,
  voucherReceivedV1,
  purchaseReservationRequestedV1,
  purchaseCancellationRequestedV1,
  purchaseReservedV1,
  purchaseEndedV1,
  purchaseUsedV1,
  purchaseRecoveryDueV1,
  purchaseCompletedV1,
] as const;
