import { z } from 'zod';
import { defineRoute, nothing } from '../core/define-route.ts';
import type { ServiceName } from '../core/event.ts';
import { pageOf, pageQuery } from '../core/paging.ts';
import type { Role, RouteDeclaration } from '../core/route.ts';
import { says } from '../core/says.ts';
import { idSchema } from '../core/schemas.ts';
import { acceptedSchema } from './words.ts';

/** Limits of a bulk job (WRITE-PATH 18): what one request may bring, and what one chunk of it holds. */
export const bulkLimits = {
  rows: 5_000,
  /** Characters of all rows as JSON: they are one commit. */
  rowsCharacters: 200_000,
  chunkRows: 500,
} as const;

export const bulkJobIdSchema = idSchema('bulk-job');

const sizeText = says(
  `所有行合计至多 ${bulkLimits.rowsCharacters} 个字符，请分几次提交`,
  `all rows together may have at most ${bulkLimits.rowsCharacters} characters: send several jobs`,
);

const refusalShown = z.strictObject({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  /** What exactly, where the decision said more than its code. */
  detail: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
});

/**
 * One kind of work that is handed in as a list of rows: start it, see how far it is, read what became of each row.
 * A row is an ordinary command; that it was refused stops no other row.
 */
export function bulkRoutesOf<
  const Service extends ServiceName,
  const Name extends string,
  Row extends z.ZodType,
>(declared: {
  readonly service: Service;
  /** What is done to each row, as a verb and a noun: `requestIssuance`. */
  readonly name: Name;
  /** `/issuance-jobs`. */
  readonly path: `/${string}`;
  readonly zh: string;
  readonly en: string;
  readonly allowed: readonly [Role, ...Role[]];
  readonly readers: readonly [Role, ...Role[]];
  readonly row: Row;
}) {
  const { service, name, path, zh, en, allowed, readers, row } = declared;
  const one = z.strictObject({ jobId: bulkJobIdSchema });
  return {
    start: defineRoute({
      name: `${name}InBulk`,
      service,
      method: 'post',
      path,
      zh: `批量${zh}`,
      en: `${en}, in bulk`,
      allowed,
      params: nothing,
      query: nothing,
      body: z.strictObject({
        rows: z
          .array(row)
          .min(1)
          .max(bulkLimits.rows)
          .refine(
            (rows) => JSON.stringify(rows).length <= bulkLimits.rowsCharacters,
            sizeText.error,
          ),
      }),
      status: 202,
      answer: acceptedSchema,
      refusals: [],
    }),
    get: defineRoute({
      name: `${name}JobProgress`,
      service,
      method: 'get',
      path: `${path}/:jobId`,
      zh: `批量${zh}：进度`,
      en: `${en}, in bulk: how far it is`,
      allowed: readers,
      params: one,
      query: nothing,
      status: 200,
      answer: z.strictObject({
        jobId: bulkJobIdSchema,
        status: z.enum(['working', 'finished']),
        rows: z.int(),
        accepted: z.int(),
        refused: z.int(),
        waiting: z.int(),
      }),
      refusals: [],
    }),
    rows: defineRoute({
      name: `${name}JobRows`,
      service,
      method: 'get',
      path: `${path}/:jobId/rows`,
      zh: `批量${zh}：每一行的结果`,
      en: `${en}, in bulk: what became of each row`,
      allowed: readers,
      params: one,
      query: z.strictObject({
        ...pageQuery,
        outcome: z.enum(['waiting', 'accepted', 'refused']).optional(),
      }),
      status: 200,
      answer: pageOf(
        z.strictObject({
          /** From 1, in the order of the request. */
          number: z.int(),
          row,
          outcome: z.enum(['waiting', 'accepted', 'refused']),
          refusal: refusalShown.nullable(),
        }),
      ),
      refusals: [],
    }),
  } satisfies Record<string, RouteDeclaration>;
}
