import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import { pageOf, pageQuery } from '../core/paging.ts';
import {
  areaSchema,
  calendarDateSchema,
  fenSchema,
  nationalIdSchema,
  signedFenSchema,
  textSchema,
} from '../core/schemas.ts';
import {
  acceptedSchema,
  accountIdSchema,
  agreementIdSchema,
  areaIdSchema,
  compensationChoiceSchema,
  districtSchema,
  householdIdSchema,
  kinshipSchema,
  nameSchema,
  packReferenceSchema,
  personIdSchema,
  projectIdSchema,
} from '../shared/words.ts';

const officers = ['resettlement-officer', 'counter-officer'] as const;
const readers = [
  'resettlement-officer',
  'counter-officer',
  'issuing-officer',
  'area-contact',
  'headquarters',
  'auditor',
] as const;

/** How far the homes that a project promised are. */
export const buildStateSchema = z.enum(['not-started', 'under-construction', 'delivered']);

export const registerProject = defineRoute({
  name: 'registerProject',
  service: 'households',
  method: 'post',
  path: '/projects',
  zh: '登记征收项目',
  en: 'Register a resettlement project',
  allowed: officers,
  params: nothing,
  query: nothing,
  body: z.strictObject({
    projectId: projectIdSchema,
    name: nameSchema,
    principalName: nameSchema,
    buildState: buildStateSchema,
    plannedHouseholds: z.int().min(0).max(1_000_000),
    plannedArea: areaSchema,
    switchedToVoucher: z.boolean(),
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['project-exists'],
});

const plotSchema = z.strictObject({
  name: nameSchema,
  resettleArea: areaSchema,
  decision: z.enum(['build', 'voucher']),
});

export const openArea = defineRoute({
  name: 'openArea',
  service: 'households',
  method: 'post',
  path: '/areas',
  zh: '设立片区，一片区一台账 [聊城]',
  en: 'Open a resettlement area with a ledger of its own [LC]',
  allowed: officers,
  params: nothing,
  query: nothing,
  body: z.strictObject({
    areaId: areaIdSchema,
    projectId: projectIdSchema,
    name: nameSchema,
    accountId: accountIdSchema,
    pilot: z.boolean(),
    plots: z.array(plotSchema).max(20),
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['area-exists', 'project-unknown'],
});

export const valueArea = defineRoute({
  name: 'valueArea',
  service: 'households',
  method: 'post',
  path: '/areas/:areaId/valuation',
  zh: '录入评估机构给出的片区基准价格 [聊城]',
  en: 'Record the base price a licensed valuer set for the area [LC]',
  allowed: officers,
  params: z.strictObject({ areaId: areaIdSchema }),
  query: nothing,
  body: z.strictObject({
    basePriceFen: fenSchema,
    valuer: nameSchema,
    valuedOn: calendarDateSchema,
  }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['area-unknown'],
});

/** A desk, not a person: commits hold no personal data (WRITE-PATH 27). */
const contactSchema = z.strictObject({
  office: nameSchema,
  telephone: z
    .string()
    .regex(
      /^\+?[0-9][0-9 -]{4,19}$/,
      '应为 5 至 20 位办公电话 / must be an office telephone number of 5 to 20 digits',
    )
    .meta({ description: '办公电话 / office telephone', examples: ['0635-8000000'] }),
});
const contactFields = { area: contactSchema, street: contactSchema };

export const nameContacts = defineRoute({
  name: 'nameContacts',
  service: 'households',
  method: 'post',
  path: '/areas/:areaId/contacts',
  zh: '公布片区和镇街的联系窗口 [聊城]',
  en: 'Name the contact desks of the area and of the street [LC]',
  allowed: officers,
  params: z.strictObject({ areaId: areaIdSchema }),
  query: nothing,
  body: z.strictObject(contactFields),
  status: 200,
  answer: acceptedSchema,
  refusals: ['area-unknown'],
});

/** Personal fields: they go into the vault and nowhere else (WRITE-PATH 27). */
export const memberSchema = z.strictObject({
  name: textSchema(40, '姓名（个人信息）/ personal name', '张三'),
  nationalId: nationalIdSchema,
  kinship: kinshipSchema,
});

export const registerHousehold = defineRoute({
  name: 'registerHousehold',
  service: 'households',
  method: 'post',
  path: '/households',
  zh: '登记被征收户及其成员、房屋面积',
  en: 'Register an expropriated household, its members and areas',
  allowed: officers,
  params: nothing,
  query: nothing,
  body: z.strictObject({
    householdId: householdIdSchema,
    areaId: areaIdSchema,
    titleArea: areaSchema,
    legalArea: areaSchema,
    /** The first member is the one who signs: kinship `self`. */
    members: z.array(memberSchema).min(1).max(30),
  }),
  status: 201,
  answer: acceptedSchema.extend({
    members: z.array(z.strictObject({ personId: personIdSchema, kinship: kinshipSchema })),
  }),
  refusals: ['household-exists', 'area-unknown', 'holder-not-a-member'],
});

export const revealPerson = defineRoute({
  name: 'revealPerson',
  service: 'households',
  method: 'post',
  path: '/people/:personId/reveal',
  zh: '查看未遮盖的个人信息，须写明事由，记录在案',
  en: 'See personal fields unmasked; the reason is recorded',
  allowed: officers,
  params: z.strictObject({ personId: personIdSchema }),
  query: nothing,
  body: z.strictObject({ reason: textSchema(200, '事由 / reason', '核对身份') }),
  status: 200,
  answer: z.strictObject({ personId: personIdSchema, name: z.string(), nationalId: z.string() }),
  refusals: [],
});

export const draftAgreement = defineRoute({
  name: 'draftAgreement',
  service: 'households',
  method: 'post',
  path: '/agreements',
  zh: '草拟补偿安置协议',
  en: 'Draft a compensation agreement',
  allowed: officers,
  params: nothing,
  query: nothing,
  body: z.strictObject({
    agreementId: agreementIdSchema,
    householdId: householdIdSchema,
    choice: compensationChoiceSchema,
    /** The part of the legal area that this agreement turns into a voucher; "0.00" when it is not a voucher. */
    voucherArea: areaSchema,
    amounts: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/), fenSchema).default({}),
    pack: packReferenceSchema,
    /** As quoted by the vouchers service and signed by both sides. */
    faceValueFen: fenSchema,
  }),
  status: 201,
  answer: acceptedSchema,
  refusals: ['agreement-exists', 'household-unknown', 'area-not-valued', 'voucher-area-too-large'],
});

const agreementParams = z.strictObject({ agreementId: agreementIdSchema });

export const signAgreement = defineRoute({
  name: 'signAgreement',
  service: 'households',
  method: 'post',
  path: '/agreements/:agreementId/signature',
  zh: '签订协议',
  en: 'Sign an agreement',
  allowed: officers,
  params: agreementParams,
  query: nothing,
  body: z.strictObject({ signedOn: calendarDateSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['agreement-unknown', 'agreement-not-drafted'],
});

export const putAgreementIntoEffect = defineRoute({
  name: 'putAgreementIntoEffect',
  service: 'households',
  method: 'post',
  path: '/agreements/:agreementId/effect',
  zh: '协议生效',
  en: 'Put an agreement into effect',
  allowed: officers,
  params: agreementParams,
  query: nothing,
  body: z.strictObject({ effectiveOn: calendarDateSchema }),
  status: 200,
  answer: acceptedSchema,
  refusals: ['agreement-unknown', 'agreement-not-signed'],
});

export const getServiceCard = defineRoute({
  name: 'getServiceCard',
  service: 'households',
  method: 'get',
  path: '/agreements/:agreementId/service-card',
  zh: '房票安置跟踪服务卡：片区与镇街的联系窗口 [聊城]',
  en: 'The holder’s service card: whom to ask in the area and in the street [LC]',
  allowed: ['holder', ...readers],
  params: agreementParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    agreementId: agreementIdSchema,
    areaName: nameSchema,
    ...contactFields,
  }),
  refusals: ['agreement-unknown', 'contacts-not-named'],
});

export const getAgreement = defineRoute({
  name: 'getAgreement',
  service: 'households',
  method: 'get',
  path: '/agreements/:agreementId',
  zh: '查看协议',
  en: 'Read an agreement',
  allowed: readers,
  params: agreementParams,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    agreementId: agreementIdSchema,
    householdId: householdIdSchema,
    areaId: areaIdSchema,
    district: districtSchema,
    choice: compensationChoiceSchema,
    status: z.enum(['drafted', 'signed', 'effective']),
    faceValueFen: fenSchema,
  }),
  refusals: ['agreement-unknown'],
});

export const getHousehold = defineRoute({
  name: 'getHousehold',
  service: 'households',
  method: 'get',
  path: '/households/:householdId',
  zh: '查看被征收户，个人信息遮盖',
  en: 'Read a household; personal fields are masked',
  allowed: readers,
  params: z.strictObject({ householdId: householdIdSchema }),
  query: nothing,
  status: 200,
  answer: z.strictObject({
    householdId: householdIdSchema,
    areaId: areaIdSchema,
    titleArea: areaSchema,
    legalArea: areaSchema,
    members: z.array(
      z.strictObject({
        personId: personIdSchema,
        kinship: kinshipSchema,
        name: z.string(),
        nationalId: z.string(),
      }),
    ),
  }),
  refusals: ['household-unknown'],
});

/** One row of the area ledger: everything is counted from households and agreements, nothing is typed in. */
export const areaLedgerSchema = z.strictObject({
  areaId: areaIdSchema,
  name: z.string(),
  projectId: projectIdSchema,
  pilot: z.boolean(),
  households: z.int(),
  legalArea: areaSchema,
  resettleArea: areaSchema,
  builtArea: areaSchema,
  voucherPlotArea: areaSchema,
  agreements: z.array(
    z.strictObject({
      choice: compensationChoiceSchema,
      count: z.int(),
      faceValueFen: signedFenSchema,
    }),
  ),
});

export const listAreas = defineRoute({
  name: 'listAreas',
  service: 'households',
  method: 'get',
  path: '/areas',
  zh: '片区台账',
  en: 'The ledgers of the areas',
  allowed: readers,
  params: nothing,
  query: z.strictObject({ ...pageQuery }),
  status: 200,
  answer: pageOf(areaLedgerSchema),
  refusals: [],
});

export const getProjectFigures = defineRoute({
  name: 'getProjectFigures',
  service: 'households',
  method: 'get',
  path: '/figures/projects',
  zh: '征收项目统计',
  en: 'Figures of the resettlement projects',
  allowed: readers,
  params: nothing,
  query: nothing,
  status: 200,
  answer: z.strictObject({
    undelivered: z.int(),
    switchedToVoucher: z.int(),
    plannedHouseholds: z.int(),
    plannedArea: areaSchema,
    pilotAreas: z.int(),
  }),
  refusals: [],
});

export const householdsRoutes = [
  registerProject,
  openArea,
  valueArea,
  nameContacts,
  registerHousehold,
  revealPerson,
  draftAgreement,
  signAgreement,
  putAgreementIntoEffect,
  getAgreement,
  getServiceCard,
  getHousehold,
  listAreas,
  getProjectFigures,
] as const;
