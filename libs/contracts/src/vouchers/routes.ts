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
  agreementIdSchema,
  areaIdSchema,
  districtSchema,
  goodsKindSchema,
  issuanceIdSchema,
  packIdSchema,
  packReferenceSchema,
  personIdSchema,
  purchaseIdSchema,
  topUpKindSchema,
  unitIdSchema,
  voucherIdSchema,
} from '../shared/words.ts';
import { bulkRoutesOf } from '../shared/bulk-routes.ts';
import { cashOut, getVoucherOutlook, takeExpired } from './endings.ts';
import { purchasePartSchema } from './events.ts';
import { proofSchema } from './proof.ts';
import { transferVoucher } from './transfer.ts';

const issuers = ['issuing-officer', 'counter-officer'] as const;
const overseers = [
  'issuing-officer',
  'counter-officer',
  'finance-officer',
  'city-finance-officer',
  'headquarters',
  'auditor',
] as const;

const packParams = z.strictObject({
  packId: packIdSchema,
  packVersion: z.coerce.number().int().min(1).max(9999),
});

export const draftPack = defineRoute({
  name: 'draftPack',
  service: 'vouchers',
  method: 'post',
  path: '/packs',
  zh: '提交政策包草案',
  en: 'Submit the draft of a policy pack',
  allowed: ['issuing-officer', 'city-policy-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    packId: packIdSchema,
    version: z.int().min(1).max(9999),
    parts: z
      .array(
        z.strictObject({ file: z.string().min(1).max(200), text: z.string().min(1).max(60_000) }),
      )
      .min(1)
      .max(5),
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['pack-exists', 'pack-invalid'],
});

export const registerPack = defineRoute({
  name: 'registerPack',
  service: 'vouchers',
  method: 'post',
  path: '/packs/:packId/versions/:packVersion/registration',
  zh: '市指挥部备案政策包 [广州 15]',
  en: 'Headquarters registers the pack [GZ 15]',
  allowed: ['headquarters'],
  params: packParams,
  query: nothing,
  body: z.strictObject({ note: textSchema(200, '备注 / note', '备案') }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['pack-unknown', 'pack-not-draft', 'same-person-proposes-and-approves'],
});

export const putPackInForce = defineRoute({
  name: 'putPackInForce',
  service: 'vouchers',
  method: 'post',
  path: '/packs/:packId/versions/:packVersion/force',
  zh: '政策包生效，此后不可更改',
  en: 'Put the pack in force; it is immutable from then on',
  allowed: ['headquarters', 'issuing-officer'],
  params: packParams,
  query: nothing,
  body: z.strictObject({ effectiveFrom: calendarDateSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['pack-unknown', 'pack-not-registered', 'same-person-proposes-and-approves'],
});

export const getPack = defineRoute({
  name: 'getPack',
  service: 'vouchers',
  method: 'get',
  path: '/packs/:packId/versions/:packVersion',
  zh: '查看政策包的一个版本：状态与原文',
  en: 'Read one version of a pack: where it stands, and its text as submitted',
  allowed: [...overseers, 'city-policy-officer', 'resettlement-officer'],
  params: packParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    packId: packIdSchema,
    version: z.int(),
    status: z.enum(['draft', 'registered', 'in-force']),
    effectiveFrom: calendarDateSchema.nullable(),
    parts: z.array(z.strictObject({ file: z.string(), text: z.string() })),
  }),
  refusals: ['pack-unknown'],
});

export const quoteLineSchema = z.strictObject({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  arithmetic: z.string(),
  clause: z.string(),
  amountFen: signedFenSchema,
});

export const quote = defineRoute({
  name: 'quote',
  service: 'vouchers',
  method: 'post',
  path: '/quotes',
  zh: '测算票面金额，每一元都有说明和条款',
  en: 'Quote a face value: every yuan explained, with its clause',
  allowed: [...issuers, 'resettlement-officer', 'headquarters', 'auditor'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    pack: packReferenceSchema,
    legalArea: areaSchema,
    voucherArea: areaSchema,
    titleArea: areaSchema,
    basePriceFen: fenSchema,
    amounts: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/), fenSchema).default({}),
  }),
  reads: true,
  status: 200,
  answer: z.strictObject({
    pack: packReferenceSchema,
    lines: z.array(quoteLineSchema),
    faceValueFen: fenSchema,
    rewardInsideFaceFen: fenSchema,
    rewardOutsideFaceFen: fenSchema,
    coverFen: fenSchema,
    assumptions: z.array(z.string()),
  }),
  refusals: ['pack-unknown', 'quote-refused'],
});

export const setQuota = defineRoute({
  name: 'setQuota',
  service: 'vouchers',
  method: 'post',
  path: '/quota',
  zh: '区政府确定房票发放总额 [广州 6]',
  en: 'The district sets the issue quota [GZ 6]',
  allowed: ['issuing-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    issueQuotaFen: fenSchema,
    decision: textSchema(100, '决定文号 / number of the decision', '区政〔2026〕1号'),
  }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['quota-below-use'],
});

export const getQuota = defineRoute({
  name: 'getQuota',
  service: 'vouchers',
  method: 'get',
  path: '/quota/:district',
  zh: '查看发放总额的使用',
  en: 'How much of the issue quota is used',
  allowed: overseers,
  params: z.strictObject({ district: districtSchema }),
  query: nothing,
  status: 200,
  answer: z.strictObject({
    district: districtSchema,
    issueQuotaFen: fenSchema,
    reservedFen: fenSchema,
    issuedFen: fenSchema,
    serial: z.int(),
  }),
  refusals: [],
});

export const requestIssuance = defineRoute({
  name: 'requestIssuance',
  service: 'vouchers',
  method: 'post',
  path: '/issuances',
  zh: '依生效协议核发房票',
  en: 'Issue a voucher from an effective agreement',
  allowed: issuers,
  params: nothing,
  query: nothing,
  body: z.strictObject({ agreementId: agreementIdSchema }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'agreement-not-effective',
    'agreement-without-voucher',
    'issuance-exists',
    'pack-unknown',
    'pack-not-in-force',
    'quote-refused',
    'face-value-differs',
  ],
});

export const issuanceJobs = bulkRoutesOf({
  service: 'vouchers',
  name: 'requestIssuance',
  path: '/issuance-jobs',
  zh: '依生效协议核发房票',
  en: 'Issue vouchers from effective agreements',
  allowed: issuers,
  readers: overseers,
  row: z.strictObject({ agreementId: agreementIdSchema }),
});

export const getIssuance = defineRoute({
  name: 'getIssuance',
  service: 'vouchers',
  method: 'get',
  path: '/issuances/:issuanceId',
  zh: '查看核发进度；被拒绝时给出原因',
  en: 'Where an issuance stands; a refusal appears here with its code',
  allowed: overseers,
  params: z.strictObject({ issuanceId: issuanceIdSchema }),
  query: nothing,
  status: 200,
  answer: z.strictObject({
    issuanceId: issuanceIdSchema,
    agreementId: agreementIdSchema,
    status: z.enum(['pending', 'issued', 'refused']),
    voucherId: voucherIdSchema.nullable(),
    refusal: z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  }),
  refusals: ['issuance-unknown'],
});

/** The ten pockets, always in this order; they add up to the face value. */
export const pocketsSchema = z.strictObject({
  available: fenSchema,
  held: fenSchema,
  spent: fenSchema,
  transferredOut: fenSchema,
  cashedOut: fenSchema,
  exchanged: fenSchema,
  convertedToHome: fenSchema,
  forfeited: fenSchema,
  expired: fenSchema,
  cancelled: fenSchema,
});
export type Pockets = z.output<typeof pocketsSchema>;

export const voucherSchema = z.strictObject({
  voucherId: voucherIdSchema,
  voucherNumber: z.string(),
  district: districtSchema,
  areaId: areaIdSchema,
  agreementId: agreementIdSchema,
  holder: personIdSchema,
  faceValueFen: fenSchema,
  rewardInsideFaceFen: fenSchema,
  rewardOutsideFaceFen: fenSchema,
  pockets: pocketsSchema,
  frozenFen: fenSchema,
  redeemedFen: fenSchema,
  /** Paid to the holder: cashed out or exchanged. */
  paidOutFen: fenSchema,
  issuedOn: calendarDateSchema,
  expiresOn: calendarDateSchema,
  pack: packReferenceSchema,
});

const voucherParams = z.strictObject({ voucherId: voucherIdSchema });

export const getVoucher = defineRoute({
  name: 'getVoucher',
  service: 'vouchers',
  method: 'get',
  path: '/vouchers/:voucherId',
  zh: '查看房票',
  en: 'Read a voucher',
  allowed: [...overseers, 'holder'],
  params: voucherParams,
  query: nothing,
  status: 200,
  answer: voucherSchema,
  refusals: ['voucher-unknown', 'not-the-holder'],
});

export const listVouchers = defineRoute({
  name: 'listVouchers',
  service: 'vouchers',
  method: 'get',
  path: '/vouchers',
  zh: '房票列表；持票人只见自己的',
  en: 'Vouchers; a holder sees their own only',
  allowed: [...overseers, 'holder'],
  params: nothing,
  query: z.strictObject({ ...pageQuery, areaId: areaIdSchema.optional() }),
  status: 200,
  answer: pageOf(voucherSchema),
  refusals: [],
});

export const endorsementSchema = z.strictObject({
  version: z.int(),
  at: z.string(),
  by: z.string(),
  events: z.array(z.string()),
  previousHash: z.string(),
  hash: z.string(),
});

export const listEndorsements = defineRoute({
  name: 'listEndorsements',
  service: 'vouchers',
  method: 'get',
  path: '/vouchers/:voucherId/endorsements',
  zh: '房票签注链 [广州 11]',
  en: 'The endorsements of a voucher, as a chain [GZ 11]',
  allowed: [...overseers, 'holder'],
  params: voucherParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    voucherId: voucherIdSchema,
    endorsements: z.array(endorsementSchema),
    unbroken: z.boolean(),
  }),
  refusals: ['voucher-unknown', 'not-the-holder'],
});

export const freezeVoucher = defineRoute({
  name: 'freezeVoucher',
  service: 'vouchers',
  method: 'post',
  path: '/vouchers/:voucherId/freeze',
  zh: '依法院等机关的文书冻结房票',
  en: 'Freeze a voucher on an authority’s order',
  allowed: issuers,
  params: voucherParams,
  query: nothing,
  body: z.strictObject({
    frozenFen: fenSchema,
    authority: textSchema(80, '机关 / authority', '区人民法院'),
    document: textSchema(80, '文书号 / number of the order', '（2026）1号'),
  }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['voucher-unknown', 'freeze-above-available'],
});

export const unfreezeVoucher = defineRoute({
  name: 'unfreezeVoucher',
  service: 'vouchers',
  method: 'post',
  path: '/vouchers/:voucherId/unfreeze',
  zh: '解除冻结',
  en: 'Unfreeze a voucher',
  allowed: issuers,
  params: voucherParams,
  query: nothing,
  body: z.strictObject({ document: textSchema(80, '文书号 / number of the order', '（2026）2号') }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['voucher-unknown', 'voucher-not-usable'],
});

export const topUpSchema = z.strictObject({ kind: topUpKindSchema, amountFen: fenSchema });

export const startPurchase = defineRoute({
  name: 'startPurchase',
  service: 'vouchers',
  method: 'post',
  path: '/purchases',
  zh: '使用房票购房：选定房源和房票',
  en: 'Use vouchers to buy: choose the unit and the vouchers',
  allowed: ['holder', 'counter-officer'],
  params: nothing,
  query: nothing,
  body: z.strictObject({
    unitId: unitIdSchema,
    buyer: personIdSchema,
    priceFen: fenSchema,
    voucherIds: z.array(voucherIdSchema).min(1).max(10),
    topUps: z.array(topUpSchema).max(4).default([]),
    proofs: z.array(proofSchema).max(10).default([]),
  }),
  status: 202,
  answer: acceptedSchema,
  refusals: [
    'voucher-unknown',
    'not-the-holder',
    'voucher-expired',
    'voucher-frozen',
    'voucher-not-usable',
    'balance-too-small',
    'buyer-not-allowed',
    'proof-missing',
    'goods-not-allowed',
    'unit-not-listed',
    'unit-already-reserved',
    'price-above-commitment',
    'top-up-differs',
    'top-up-not-allowed',
    'merge-not-allowed',
    'voucher-money-first',
  ],
});

const purchaseParams = z.strictObject({ purchaseId: purchaseIdSchema });

export const cancelPurchase = defineRoute({
  name: 'cancelPurchase',
  service: 'vouchers',
  method: 'post',
  path: '/purchases/:purchaseId/cancellation',
  zh: '签约前取消购房',
  en: 'Cancel a purchase before the contract',
  allowed: ['holder', 'counter-officer'],
  params: purchaseParams,
  query: nothing,
  body: z.strictObject({ reason: textSchema(200, '原因 / reason', '改选房源') }),
  status: 202,
  answer: acceptedSchema,
  refusals: ['purchase-unknown', 'not-the-holder', 'purchase-cannot-be-cancelled'],
});

export const purchaseStatusSchema = z.enum([
  'started',
  'reserving',
  'reserved',
  'contracted',
  'used',
  'completed',
  'refused',
  'released',
  'rescinded',
]);

export const getPurchase = defineRoute({
  name: 'getPurchase',
  service: 'vouchers',
  method: 'get',
  path: '/purchases/:purchaseId',
  zh: '查看购房进度',
  en: 'Where a purchase stands; a refusal appears here with its code',
  allowed: [...overseers, 'holder'],
  params: purchaseParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    purchaseId: purchaseIdSchema,
    unitId: unitIdSchema,
    kind: goodsKindSchema,
    status: purchaseStatusSchema,
    priceFen: fenSchema,
    voucherFen: fenSchema,
    paidFen: fenSchema,
    parts: z.array(purchasePartSchema),
    /** What the buyer has to add in cash beyond the planned top-up; null: nothing. */
    topUpDue: z.strictObject({ amountFen: fenSchema, zh: z.string(), en: z.string() }).nullable(),
    refusal: z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  }),
  refusals: ['purchase-unknown', 'not-the-holder'],
});

export const getVoucherFigures = defineRoute({
  name: 'getVoucherFigures',
  service: 'vouchers',
  method: 'get',
  path: '/figures/vouchers',
  zh: '房票统计：张数、票面、各口袋金额，按片区',
  en: 'Voucher figures: number, face, pockets, by area',
  allowed: overseers,
  params: nothing,
  query: z.strictObject({ district: districtSchema }),
  status: 200,
  answer: z.strictObject({
    district: districtSchema,
    vouchers: z.int(),
    faceValueFen: fenSchema,
    /** They add up to the face; what was transferred is where the receiver has it. */
    pockets: pocketsSchema,
    transferredFen: fenSchema,
    redeemedFen: fenSchema,
    byArea: z.array(
      z.strictObject({
        areaId: z.string(),
        vouchers: z.int(),
        faceValueFen: fenSchema,
        spentFen: fenSchema,
      }),
    ),
  }),
  refusals: [],
});

export const vouchersRoutes = [
  draftPack,
  registerPack,
  putPackInForce,
  getPack,
  quote,
  setQuota,
  getQuota,
  requestIssuance,
  ...Object.values(issuanceJobs),
  getIssuance,
  getVoucher,
  listVouchers,
  listEndorsements,
  freezeVoucher,
  unfreezeVoucher,
  getVoucherOutlook,
  transferVoucher,
  cashOut,
  takeExpired,
  startPurchase,
  cancelPurchase,
  getPurchase,
  getVoucherFigures,
] as const;
