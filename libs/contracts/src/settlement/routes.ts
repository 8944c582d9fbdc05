import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { pageOf, pageQuery } from '../core/paging.ts';
import {
  areaSchema,
  calendarDateSchema,
  fenSchema,
  signedFenSchema,
  textSchema,
} from '../core/schemas.ts';
import {
  acceptedSchema,
  accountIdSchema,
  claimIdSchema,
  coverageRuleSchema,
  developerIdSchema,
  districtSchema,
  nameSchema,
  parcelIdSchema,
  projectIdSchema,
  purchaseIdSchema,
  unitIdSchema,
} from '../shared/words.ts';
import { holderClaimRoutes } from './holder-claims.ts';

const overseers = [
  'finance-officer',
  'claim-reviewer',
  'claim-approver',
  'principal-clerk',
  'city-finance-officer',
  'headquarters',
  'auditor',
] as const;
const bankReferenceSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]{3,59}$/,
    '应为 4 至 60 位字母、数字、连字符 / must be 4 to 60 letters, digits, hyphens',
  );
const accountParams = z.strictObject({ accountId: accountIdSchema });

export const openAccount = defineRoute({
  name: 'openAccount',
  service: 'settlement',
  method: 'post',
  path: '/accounts',
  zh: '开立专用账户 [广州 7，大连 14]',
  en: 'Open a dedicated account [GZ 7, DL 14]',
  allowed: ['finance-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    accountId: accountIdSchema,
    projectId: projectIdSchema,
    principalName: nameSchema,
    coverageRule: coverageRuleSchema,
    purpose: nameSchema,
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['account-exists'],
});

export const deposit = defineRoute({
  name: 'deposit',
  service: 'settlement',
  method: 'post',
  path: '/accounts/:accountId/deposits',
  zh: '项目主体存入兑付资金 [广州 7]',
  en: 'The project principal deposits money [GZ 7]',
  allowed: ['principal-clerk', 'finance-officer', 'bank'],
  params: accountParams,
  query: nothing,
  body: z.strictObject({
    amountFen: fenSchema,
    bankReference: bankReferenceSchema,
    purpose: nameSchema,
    receivedOn: calendarDateSchema,
  }),
  status: 202,
  answer: acceptedSchema,
  refusals: ['account-unknown', 'bank-reference-used', 'wrong-purpose'],
});

export const getAccount = defineRoute({
  name: 'getAccount',
  service: 'settlement',
  method: 'get',
  path: '/accounts/:accountId',
  zh: '查看专用账户',
  en: 'Read a dedicated account',
  allowed: overseers,
  params: accountParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    accountId: accountIdSchema,
    district: districtSchema,
    coverageRule: coverageRuleSchema,
    depositedFen: fenSchema,
    orderedFen: fenSchema,
    paidFen: fenSchema,
    balanceFen: fenSchema,
    forecastFen: fenSchema,
    coveredFen: fenSchema,
  }),
  refusals: ['account-unknown'],
});

export const parcelStatusSchema = z.enum(['planned', 'on-offer', 'sold']);

export const registerParcel = defineRoute({
  name: 'registerParcel',
  service: 'settlement',
  method: 'post',
  path: '/parcels',
  zh: '登记供应地块，作为资金保障的来源 [聊城]',
  en: 'Register a land parcel whose proceeds cover vouchers [LC]',
  allowed: ['finance-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    parcelId: parcelIdSchema,
    /** Absent: part of the land plan, but not linked to an account. */
    accountId: accountIdSchema.nullable(),
    name: nameSchema,
    /** Chinese mu, two decimals. */
    areaMu: z
      .string()
      .regex(
        /^(0|[1-9]\d{0,5})\.\d{2}$/,
        '应为亩，恰好两位小数 / must be mu with exactly two decimals',
      ),
    startPriceFen: fenSchema,
    status: z.enum(['planned', 'on-offer']),
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['parcel-exists', 'account-unknown'],
});

export const sellParcel = defineRoute({
  name: 'sellParcel',
  service: 'settlement',
  method: 'post',
  path: '/parcels/:parcelId/sale',
  zh: '登记地块成交',
  en: 'Record the sale of a land parcel',
  allowed: ['finance-officer'],
  params: z.strictObject({ parcelId: parcelIdSchema }),
  query: nothing,
  body: z.strictObject({ priceFen: fenSchema, soldOn: calendarDateSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['parcel-unknown', 'parcel-already-sold'],
});

export const getLandPlan = defineRoute({
  name: 'getLandPlan',
  service: 'settlement',
  method: 'get',
  path: '/figures/land-plan',
  zh: '供地计划统计 [聊城]',
  en: 'Figures of the land plan [LC]',
  allowed: overseers,
  params: nothing,
  query: z.strictObject({ district: districtSchema }),
  status: 200,
  answer: z.strictObject({
    district: districtSchema,
    rows: z.array(
      z.strictObject({
        status: parcelStatusSchema,
        parcels: z.int(),
        areaMu: z.string(),
        priceFen: fenSchema,
      }),
    ),
    parcels: z.int(),
    areaMu: z.string(),
    priceFen: fenSchema,
    area: areaSchema,
  }),
  refusals: [],
  district: 'query.district',
});

export const submitClaim = defineRoute({
  name: 'submitClaim',
  service: 'settlement',
  method: 'post',
  path: '/claims',
  zh: '开发企业申请结算 [大连 15，广州 9]',
  en: 'A developer claims the money [DL 15, GZ 9]',
  allowed: ['developer-clerk', 'counter-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    instalment: z.int().min(1).max(120).default(1),
    invoiceNumber: z
      .string()
      .regex(/^\d{8,20}$/, '发票号应为 8 至 20 位数字 / an invoice number has 8 to 20 digits'),
    invoicedOn: calendarDateSchema,
    amountFen: fenSchema,
    bankAccount: z
      .string()
      .regex(/^\d{8,30}$/, '收款账号应为 8 至 30 位数字 / a bank account has 8 to 30 digits'),
  }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'claim-exists',
    'not-bought-with-voucher',
    'voucher-not-spent',
    'not-handed-over',
    'claim-amount-differs',
    'instalment-not-due',
    'not-the-claimant',
  ],
});

const claimParams = z.strictObject({ claimId: claimIdSchema });

export const reviewClaim = defineRoute({
  name: 'reviewClaim',
  service: 'settlement',
  method: 'post',
  path: '/claims/:claimId/review',
  zh: '审核结算申请',
  en: 'Review a claim',
  allowed: ['claim-reviewer'],
  params: claimParams,
  query: nothing,
  body: z.strictObject({ note: textSchema(200, '审核意见 / note', '材料齐全') }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'claim-not-checked'],
});

export const approveClaim = defineRoute({
  name: 'approveClaim',
  service: 'settlement',
  method: 'post',
  path: '/claims/:claimId/approval',
  zh: '审批结算申请，与审核人须为两人',
  en: 'Approve a claim; reviewer and approver are two people',
  allowed: ['claim-approver', 'claim-reviewer'],
  params: claimParams,
  query: nothing,
  body: z.strictObject({ note: textSchema(200, '审批意见 / note', '同意') }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'claim-unknown',
    'claim-not-reviewed',
    'voucher-not-spent',
    'reviewer-may-not-approve',
    'bank-result-contradicted',
  ],
});

export const rejectClaim = defineRoute({
  name: 'rejectClaim',
  service: 'settlement',
  method: 'post',
  path: '/claims/:claimId/rejection',
  zh: '驳回结算申请',
  en: 'Reject a claim',
  allowed: ['claim-reviewer', 'claim-approver'],
  params: claimParams,
  query: nothing,
  body: z.strictObject({ reason: textSchema(200, '理由 / reason', '发票与合同不符') }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'claim-not-checked'],
});

export const paymentOrderSchema = z.strictObject({
  orderId: z.string(),
  claimId: claimIdSchema,
  accountId: accountIdSchema,
  developerId: developerIdSchema,
  bankAccount: z.string(),
  amountFen: fenSchema,
});

export const getPaymentFile = defineRoute({
  name: 'getPaymentFile',
  service: 'settlement',
  method: 'get',
  path: '/payment-file',
  zh: '待付款的支付指令（支付文件）',
  en: 'Payment orders waiting for the bank (the payment file)',
  allowed: ['finance-officer', 'bank', 'auditor'],
  params: nothing,
  query: z.strictObject({ ...pageQuery }),
  status: 200,
  answer: pageOf(paymentOrderSchema),
  refusals: [],
});

export const recordBankResult = defineRoute({
  name: 'recordBankResult',
  service: 'settlement',
  method: 'post',
  path: '/bank-results',
  zh: '银行回执：已付或未付',
  en: 'The bank’s result: paid or failed',
  allowed: ['bank', 'finance-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    orderId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,159}$/),
    claimId: claimIdSchema,
    accountId: accountIdSchema,
    result: z.enum(['paid', 'failed']),
    bankReference: bankReferenceSchema,
    on: calendarDateSchema,
  }),
  status: 202,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'payment-unknown'],
});

export const reportCompletion = defineRoute({
  name: 'reportCompletion',
  service: 'settlement',
  method: 'post',
  path: '/claims/:claimId/completion',
  zh: '开发企业提交办结信息 [大连 15]',
  en: 'The developer reports completion [DL 15]',
  allowed: ['developer-clerk'],
  params: claimParams,
  query: nothing,
  body: z.strictObject({ receivedOn: calendarDateSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['claim-unknown', 'not-the-claimant', 'claim-not-paid'],
});

export const claimStatusSchema = z.enum([
  'waiting',
  'checked',
  'reviewed',
  'approved',
  'ordered',
  'unfunded',
  'paid',
  'completed',
  'refused',
]);

export const getClaim = defineRoute({
  name: 'getClaim',
  service: 'settlement',
  method: 'get',
  path: '/claims/:claimId',
  zh: '查看结算申请',
  en: 'Where a claim stands; a refusal appears here with its code',
  allowed: [...overseers, 'developer-clerk'],
  params: claimParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    claimId: claimIdSchema,
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    developerId: developerIdSchema,
    status: claimStatusSchema,
    amountFen: fenSchema,
    invoiceNumber: z.string(),
    instalment: z.int(),
    /** The last day for paying by the voucher's pack; null: not known yet, or none. */
    payBy: calendarDateSchema.nullable(),
    refusal: z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  }),
  refusals: ['claim-unknown', 'not-the-claimant'],
});

export const getSettlementFigures = defineRoute({
  name: 'getSettlementFigures',
  service: 'settlement',
  method: 'get',
  path: '/figures/settlement',
  zh: '兑付统计：存入、保障、已付',
  en: 'Settlement figures: deposited, covered, paid',
  allowed: overseers,
  params: nothing,
  query: z.strictObject({ district: districtSchema }),
  status: 200,
  answer: z.strictObject({
    district: districtSchema,
    accounts: z.int(),
    depositedFen: fenSchema,
    paidFen: fenSchema,
    balanceFen: fenSchema,
    coveredFen: fenSchema,
    claims: z.array(
      z.strictObject({ status: claimStatusSchema, count: z.int(), amountFen: signedFenSchema }),
    ),
  }),
  refusals: [],
  district: 'query.district',
});

export const postingSchema = z.strictObject({
  at: z.string(),
  debit: z.string(),
  credit: z.string(),
  amountFen: fenSchema,
  reference: z.string(),
});

export const listPostings = defineRoute({
  name: 'listPostings',
  service: 'settlement',
  method: 'get',
  path: '/accounts/:accountId/postings',
  zh: '专用账户的复式记账分录',
  en: 'The double-entry postings of a dedicated account',
  allowed: overseers,
  params: accountParams,
  query: z.strictObject({ fromVersion: z.coerce.number().int().min(0).default(0) }),
  status: 200,
  answer: z.strictObject({
    accountId: accountIdSchema,
    postings: z.array(postingSchema),
    nextVersion: z.int().nullable(),
  }),
  refusals: ['account-unknown'],
});

export const settlementRoutes = [
  openAccount,
  deposit,
  getAccount,
  registerParcel,
  sellParcel,
  getLandPlan,
  submitClaim,
  reviewClaim,
  approveClaim,
  rejectClaim,
  getPaymentFile,
  recordBankResult,
  reportCompletion,
  ...holderClaimRoutes,
  getClaim,
  getSettlementFigures,
  listPostings,
] as const;
