import {
  isArea,
  isCalendarDate,
  isCreditCode,
  isInstant,
  isNationalId,
  limitFen,
} from '@fangpiao/values';
import type { Area, CalendarDate, Fen as FenValue, Id, Instant } from '@fangpiao/values';
import { z } from 'zod';
import 'zod-openapi';
import { says } from './says.ts';

/**
 * The words every contract is written in. Objects are `z.strictObject`: an unknown field is refused.
 * `kind` in the metadata tells generators (examples, bad input) what a plain text or number means.
 */
export const valueKinds = [
  'fen',
  'signed-fen',
  'area',
  'date',
  'instant',
  'national-id',
  'credit-code',
  'id',
  'text',
] as const;
export type ValueKind = (typeof valueKinds)[number];

const kindKey = 'x-kind';

/** What a schema stands for, if it is one of the words below. */
export function kindOf(schema: z.core.$ZodType): ValueKind | undefined {
  const kind = z.globalRegistry.get(schema as z.ZodType)?.[kindKey];
  return valueKinds.find((each) => each === kind);
}

function word(kind: ValueKind, description: string, example: unknown) {
  return { [kindKey]: kind, description, examples: [example] };
}

const fenText = says(
  '应为整数分，0 至 9000000000000000（90 万亿元）',
  'must be whole fen from 0 to 9000000000000000 (90 trillion yuan)',
);
const signedFenText = says(
  '应为整数分，绝对值不超过 9000000000000000（90 万亿元）',
  'must be whole fen between −9000000000000000 and 9000000000000000 (90 trillion yuan)',
);

/** Money: whole fen, zero or more. */
export const fenSchema = z
  .int(fenText)
  .min(0, fenText)
  .max(limitFen, fenText)
  .meta(word('fen', '金额，单位分 / money in whole fen', 101_236_720)) as unknown as z.ZodType<
  FenValue,
  number
>;

/** A difference of money: whole fen with a sign. */
export const signedFenSchema = z
  .int(signedFenText)
  .min(-limitFen, signedFenText)
  .max(limitFen, signedFenText)
  .meta(
    word('signed-fen', '金额差额，单位分，可为负 / signed money in whole fen', -2_500),
  ) as unknown as z.ZodType<FenValue, number>;

const areaText = says(
  '应为平方米，文本，恰好两位小数，如 "120.50"',
  'must be square metres as text with exactly two decimals, e.g. "120.50"',
);
/** Square metres. */
export const areaSchema = z
  .string(areaText)
  .regex(/^(0|[1-9]\d{0,11})\.\d{2}$/, areaText)
  .refine(isArea, areaText)
  .meta(
    word('area', '面积，平方米，两位小数 / area in m², two decimals', '120.50'),
  ) as unknown as z.ZodType<Area, string>;

const dateText = says('应为存在的日期，如 2026-08-30', 'must be an existing date, e.g. 2026-08-30');
/** A date of law in Asia/Shanghai. */
export const calendarDateSchema = z
  .string(dateText)
  .regex(/^[1-9]\d{3}-\d{2}-\d{2}$/, dateText)
  .refine(isCalendarDate, dateText)
  .meta(
    word('date', '日期（北京时间）/ calendar date in Asia/Shanghai', '2026-08-30'),
  ) as unknown as z.ZodType<CalendarDate, string>;

const instantText = says(
  '应为 UTC 时刻，如 2026-08-30T02:15:00.000Z',
  'must be a UTC instant, e.g. 2026-08-30T02:15:00.000Z',
);
/** A moment in UTC with milliseconds. */
export const instantSchema = z
  .string(instantText)
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, instantText)
  .refine(isInstant, instantText)
  .meta(
    word('instant', '时刻，UTC / instant in UTC', '2026-08-30T02:15:00.000Z'),
  ) as unknown as z.ZodType<Instant, string>;

const nationalIdText = says(
  '身份证号不符：18 位，末位为校验码',
  'not a personal id number: 18 characters, the last one checks the others',
);
/** Personal: travels only where a contract names it, never into events or logs. */
export const nationalIdSchema = z
  .string(nationalIdText)
  .regex(/^\d{17}[\dX]$/, nationalIdText)
  .refine(isNationalId, nationalIdText)
  .meta(word('national-id', '身份证号（个人信息）/ personal id number', '11010519491231002X'));

const creditCodeText = says(
  '统一社会信用代码不符：18 位，末位为校验码',
  'not a unified social credit code: 18 characters, the last one checks the others',
);
export const creditCodeSchema = z
  .string(creditCodeText)
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, creditCodeText)
  .refine(isCreditCode, creditCodeText)
  .meta(word('credit-code', '统一社会信用代码 / unified social credit code', '91350100M000100Y43'));

/** An opaque identifier of one kind: `idSchema('purchase')`. */
export function idSchema<const Kind extends string>(kind: Kind): z.ZodType<Id<Kind>, string> {
  const text = says(
    `应为${kind}的标识：字母、数字、“_ . -”，至多 80 位`,
    `must be an identifier (${kind}): letters, digits, "_ . -", at most 80`,
  );
  return z
    .string(text)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/, text)
    .meta(
      word('id', `${kind} 标识 / identifier of a ${kind}`, `${kind}-1`),
    ) as unknown as z.ZodType<Id<Kind>, string>;
}

/** A text a person wrote: trimmed length between 1 and `longest`, no control characters. */
export function textSchema(longest: number, description: string, example = '示例') {
  const text = says(
    `应为 1 至 ${longest} 个字符，不含控制字符`,
    `must be 1 to ${longest} characters without control characters`,
  );
  return z
    .string(text)
    .min(1, text)
    .max(longest, text)
    .regex(/^(?=\s*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u, text)
    .meta(word('text', description, example));
}
