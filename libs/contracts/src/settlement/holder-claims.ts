import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { defineRoute, nothing } from '../core/define-route.ts';
import { pageOf, pageQuery } from '../core/paging.ts';
import { calendarDateSchema, fenSchema, textSchema } from '../core/schemas.ts';
import {
  acceptedSchema,
  accountIdSchema,
  claimIdSchema,
  districtSchema,
  personIdSchema,
  purchaseIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';

/**
 * Claims of holders: a balance cashed out [DL 16], an exchange at expiry [GZ 10], a reward earned by use. The amount is
 * decided by the voucher's pack and owed; two people look before it is paid. The bank pays to the real-name account it keeps for the person: no
 * account number comes here.
 */

const ofHolderClaim = {
  claimId: claimIdSchema,
  voucherId: voucherIdSchema,
  district: districtSchema,
  accountId: accountIdSchema,
  holder: personIdSchema,
  amountFen: fenSchema,
};
const purposeSchema = z.enum(['cash-out', 'exchange']);

export const holderClaimOpenedV1 = defineEvent({
  type: 'settlement.holder-claim.opened.v1',
  nature: 'fact',
  zh: '持票人结算已受理',
  en: 'A claim of a holder was opened',
  data: z.strictObject({
    ...ofHolderClaim,
    purpose: purposeSchema,
    payBy: calendarDateSchema.nullable(),
  }),
});
export const holderClaimPaidV1 = defineEvent({
  type: 'settlement.holder-claim.paid.v1',
  nature: 'fact',
  zh: '已向持票人付款',
  en: 'The district has paid the holder',
  data: z.strictObject({
    ...ofHolderClaim,
    bankReference: z.string(),
    paidOn: calendarDateSchema,
  }),
});
/** A reward has events and readings of its own: `opened` and the claims of holders keep their two purposes. */
const ofReward = { purchaseId: purchaseIdSchema, reward: z.string() };

export const holderClaimRewardOpenedV1 = defineEvent({
  type: 'settlement.holder-claim.reward-opened.v1',
  nature: 'fact',
  zh: '持票人奖励结算已受理',
  en: 'A claim of a holder for a reward was opened',
  data: z.strictObject({ ...ofHolderClaim, ...ofReward }),
});
export const holderClaimWithdrawnV1 = defineEvent({
  type: 'settlement.holder-claim.withdrawn.v1',
  nature: 'fact',
  zh: '合同解除，奖励结算撤回，未付款',
  en: 'The contract was rescinded: the claim for the reward is withdrawn, unpaid',
  data: z.strictObject(ofHolderClaim),
});
export const holderClaimEvents = [
  holderClaimOpenedV1,
  holderClaimRewardOpenedV1,
  holderClaimWithdrawnV1,
  holderClaimPaidV1,
] as const;

export const holderClaimStatusSchema = z.enum([
  'opened',
  'returned',
  'reviewed',
  'approved',
  'ordered',
  'unfunded',
  'paid',
]);

const holderClaimSchema = z.strictObject({
  ...ofHolderClaim,
  purpose: purposeSchema,
  status: holderClaimStatusSchema,
  payBy: calendarDateSchema.nullable(),
  paidOn: calendarDateSchema.nullable(),
  /** Why it was returned, or why the account or the bank could not pay. */
  note: z.string(),
});

export const rewardClaimStatusSchema = z.enum([...holderClaimStatusSchema.options, 'withdrawn']);

const rewardClaimSchema = z.strictObject({
  ...ofHolderClaim,
  ...ofReward,
  status: rewardClaimStatusSchema,
  paidOn: calendarDateSchema.nullable(),
  note: z.string(),
});

const overseers = [
  'finance-officer',
  'claim-reviewer',
  'claim-approver',
  'city-finance-officer',
  'headquarters',
  'auditor',
] as const;
const claimParams = z.strictObject({ claimId: claimIdSchema });
const basics = { service: 'settlement', params: claimParams, query: nothing } as const;
const noteSchema = textSchema(200, '意见 / note', '材料齐全');

export const getHolderClaim = defineRoute({
  ...basics,
  name: 'getHolderClaim',
  method: 'get',
  path: '/holder-claims/:claimId',
  zh: '查看持票人结算；持票人只见自己的',
  en: 'Read a claim of a holder; a holder sees their own only',
  allowed: [...overseers, 'holder'],
  status: 200,
  answer: holderClaimSchema,
  refusals: ['claim-unknown'],
});

export const listHolderClaims = defineRoute({
  name: 'listHolderClaims',
  service: 'settlement',
  method: 'get',
  path: '/holder-claims',
  zh: '持票人结算列表',
  en: 'Claims of holders',
  allowed: overseers,
  params: nothing,
  query: z.strictObject({ ...pageQuery, status: holderClaimStatusSchema.optional() }),
  status: 200,
  answer: pageOf(holderClaimSchema),
  refusals: [],
});

export const getRewardClaim = defineRoute({
  ...basics,
  name: 'getRewardClaim',
  method: 'get',
  path: '/reward-claims/:claimId',
  zh: '查看使用房票所得奖励的结算；持票人只见自己的',
  en: 'Read a claim for a reward earned by use; a holder sees their own only',
  allowed: [...overseers, 'holder'],
  status: 200,
  answer: rewardClaimSchema,
  refusals: ['claim-unknown'],
});

export const listRewardClaims = defineRoute({
  name: 'listRewardClaims',
  service: 'settlement',
  method: 'get',
  path: '/reward-claims',
  zh: '奖励结算列表；审核、退回、审批与其他持票人结算相同',
  en: 'Claims for rewards earned by use; reviewed, returned and approved like other claims of holders',
  allowed: overseers,
  params: nothing,
  query: z.strictObject({ ...pageQuery, status: rewardClaimStatusSchema.optional() }),
  status: 200,
  answer: pageOf(rewardClaimSchema),
  refusals: [],
});

export const reviewHolderClaim = defineRoute({
  ...basics,
  name: 'reviewHolderClaim',
  method: 'post',
  path: '/holder-claims/:claimId/review',
  zh: '审核持票人结算 [大连 16]',
  en: 'Review a claim of a holder [DL 16]',
  allowed: ['claim-reviewer'],
  body: z.strictObject({ note: noteSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'claim-not-checked', 'reviewer-may-not-approve'],
});

export const returnHolderClaim = defineRoute({
  ...basics,
  name: 'returnHolderClaim',
  method: 'post',
  path: '/holder-claims/:claimId/return',
  zh: '退回补正；款项仍应付，补正后再审',
  en: 'Return for correction; the money stays owed, and the claim is reviewed again',
  allowed: ['claim-reviewer', 'claim-approver'],
  body: z.strictObject({ note: noteSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'claim-not-checked'],
});

export const approveHolderClaim = defineRoute({
  ...basics,
  name: 'approveHolderClaim',
  method: 'post',
  path: '/holder-claims/:claimId/approval',
  zh: '审批持票人结算，与审核人、申请人须不同',
  en: 'Approve a claim of a holder; never by who reviewed or asked for it',
  allowed: ['claim-approver', 'claim-reviewer'],
  body: z.strictObject({ note: noteSchema }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'claim-unknown',
    'claim-not-reviewed',
    'reviewer-may-not-approve',
    'bank-result-contradicted',
  ],
});

export const getHolderPaymentFile = defineRoute({
  name: 'getHolderPaymentFile',
  service: 'settlement',
  method: 'get',
  path: '/holder-payment-file',
  zh: '待付持票人的支付指令（付至实名账户）',
  en: 'Orders to pay holders, to their real-name accounts',
  allowed: ['finance-officer', 'bank', 'auditor'],
  params: nothing,
  query: z.strictObject({ ...pageQuery }),
  status: 200,
  answer: pageOf(
    z.strictObject({
      orderId: z.string(),
      claimId: claimIdSchema,
      accountId: accountIdSchema,
      holder: personIdSchema,
      amountFen: fenSchema,
    }),
  ),
  refusals: [],
});

export const recordHolderBankResult = defineRoute({
  name: 'recordHolderBankResult',
  service: 'settlement',
  method: 'post',
  path: '/holder-bank-results',
  zh: '银行回执：付给持票人的款项已付或未付',
  en: 'The bank’s result of paying a holder',
  allowed: ['bank', 'finance-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    orderId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,159}$/),
    claimId: claimIdSchema,
    result: z.enum(['paid', 'failed']),
    bankReference: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9-]{3,59}$/,
        '应为 4 至 60 位字母、数字、连字符 / must be 4 to 60 letters, digits, hyphens',
      ),
    on: calendarDateSchema,
  }),
  status: 202,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'payment-unknown'],
});

export const holderClaimRoutes = [
  getHolderClaim,
  listHolderClaims,
  getRewardClaim,
  listRewardClaims,
  reviewHolderClaim,
  returnHolderClaim,
  approveHolderClaim,
  getHolderPaymentFile,
  recordHolderBankResult,
] as const;
