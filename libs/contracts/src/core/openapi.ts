import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiObject, ZodOpenApiOperationObject } from 'zod-openapi';
import { commonRefusals } from './common-refusals.ts';
import type { CommonRefusalCode } from './common-refusals.ts';
import type { RefusalDeclaration } from './refusal.ts';
import type { ServiceContract } from './registry.ts';
import { changesState } from './route.ts';
import type { RouteDeclaration } from './route.ts';

/** The OpenAPI 3.1 document of one service, as plain data. */
export type OpenApiDocument = ReturnType<typeof createDocument>;

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ examples: ['https://fangpiao.dev/problems/not-found'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.string().meta({ description: '拒绝代码（封闭清单）/ code from the closed list' }),
    zh: z.string(),
    en: z.string(),
    fields: z
      .array(z.strictObject({ path: z.string(), zh: z.string(), en: z.string() }))
      .optional(),
    traceId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details / 问题详情' });

export function openApiOf(
  contract: ServiceContract,
  options: { version: string; serverUrl?: string },
): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of contract.routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route, contract) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: `${contract.zh} · ${contract.en}`,
      version: options.version,
      license: { name: 'MulanPSL-2.0', identifier: 'MulanPSL-2.0' },
    },
    ...(options.serverUrl !== undefined && { servers: [{ url: options.serverUrl }] }),
    paths: paths as NonNullable<ZodOpenApiObject['paths']>,
    components: {
      securitySchemes: {
        openId: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
    security: [{ openId: [] }],
  });
}

function operationOf(
  route: RouteDeclaration,
  contract: ServiceContract,
): ZodOpenApiOperationObject {
  const codes = refusalCodesOf(route);
  return {
    operationId: route.name,
    summary: `${route.zh} · ${route.en}`,
    'x-allowed-roles': route.allowed,
    'x-refusals': codes,
    ...(route.allowed === 'anyone' && { security: [] }),
    requestParams: {
      path: objectOf(route.params),
      query: objectOf(route.query),
      header: z.object(headersOf(route)),
    },
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: route.body } } },
    }),
    responses: {
      [String(route.status)]: {
        description:
          route.status === 202 ? '已受理，等待其他部门 · accepted, pending' : '成功 · done',
        headers: z.object({ etag: z.string().optional(), location: z.string().optional() }),
        content: { 'application/json': { schema: route.answer } },
      },
      ...problemResponses(codes, { ...contract.refusals, ...commonRefusals }),
    },
  } as ZodOpenApiOperationObject;
}

function objectOf(schema: z.ZodType): z.ZodObject {
  return schema instanceof z.ZodObject ? schema : z.strictObject({});
}

function headersOf(route: RouteDeclaration): Record<string, z.ZodType> {
  return {
    ...(changesState(route) && {
      'Idempotency-Key': z
        .string()
        .regex(/^[A-Za-z0-9._~:/+=-]{8,128}$/)
        .meta({ description: '同一键重复请求只办一次 / the same key is done once' }),
    }),
    ...(route.edits && {
      'If-Match': z.string().meta({ description: '读取时的 ETag / ETag that was read' }),
    }),
  };
}

/** Everything a route may refuse with: its own codes, and of the common ones those that can happen to it. */
export function refusalCodesOf(route: RouteDeclaration): string[] {
  const impossible = new Set<CommonRefusalCode>(['method-not-allowed']);
  if (route.allowed === 'anyone') impossible.add('not-allowed');
  if (!route.body) impossible.add('not-json').add('unsupported-media-type');
  if (!changesState(route)) {
    for (const code of ['key-required', 'key-reused', 'outcome-unknown', 'contention'] as const) {
      impossible.add(code);
    }
  }
  if (!route.edits) impossible.add('if-match-required').add('version-mismatch');
  const common = Object.keys(commonRefusals) as CommonRefusalCode[];
  return [...route.refusals, ...common.filter((code) => !impossible.has(code))];
}

function problemResponses(
  codes: readonly string[],
  declarations: Readonly<Record<string, RefusalDeclaration>>,
): Record<string, object> {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const refusal = declarations[code];
    if (!refusal) throw new Error(`Nobody declares the refusal "${code}"`);
    const lines = byStatus.get(refusal.status) ?? [];
    byStatus.set(refusal.status, [...lines, `\`${code}\` ${refusal.zh} · ${refusal.en}`]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      String(status),
      {
        description: lines.join('\n\n'),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  );
}
