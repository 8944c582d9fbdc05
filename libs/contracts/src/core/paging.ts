import { limitFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { z } from 'zod';
import { instantSchema } from './schemas.ts';
import { says } from './says.ts';

const limitText = says('应为 1 至 200 的整数', 'must be a whole number from 1 to 200');
const cursorText = says('不是本接口给出的游标', 'not a cursor this service gave out');
const commitText = says('不是提交标识', 'not the id of a commit');

/** A whole number in a query string. */
export function queryInteger(least: number, most: number) {
  const text = says(
    `应为 ${least} 至 ${most} 的整数`,
    `must be a whole number from ${least} to ${most}`,
  );
  return z.coerce.number(text).int(text).min(least, text).max(most, text);
}

const fenText = says('应为整数分，不为负', 'must be whole fen, not negative');

/** Money in a query string: a limit to compare with. */
export const queryFenSchema = z.coerce
  .number(fenText)
  .int(fenText)
  .min(0, fenText)
  .max(limitFen, fenText)
  .meta({
    'x-kind': 'fen',
    description: '金额，单位分 / whole fen',
    examples: [50_000_000],
  }) as unknown as z.ZodType<Fen, unknown>;

/** Query fields of every list; spread them: `z.strictObject({ ...pageQuery, status: … })`. */
export const pageQuery = {
  limit: z.coerce
    .number(limitText)
    .int(limitText)
    .min(1, limitText)
    .max(200, limitText)
    .default(50)
    .meta({ description: '每页条数 / items per page' }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,400}$/, cursorText)
    .optional()
    .meta({
      description: '上一页给出的游标 / cursor of the page before',
      examples: ['eyJhIjoxfQ'],
    }),
  after: z
    .string()
    .regex(/^[^\s]{1,300}@\d{1,12}$/, commitText)
    .optional()
    .meta({
      description: '列表至少包含该提交 / the list includes at least this commit',
      examples: ['purchase/purchase-1@000000000001'],
    }),
};

/** One page of a list. `asOf`: lists may lag a second (WRITE-PATH 12). */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    next: z.string().optional().meta({ description: '下一页的游标 / cursor of the next page' }),
    asOf: instantSchema,
  });
}
