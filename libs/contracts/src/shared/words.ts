import { z } from 'zod';
import { idSchema, textSchema } from '../core/schemas.ts';

/** Words that several agencies' contracts share. */

export const voucherIdSchema = idSchema('voucher');
export const purchaseIdSchema = idSchema('purchase');
export const issuanceIdSchema = idSchema('issuance');
export const householdIdSchema = idSchema('household');
export const personIdSchema = idSchema('person');
export const agreementIdSchema = idSchema('agreement');
export const projectIdSchema = idSchema('project');
export const areaIdSchema = idSchema('area');
export const developerIdSchema = idSchema('developer');
export const developmentIdSchema = idSchema('development');
export const unitIdSchema = idSchema('unit');
export const claimIdSchema = idSchema('claim');
export const accountIdSchema = idSchema('account');
export const parcelIdSchema = idSchema('parcel');
export const packIdSchema = idSchema('pack');

/** A district's code, as tokens and figures carry it. */
export const districtSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,39}$/,
    '应为小写字母、数字和连字符 / must be lower-case letters, digits and hyphens',
  )
  .meta({ description: '区的代码 / code of a district', examples: ['dongchangfu'] });

/** Relation of a person to the holder. */
export const kinshipSchema = z.enum([
  'self',
  'co-owner',
  'spouse',
  'parent',
  'child',
  'sibling',
  'grandparent',
  'grandchild',
  'other',
]);
export type Kinship = z.output<typeof kinshipSchema>;

/** What kind of home or space is sold. */
/** How the developer is paid: a claim for each step, due some days after its event. */
export const instalmentStepSchema = z.strictObject({
  after: z.enum(['filed', 'handed-over', 'invoiced', 'title-registered']),
  term: z.strictObject({ days: z.int(), kind: z.enum(['calendar', 'working']) }),
});

export const goodsKindSchema = z.enum([
  'residential',
  'commercial',
  'office',
  'parking',
  'garage',
  'storage',
]);
export type GoodsKind = z.output<typeof goodsKindSchema>;

export const saleStageSchema = z.enum(['ready', 'presale']);
export type SaleStage = z.output<typeof saleStageSchema>;

/** What a household chooses. */
export const compensationChoiceSchema = z.enum([
  'voucher',
  'replacement-home',
  'property-exchange',
  'rebuilt-home',
  'cash',
]);
export type CompensationChoice = z.output<typeof compensationChoiceSchema>;

/** How the money for vouchers must be there before issue. */
export const coverageRuleSchema = z.enum(['full', 'forecast']);
export type CoverageRule = z.output<typeof coverageRuleSchema>;

export const topUpKindSchema = z.enum([
  'own-funds',
  'provident-fund-withdrawal',
  'provident-fund-loan',
  'commercial-loan',
]);

/** Which pack, and which version of it, decides. */
export const packReferenceSchema = z.strictObject({
  packId: packIdSchema,
  version: z.int().min(1),
});
export type PackReference = z.output<typeof packReferenceSchema>;

/** A name of a thing, never of a person. */
export const nameSchema = textSchema(80, '名称（非个人信息）/ name of a thing, never of a person');

/** The common answer to a command: which thing, at which version, what became of it. */
export const acceptedSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  status: z.enum(['done', 'pending']),
});
