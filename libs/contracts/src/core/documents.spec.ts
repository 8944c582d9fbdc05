import { Parser } from '@asyncapi/parser';
import { z } from 'zod';
import { asyncApiOf } from './asyncapi.ts';
import { defineRoute, nothing } from './define-route.ts';
import { defineEvent } from './event.ts';
import { openApiOf, refusalCodesOf } from './openapi.ts';
import { pageOf, pageQuery } from './paging.ts';
import { defineRefusals } from './refusal.ts';
import { areaSchema, fenSchema, idSchema, textSchema } from './schemas.ts';

const putUpStall = defineRoute({
  name: 'PutUpStall',
  service: 'listings',
  method: 'post',
  path: '/markets/:marketId/stalls',
  zh: '设摊',
  en: 'Put up a stall',
  allowed: ['developer-clerk'],
  params: z.strictObject({ marketId: idSchema('market') }),
  query: nothing,
  body: z.strictObject({ rentFen: fenSchema, ownerName: textSchema(40, '摊主 / owner') }),
  status: 201,
  answer: z.strictObject({ stallId: idSchema('stall') }),
  refusals: ['market-full'],
});
const listStalls = defineRoute({
  ...putUpStall,
  name: 'ListStalls',
  method: 'get',
  body: undefined as never,
  allowed: 'anyone',
  query: z.strictObject(pageQuery),
  status: 200,
  answer: pageOf(z.strictObject({ floorArea: areaSchema })),
  refusals: [],
});
const contract = {
  service: 'listings',
  zh: '集市',
  en: 'Market',
  routes: [putUpStall, listStalls],
  events: [
    defineEvent({
      type: 'listings.stall.put-up.v1',
      nature: 'fact',
      zh: '已设摊',
      en: 'A stall was put up',
      data: z.strictObject({
        rentFen: fenSchema,
        kind: z.enum(['food', 'tools']).optional(),
        goods: z.array(z.strictObject({ area: areaSchema })),
      }),
    }),
  ],
  refusals: defineRefusals({
    'market-full': { status: 409, zh: '集市已满', en: 'The market is full' },
  }),
} as const;

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApiOf(contract, { version: '1.0.0' })));
  const operation = document.paths['/markets/{marketId}/stalls'].post;

  test('says method, path, rights and the key', () => {
    expect(document.openapi).toBe('3.1.1');
    expect(operation.operationId).toBe('PutUpStall');
    expect(operation['x-allowed-roles']).toEqual(['developer-clerk']);
    const parameters = operation.parameters.map((each: { name: string }) => each.name);
    expect(parameters).toEqual(expect.arrayContaining(['marketId', 'Idempotency-Key']));
  });

  test('shows each refusal as a problem, under its status, in both languages', () => {
    const conflict = operation.responses['409'];
    expect(conflict.description).toContain('`market-full` 集市已满 · The market is full');
    expect(conflict.description).toContain('`key-reused`');
    expect(conflict.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
    expect(operation.responses['422']).toBeDefined();
  });

  test('describes the fields and refuses unknown ones', () => {
    const { schema } = operation.requestBody.content['application/json'];
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.rentFen).toMatchObject({ type: 'integer', minimum: 0 });
    expect(schema.properties.ownerName.description).toBe('摊主 / owner');
  });

  test('leaves out what cannot happen', () => {
    expect(refusalCodesOf(listStalls)).not.toContain('key-required');
    expect(document.paths['/markets/{marketId}/stalls'].get.security).toEqual([]);
  });
});

test('the AsyncAPI document is valid and holds every event', async () => {
  const document = asyncApiOf(contract, { version: '1.0.0', busUrl: 'nats://127.0.0.1:4222' });
  const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document));
  expect(diagnostics.filter((each) => each.severity === 0)).toEqual([]);
  const messages = parsed!.messages().all();
  expect(messages.map((message) => message.name())).toEqual(['listings.stall.put-up.v1']);
  expect(messages[0]!.payload()!.properties()!['rentFen']!.type()).toBe('integer');
}, 30_000);
