import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { calendarDateSchema, fenSchema } from '../core/schemas.ts';
import {
  accountIdSchema,
  claimIdSchema,
  coverageRuleSchema,
  developerIdSchema,
  districtSchema,
  issuanceIdSchema,
  purchaseIdSchema,
  unitIdSchema,
} from '../shared/words.ts';
import { holderClaimEvents } from './holder-claims.ts';

const ofCover = { accountId: accountIdSchema, issuanceId: issuanceIdSchema, coverFen: fenSchema };

export const accountOpenedV1 = defineEvent({
  type: 'settlement.account.opened.v1',
  nature: 'fact',
  zh: '专用账户开立',
  en: 'A dedicated account was opened',
  data: z.strictObject({
    accountId: accountIdSchema,
    district: districtSchema,
    coverageRule: coverageRuleSchema,
  }),
});
export const accountCoverCommittedV1 = defineEvent({
  type: 'settlement.account.cover-committed.v1',
  nature: 'fact',
  zh: '资金保障已落实',
  en: 'Cover is committed',
  data: z.strictObject(ofCover),
});
export const accountCoverRefusedV1 = defineEvent({
  type: 'settlement.account.cover-refused.v1',
  nature: 'fact',
  zh: '资金保障不足',
  en: 'Cover is not enough',
  data: z.strictObject({ ...ofCover, freeFen: fenSchema, reason: z.string() }),
});

const ofClaim = {
  claimId: claimIdSchema,
  purchaseId: purchaseIdSchema,
  unitId: unitIdSchema,
  developerId: developerIdSchema,
  district: districtSchema,
};

export const claimSubmittedV1 = defineEvent({
  type: 'settlement.claim.submitted.v1',
  nature: 'fact',
  zh: '结算申请已提交',
  en: 'A settlement claim was submitted',
  data: z.strictObject({
    ...ofClaim,
    amountFen: fenSchema,
    invoiceNumber: z.string(),
    instalment: z.int(),
  }),
});
export const claimRefusedV1 = defineEvent({
  type: 'settlement.claim.refused.v1',
  nature: 'fact',
  zh: '结算申请被拒绝',
  en: 'A settlement claim was refused',
  data: z.strictObject({ ...ofClaim, reason: z.string() }),
});
export const claimPaidV1 = defineEvent({
  type: 'settlement.claim.paid.v1',
  nature: 'fact',
  zh: '已向开发企业兑付',
  en: 'The developer was paid',
  data: z.strictObject({
    ...ofClaim,
    amountFen: fenSchema,
    paidOn: calendarDateSchema,
    /** Absent: the first. */
    instalment: z.int().optional(),
    payments: z.array(
      z.strictObject({
        accountId: accountIdSchema,
        amountFen: fenSchema,
        bankReference: z.string(),
      }),
    ),
  }),
});
export const claimCompletedV1 = defineEvent({
  type: 'settlement.claim.completed.v1',
  nature: 'fact',
  zh: '开发企业提交办结信息 [大连 15]',
  en: 'The developer reported completion [DL 15]',
  data: z.strictObject({ ...ofClaim, amountFen: fenSchema }),
});

export const settlementEvents = [
  accountOpenedV1,
  accountCoverCommittedV1,
  accountCoverRefusedV1,
  claimSubmittedV1,
  claimRefusedV1,
  claimPaidV1,
  claimCompletedV1,
  ...holderClaimEvents,
] as const;
