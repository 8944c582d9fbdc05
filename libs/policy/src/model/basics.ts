import { z } from 'zod';
import { isCalendarDate, parseYuan, ValueProblem } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';

/** A text in both languages. */
export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

/** Where a value comes from. Exactly one of the three; an assumption is shown on every answer. */
export const source = z
  .union([
    z.strictObject({
      clause: z.string().min(1).describe('document key and article, e.g. "DL 9"'),
      quote: z.string().optional().describe('a short quotation in the original'),
    }),
    z.strictObject({ decision: z.string().min(1).describe('number of the district’s decision') }),
    z.strictObject({ assumption: z.string().min(1).describe('why this reading was chosen') }),
  ])
  .describe('provenance: a clause, a decision or an assumption');
export type Source = z.infer<typeof source>;

export const calendarDateText = z
  .string()
  .refine(isCalendarDate, { error: 'expected a date that exists, YYYY-MM-DD' })
  .transform((text) => text as CalendarDate);

/** '10 %' or '0.1', kept as a plain decimal text between 0 and 10. */
export const ratio = z
  .union([z.string(), z.number()])
  .refine((value) => isRatio(value), { error: 'expected a ratio, e.g. 10 % or 0.1' })
  .transform((value) => decimalOfRatio(value));

function isRatio(value: string | number): boolean {
  return /^\d{1,6}(\.\d{1,8})?\s*%?$/.test(String(value));
}

/** '10 %' → '0.1'. */
export function decimalOfRatio(value: string | number): string {
  const match = /^(\d+)(?:\.(\d+))?\s*(%?)$/.exec(String(value));
  if (!match) return '0';
  const [, whole = '0', decimals = '', percent] = match;
  if (!percent) return decimals ? `${whole}.${decimals}` : whole;
  const digits = (whole + decimals).padStart(decimals.length + 3, '0');
  const split = digits.length - decimals.length - 2;
  const result = `${digits.slice(0, split).replace(/^0+(?=\d)/, '')}.${digits.slice(split)}`;
  return result.replace(/\.?0+$/, '');
}

/** '1,012,367.20 yuan' or '1012367.2 元' → fen. */
export const yuan = z
  .string()
  .refine((text) => fenOfYuan(text) !== undefined, { error: 'expected money, e.g. 300.00 yuan' })
  .transform((text) => fenOfYuan(text) as Fen);

function fenOfYuan(text: string): Fen | undefined {
  try {
    return parseYuan(text.replace(/\s*yuan$/, ''));
  } catch (problem) {
    if (problem instanceof ValueProblem) return undefined;
    throw problem;
  }
}

export const formula = z.string().min(1).describe('a formula, e.g. "titleArea * unitPriceFen"');
export const condition = z.string().min(1).describe('a condition, e.g. "phase <= 2"');
export const key = z.string().regex(/^[a-z][A-Za-z0-9-]*$/);

const limit = z.strictObject({
  max: z.union([z.string(), z.number()]).optional(),
  min: z.union([z.string(), z.number()]).optional(),
  oneOf: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  reason: z.literal('required').optional().describe('a lower part must give a comment'),
});
export type Limit = z.infer<typeof limit>;

/** A rule: fields with one provenance, or one provenance a field. */
export function rule<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({
    ...shape,
    source,
    sources: z.record(z.string(), source).optional().describe('provenance of single fields'),
    comment: z.string().optional(),
    limits: z
      .record(z.string(), limit)
      .optional()
      .describe('fields a lower part may set, with their ceilings and floors'),
    open: z.array(z.string()).optional().describe('fields a lower part may set freely'),
  });
}
