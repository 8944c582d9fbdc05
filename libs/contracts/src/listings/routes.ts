import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { pageOf, pageQuery } from '../core/paging.ts';
import {
  areaSchema,
  calendarDateSchema,
  creditCodeSchema,
  fenSchema,
  textSchema,
} from '../core/schemas.ts';
import {
  acceptedSchema,
  developerIdSchema,
  developmentIdSchema,
  districtSchema,
  goodsKindSchema,
  nameSchema,
  purchaseIdSchema,
  saleStageSchema,
  unitIdSchema,
} from '../shared/words.ts';

const overseers = ['housing-officer', 'headquarters', 'city-finance-officer', 'auditor'] as const;

export const admitDeveloper = defineRoute({
  name: 'admitDeveloper',
  service: 'listings',
  method: 'post',
  path: '/developers',
  zh: '开发企业准入：经营规范 [大连 6]',
  en: 'Admit a developer in good order [DL 6]',
  allowed: ['housing-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    developerId: developerIdSchema,
    name: nameSchema,
    creditCode: creditCodeSchema,
    grade: z.enum(['A', 'B', 'C']),
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['developer-exists'],
});

export const proposeDevelopment = defineRoute({
  name: 'proposeDevelopment',
  service: 'listings',
  method: 'post',
  path: '/developments',
  zh: '开发企业申报楼盘',
  en: 'A developer proposes a development',
  allowed: ['developer-clerk'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    developmentId: developmentIdSchema,
    name: nameSchema,
    district: districtSchema,
    saleStage: saleStageSchema,
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['development-exists', 'developer-not-admitted'],
});

/** Conditions of admission [DL 6]; each must be met. */
export const checklistSchema = z.strictObject({
  permitsComplete: z.boolean(),
  titleClear: z.boolean(),
  noSeizure: z.boolean(),
  readyForTitleRegistration: z.boolean(),
  lawfulToSell: z.boolean(),
});

export const admitDevelopment = defineRoute({
  name: 'admitDevelopment',
  service: 'listings',
  method: 'post',
  path: '/developments/:developmentId/admission',
  zh: '审核楼盘入库条件 [大连 6]',
  en: 'Review a development against the conditions [DL 6]',
  allowed: ['housing-officer'],
  params: z.strictObject({ developmentId: developmentIdSchema }),
  query: nothing,
  body: checklistSchema,
  status: 200,
  answer: acceptedSchema,
  refusals: ['development-unknown', 'checklist-incomplete'],
});

export const proposeUnit = defineRoute({
  name: 'proposeUnit',
  service: 'listings',
  method: 'post',
  path: '/units',
  zh: '开发企业申报房源并承诺价格',
  en: 'A developer proposes a unit and commits to its price',
  allowed: ['developer-clerk', 'platform'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    unitId: unitIdSchema,
    developmentId: developmentIdSchema,
    building: z.string().min(1).max(20),
    room: z.string().min(1).max(20),
    kind: goodsKindSchema,
    area: areaSchema,
    committedPriceFen: fenSchema,
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['unit-exists', 'development-unknown', 'development-not-admitted', 'not-the-developer'],
});

const unitParams = z.strictObject({ unitId: unitIdSchema });

export const admitUnit = defineRoute({
  name: 'admitUnit',
  service: 'listings',
  method: 'post',
  path: '/units/:unitId/admission',
  zh: '房源入库',
  en: 'Admit a unit to the listing supermarket',
  allowed: ['housing-officer'],
  params: unitParams,
  query: nothing,
  body: z.strictObject({ noEncumbrance: z.literal(true) }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['unit-unknown', 'unit-not-proposed'],
});

export const delistUnit = defineRoute({
  name: 'delistUnit',
  service: 'listings',
  method: 'post',
  path: '/units/:unitId/delisting',
  zh: '房源退库',
  en: 'Delist a unit',
  allowed: ['housing-officer'],
  params: unitParams,
  query: nothing,
  body: z.strictObject({ reason: textSchema(200, '原因 / reason', '司法查封') }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['unit-unknown', 'unit-not-free'],
});

export const signContract = defineRoute({
  name: 'signContract',
  service: 'listings',
  method: 'post',
  path: '/units/:unitId/contract',
  zh: '录入买卖合同',
  en: 'Record the sale contract',
  allowed: ['developer-clerk', 'platform'],
  params: unitParams,
  query: nothing,
  body: z.strictObject({
    purchaseId: purchaseIdSchema,
    contractNumber: textSchema(60, '合同编号 / contract number', 'HT-1'),
    contractedOn: calendarDateSchema,
    priceFen: fenSchema,
  }),
  status: 200,
  answer: acceptedSchema,
  refusals: [
    'unit-unknown',
    'not-the-developer',
    'unit-not-reserved',
    'reservation-over',
    'contract-price-above-commitment',
    'contract-price-differs',
    'contract-too-late',
    'contract-back-dated',
    'date-in-the-future',
  ],
});

export const rescindContract = defineRoute({
  name: 'rescindContract',
  service: 'listings',
  method: 'post',
  path: '/units/:unitId/contract-rescission',
  zh: '备案前解除合同',
  en: 'Rescind the contract before filing',
  allowed: ['developer-clerk', 'housing-officer'],
  params: unitParams,
  query: nothing,
  body: z.strictObject({
    purchaseId: purchaseIdSchema,
    reason: textSchema(200, '原因 / reason', '双方协商解除'),
  }),
  status: 200,
  answer: acceptedSchema,
  refusals: [
    'unit-unknown',
    'not-the-developer',
    'unit-not-contracted',
    'unit-already-filed',
    'contract-counts-as-filed',
  ],
});

export const submitFiling = defineRoute({
  name: 'submitFiling',
  service: 'listings',
  method: 'post',
  path: '/filings',
  zh: '开发企业或平台报送网签备案',
  en: 'The developer or the platform submits an online filing',
  allowed: ['developer-clerk', 'platform'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    filingNumber: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/),
    unitId: unitIdSchema,
    purchaseId: purchaseIdSchema,
    filedOn: calendarDateSchema,
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: [
    'filing-number-used',
    'unit-unknown',
    'not-the-developer',
    'unit-not-contracted',
    'filing-not-required',
    'filing-too-late',
    'filing-before-contract',
    'date-in-the-future',
  ],
});

export const confirmFiling = defineRoute({
  name: 'confirmFiling',
  service: 'listings',
  method: 'post',
  path: '/filings/:filingNumber/confirmation',
  zh: '核对网签备案',
  en: 'An officer checks the filing',
  allowed: ['housing-officer'],
  params: z.strictObject({ filingNumber: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/) }),
  query: nothing,
  body: z.strictObject({ matchesPlatform: z.literal(true) }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['filing-unknown', 'filing-not-submitted'],
});

export const revokeFiling = defineRoute({
  name: 'revokeFiling',
  service: 'listings',
  method: 'post',
  path: '/units/:unitId/filing-revocation',
  zh: '备案后合同解除，撤销网签备案；无需备案的，解除已使用房票的合同',
  en: 'Revoke the filing of a contract that was rescinded after it used the voucher',
  allowed: ['housing-officer'],
  params: unitParams,
  query: nothing,
  body: z.strictObject({
    purchaseId: purchaseIdSchema,
    reason: textSchema(200, '原因 / reason', '开发企业逾期交付'),
    document: textSchema(80, '依据文书号 / number of the document', '（2026）民初1号'),
    revokedOn: calendarDateSchema,
  }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['unit-unknown', 'unit-not-filed', 'revocation-too-early', 'date-in-the-future'],
});

export const handOver = defineRoute({
  name: 'handOver',
  service: 'listings',
  method: 'post',
  path: '/units/:unitId/handover',
  zh: '登记房屋交付',
  en: 'Record the handover',
  allowed: ['developer-clerk'],
  params: unitParams,
  query: nothing,
  body: z.strictObject({ purchaseId: purchaseIdSchema, handedOverOn: calendarDateSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: [
    'unit-unknown',
    'not-the-developer',
    'unit-not-filed',
    'handover-too-early',
    'date-in-the-future',
  ],
});

export const unitStatusSchema = z.enum([
  'proposed',
  'listed',
  'reserved',
  'contracted',
  'filed',
  'handed-over',
  'delisted',
]);

export const unitSchema = z.strictObject({
  unitId: unitIdSchema,
  developmentId: developmentIdSchema,
  developerId: developerIdSchema,
  district: districtSchema,
  building: z.string(),
  room: z.string(),
  kind: goodsKindSchema,
  saleStage: saleStageSchema,
  area: areaSchema,
  committedPriceFen: fenSchema,
  status: unitStatusSchema,
});

export const getUnit = defineRoute({
  name: 'getUnit',
  service: 'listings',
  method: 'get',
  path: '/units/:unitId',
  zh: '查看房源',
  en: 'Read a unit',
  allowed: 'anyone',
  params: unitParams,
  query: nothing,
  status: 200,
  answer: unitSchema,
  refusals: ['unit-unknown'],
});

export const searchUnits = defineRoute({
  name: 'searchUnits',
  service: 'listings',
  method: 'get',
  path: '/units',
  zh: '房源超市：按区、类型、面积、价格查找',
  en: 'The listing supermarket: search by district, kind, area, price',
  allowed: 'anyone',
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    district: districtSchema.optional(),
    kind: goodsKindSchema.optional(),
    saleStage: saleStageSchema.optional(),
    highestPriceFen: z.coerce.number().int().min(0).optional(),
  }),
  status: 200,
  answer: pageOf(unitSchema),
  refusals: [],
});

export const getSalesFigures = defineRoute({
  name: 'getSalesFigures',
  service: 'listings',
  method: 'get',
  path: '/figures/sales',
  zh: '用房票成交、备案的套数、金额、面积',
  en: 'Units contracted and filed with vouchers, money and area',
  allowed: overseers,
  params: nothing,
  query: z.strictObject({ district: districtSchema }),
  district: 'query.district',
  status: 200,
  answer: z.strictObject({
    district: districtSchema,
    listed: z.int(),
    /** Units contracted so far, filed ones included. */
    contracted: z.int(),
    filed: z.int(),
    filedSalesFen: fenSchema,
    filedArea: areaSchema,
    handedOver: z.int(),
  }),
  refusals: [],
});

export const listingsRoutes = [
  admitDeveloper,
  proposeDevelopment,
  admitDevelopment,
  proposeUnit,
  admitUnit,
  delistUnit,
  signContract,
  rescindContract,
  submitFiling,
  confirmFiling,
  revokeFiling,
  handOver,
  getUnit,
  searchUnits,
  getSalesFigures,
] as const;
