import { z } from 'zod';
import {
  bilingual,
  calendarDateText,
  condition,
  formula,
  key,
  ratio,
  rule,
  source,
} from './basics.ts';
import { units } from '../formula/types.ts';
import type { Unit } from '../formula/types.ts';

export const goodsKinds = [
  'residential',
  'commercial',
  'office',
  'non-residential',
  'parking',
  'garage',
  'storage',
] as const;
export type GoodsKind = (typeof goodsKinds)[number];

export const saleStages = ['ready', 'presale', 'second-hand'] as const;
export type SaleStage = (typeof saleStages)[number];

export const kinships = [
  'holder',
  'co-owner',
  'spouse',
  'parent',
  'child',
  'sibling',
  'grandparent',
  'grandchild',
  'parent-in-law',
  'child-in-law',
] as const;
export type Kinship = (typeof kinships)[number];

export const topUpKinds = [
  'own-funds',
  'provident-fund-withdrawal',
  'provident-fund-loan',
  'commercial-loan',
] as const;

const unit = z.enum(Object.keys(units) as [Unit, ...Unit[]]);
const days = z.number().int().min(0).max(36_600);
const term = z.strictObject({ days, kind: z.enum(['calendar', 'working']) });
const dayCount = z.enum(['actual/365', 'actual/360', '30/360']);

const documents = z.record(
  key.or(z.string().regex(/^[A-Z]{2,6}[0-9]*$/)),
  z.strictObject({
    title: z.string(),
    issuedBy: z.string().optional(),
    number: z.string().optional(),
    date: calendarDateText.optional(),
    comment: z.string().optional(),
  }),
);

const inputs = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  z.strictObject({
    name: bilingual,
    unit,
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    oneOf: z.array(z.string()).optional(),
    comment: z.string().optional(),
  }),
);

const values = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  rule({ name: bilingual, unit, value: z.union([z.string(), z.number()]).optional() }),
);

const row = z.strictObject({
  from: z.union([z.string(), z.number()]).optional().describe('first value of the row, inclusive'),
  through: z.union([z.string(), z.number()]).optional().describe('last value, inclusive'),
  below: z.union([z.string(), z.number()]).optional().describe('end of the row, exclusive'),
  is: z.array(z.string()).optional().describe('the texts the row is for'),
  otherwise: z.literal(true).optional(),
  value: z.union([z.string(), z.number()]),
});
export type TierRow = z.infer<typeof row>;

const tiers = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  rule({ name: bilingual, by: formula, unit, rows: z.array(row).min(1) }),
);

const component = rule({
  name: bilingual,
  role: z
    .enum(['base', 'expropriation-reward', 'policy-reward', 'fee', 'other'])
    .describe('base: base compensation; fee: moving fee, subsidy and the like'),
  amount: formula,
  when: condition.optional(),
  counts: z
    .enum(['inside-face', 'beside-face', 'paid-in-cash', 'holder-choice'])
    .describe('beside-face: printed on the voucher next to the face value'),
  formulas: z.array(key).optional().describe('only in these face formulas; default: in all'),
  cap: z
    .strictObject({
      amount: formula,
      per: z.enum(['household', 'dwelling', 'person', 'project']),
      source: source.optional(),
    })
    .optional(),
});

const face = z.strictObject({
  formulas: z.record(key, rule({ name: bilingual })),
  defaultFormula: key.optional(),
  components: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), component),
  open: z.array(z.string()).optional(),
});

const reward = z.discriminatedUnion('timing', [
  rule({
    name: bilingual,
    timing: z.literal('from-start'),
    component: z.string(),
    kept: formula.optional().describe('ratio still kept on a date; default 100 %'),
    keptIfBaseNotUsedInFull: ratio.describe('ratio of the unused reward kept at the end'),
  }),
  rule({
    name: bilingual,
    timing: z.literal('earned-at-use'),
    amount: formula,
    when: condition.optional(),
    highest: formula.describe('the most one voucher can earn; counts into the cover'),
    due: z.enum(['at-use', 'when-base-used-in-full']),
  }),
]);

const goods = rule({
  saleStages: z.array(z.enum(saleStages)).min(1),
  listing: z.enum(['required', 'not-required']).describe('must stand in the listing supermarket'),
  useEvent: z
    .enum(['filing-date', 'contract-date', 'title-transfer-date'])
    .describe('the date that stops the clock'),
  proofs: z.array(z.string()).optional(),
  when: condition.optional(),
});

const buyer = rule({ proofs: z.array(z.string()).optional(), when: condition.optional() });

const band = z.strictObject({
  from: ratio.describe('share of the denominator left over, inclusive'),
  through: ratio.optional(),
  below: ratio.optional(),
  value: ratio.describe('share of that money paid out'),
});

export const sections = {
  documents,
  effective: rule({ from: calendarDateText, until: calendarDateText.optional() }),
  registration: rule({ mode: z.enum(['none', 'for-the-record', 'gate']) }),
  consultations: z
    .array(z.strictObject({ who: z.string(), on: calendarDateText, answer: z.string() }))
    .optional(),
  transition: rule({
    keepsEarlier: z.enum(['none', 'agreements-signed-before', 'by-decision']),
    signedBefore: calendarDateText.optional(),
    decisions: z
      .array(
        z.strictObject({
          scope: z.enum(['district', 'project']),
          id: z.string(),
          pack: z.string(),
          decision: z.string(),
        }),
      )
      .optional(),
  }),
  rounding: rule({ mode: z.enum(['half-up', 'half-even', 'down', 'up']) }),
  appliesTo: rule({
    programmes: z.array(z.string()).min(1),
    landKinds: z.array(z.enum(['state', 'collective'])).min(1),
    origins: z.array(z.string()).min(1),
    holders: z.array(z.enum(['person', 'co-owners', 'company'])).min(1),
  }),
  inputs,
  values: values.optional(),
  tiers: tiers.optional(),
  face,
  rewards: z.record(key.or(z.string().regex(/^[a-z][A-Za-z0-9]*$/)), reward).optional(),
  exclusions: z.record(key, rule({ when: condition, reason: bilingual })).optional(),
  issueGates: rule({
    agreement: z.enum(['signed', 'effective']),
    vacated: z.boolean().describe('the old home handed over and accepted first'),
  }),
  validity: rule({
    months: z.number().int().min(1).max(600).optional(),
    days: days.optional(),
    on: calendarDateText.optional(),
    firstDayCounts: z.boolean().describe('true: the day of issue is day 1'),
    rollOverHolidays: z.boolean(),
    remindDaysBefore: z.array(days),
  }),
  goods: z.partialRecord(z.enum(goodsKinds), goods),
  buyers: z.partialRecord(z.enum(kinships), buyer),
  use: rule({
    split: z.boolean().describe('one voucher over several units'),
    merge: z.boolean().describe('several vouchers of one holder in one purchase'),
    maximumUnits: z.number().int().min(1).optional(),
    voucherFirst: z.boolean(),
    topUpBy: z.enum(['buyer', 'household']),
    topUpKinds: z.array(z.enum(topUpKinds)),
    districts: z.union([z.literal('whole-city'), z.array(z.string())]),
    crossDistrictPayer: z.enum(['issuing-district', 'purchase-district']),
    purchasesBeforeIssueDays: days.optional(),
    largestShareOfPrice: ratio.optional(),
    stacksWith: z.array(z.string()).optional().describe('other subsidies that may be combined'),
  }),
  transfer: rule({
    allowed: z.boolean(),
    times: z.number().int().min(0).max(10).optional(),
    circle: z.enum(['same-project', 'same-district', 'whole-city']).optional(),
    whoMustOwn: z.enum(['nobody', 'giver', 'receiver', 'both']).optional(),
    homesAtLeast: z.number().int().min(0).optional(),
  }),
  cashOut: rule({
    allowed: z.boolean(),
    minimumShareUsed: ratio.optional(),
    denominator: z.enum(['face', 'base']).optional(),
    afterPurchase: z.boolean().optional(),
    reading: z.enum(['whole-balance', 'marginal']).optional(),
    bands: z.array(band).optional(),
    payWithin: term.optional(),
  }),
  expiry: rule({
    whollyUnused: z.enum(['exchange', 'replacement-home', 'lapse']),
    leftoverAtExpiry: z.enum(['exchange', 'replacement-home', 'cash-out', 'lapse']),
    rewardAttribution: z.enum(['in-proportion', 'base-first', 'reward-first']).optional(),
    rewardDeducted: z.enum(['belonging', 'all', 'none']).optional(),
    deduction: ratio.optional().describe('further percentage deducted at exchange'),
    interest: z.strictObject({ yearlyRate: ratio, dayCount }).optional(),
    applyWithinMonths: z.number().int().min(1).optional(),
    subsidyStops: z.boolean(),
    payWithin: term.optional(),
  }),
  afterLateRescission: rule({
    outcome: z.enum(['days-given-back', 'to-expired']),
    days: days.optional(),
  }),
  instalments: rule({
    steps: z
      .array(
        z.strictObject({
          after: z.enum(['filed', 'handed-over', 'invoiced', 'title-registered']),
          share: ratio,
          term,
        }),
      )
      .min(1),
    lateInterest: z.strictObject({ yearlyRate: ratio, dayCount }).optional(),
  }),
  claims: z.strictObject({
    developer: rule({ conditions: z.array(z.string()).min(1), reviewWithin: term }),
    holder: rule({ conditions: z.array(z.string()).min(1), reviewWithin: term }).optional(),
    seller: rule({ conditions: z.array(z.string()).min(1), reviewWithin: term }).optional(),
  }),
  coverRule: rule({
    mode: z.enum(['full', 'share', 'forecast']),
    share: ratio.optional(),
    evaluationBeforeStart: z.boolean(),
  }),
  roles: z.record(key, rule({ agency: bilingual, level: z.enum(['city', 'district']) })).optional(),
  sideRights: z
    .record(key, rule({ name: bilingual, when: condition.optional(), certificate: bilingual }))
    .optional(),
  remedies: z.record(key, rule({ remedy: bilingual, days: days })).optional(),
} as const;

/** The whole pack once its parts are laid over each other. */
export const mergedPack = z.strictObject(sections);
export type PackRules = z.infer<typeof mergedPack>;

/** What every file says about itself. */
export const partHeader = z.strictObject({
  format: z.literal('fangpiao-policy-pack/1'),
  id: key,
  layer: z.enum(['city', 'district', 'project']),
  of: key.optional().describe('the part this one stands on'),
  name: bilingual,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: 'expected a version such as 1.0.0' }),
  state: z.enum(['draft', 'registered', 'in-force']),
  author: z.string().optional(),
  note: bilingual.optional(),
});
export type PartHeader = z.infer<typeof partHeader>;
