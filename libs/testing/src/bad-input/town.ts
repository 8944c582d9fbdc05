import {
  areaSchema,
  calendarDateSchema,
  creditCodeSchema,
  defineRefusals,
  defineRoute,
  fenSchema,
  idSchema,
  instantSchema,
  nationalIdSchema,
  nothing,
  pageOf,
  pageQuery,
  queryFenSchema,
  signedFenSchema,
  textSchema,
} from '@fangpiao/contracts';
import { z } from 'zod';

/** Routes of an invented town with one of everything a contract can hold. */
export const townRefusals = defineRefusals({
  'market-full': { status: 409, zh: '集市已满', en: 'The market is full' },
});

const stallBody = z.strictObject({
  ownerName: textSchema(40, '摊主 / owner'),
  ownerNationalId: nationalIdSchema,
  companyCreditCode: creditCodeSchema.optional(),
  rentFen: fenSchema,
  discountFen: signedFenSchema.optional(),
  floorArea: areaSchema,
  opensOn: calendarDateSchema,
  seenAt: instantSchema.optional(),
  district: z.enum(['north', 'south']),
  goods: z
    .array(z.strictObject({ name: textSchema(20, '货物 / goods'), priceFen: fenSchema }))
    .min(1)
    .max(10),
  isCovered: z.boolean().default(false),
  remark: textSchema(200, '备注 / remark').nullable(),
  payment: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('cash') }),
    z.strictObject({ by: z.literal('bank'), bankName: textSchema(40, '银行 / bank') }),
  ]),
});

export const putUpStall = defineRoute({
  name: 'PutUpStall',
  service: 'listings',
  method: 'post',
  path: '/markets/:marketId/stalls',
  zh: '设摊',
  en: 'Put up a stall',
  allowed: ['developer-clerk', 'housing-officer'],
  params: z.strictObject({ marketId: idSchema('market') }),
  query: nothing,
  body: stallBody,
  status: 201,
  answer: z.strictObject({ stallId: idSchema('stall') }),
  refusals: ['market-full'],
  district: 'body.district',
});

export const changeRent = defineRoute({
  name: 'ChangeRent',
  service: 'listings',
  method: 'put',
  path: '/stalls/:stallId/rent',
  zh: '改租金',
  en: 'Change the rent',
  allowed: ['housing-officer'],
  params: z.strictObject({ stallId: idSchema('stall') }),
  query: nothing,
  body: z.strictObject({ rentFen: fenSchema }),
  status: 200,
  answer: z.strictObject({ rentFen: fenSchema }),
  refusals: [],
  edits: true,
});

export const closeStall = defineRoute({
  name: 'CloseStall',
  service: 'listings',
  method: 'delete',
  path: '/stalls/:stallId',
  zh: '撤摊',
  en: 'Close a stall',
  allowed: ['housing-officer'],
  params: z.strictObject({ stallId: idSchema('stall') }),
  query: nothing,
  status: 202,
  answer: z.strictObject({ status: z.literal('pending') }),
  refusals: [],
});

export const listStalls = defineRoute({
  name: 'ListStalls',
  service: 'listings',
  method: 'get',
  path: '/stalls',
  zh: '摊位列表',
  en: 'List stalls',
  allowed: 'anyone',
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    opensOn: calendarDateSchema.optional(),
    kind: z.enum(['food', 'tools']).optional(),
    highestRentFen: queryFenSchema.optional(),
  }),
  status: 200,
  answer: pageOf(z.strictObject({ stallId: idSchema('stall'), rentFen: fenSchema })),
  refusals: [],
});

export const searchOwner = defineRoute({
  name: 'SearchOwner',
  service: 'listings',
  method: 'post',
  path: '/owners/search',
  zh: '按身份证号查摊主',
  en: 'Search an owner by id number',
  allowed: ['auditor'],
  params: nothing,
  query: nothing,
  body: z.strictObject({ nationalId: nationalIdSchema }),
  status: 200,
  answer: z.strictObject({ ownerIds: z.array(idSchema('owner')) }),
  refusals: [],
  reads: true,
});

export const townRoutes = [putUpStall, changeRent, closeStall, listStalls, searchOwner] as const;
