import { z } from 'zod';
import { createRegistry } from './registry.ts';
import { defineRoute, nothing } from './define-route.ts';
import type { AnswerOf, BodyOf, ParamsOf, RouteDeclaration } from './route.ts';
import { fenSchema, idSchema } from './schemas.ts';

const plain = {
  name: 'PutUpStall',
  service: 'listings',
  method: 'post',
  path: '/markets/:marketId/stalls',
  zh: '设摊',
  en: 'Put up a stall',
  allowed: ['developer-clerk'],
  params: z.strictObject({ marketId: idSchema('market') }),
  query: nothing,
  body: z.strictObject({ rentFen: fenSchema }),
  status: 201,
  answer: z.strictObject({ stallId: idSchema('stall') }),
  refusals: [],
} as const satisfies RouteDeclaration;

test('keeps the exact types', () => {
  const route = defineRoute(plain);
  const body: BodyOf<typeof route> = { rentFen: fenSchema.parse(5) };
  const params: ParamsOf<typeof route> = plain.params.parse({ marketId: 'm-1' });
  const answer: AnswerOf<typeof route> = plain.answer.parse({ stallId: 's-1' });
  expect([route.name, body.rentFen, params.marketId, answer.stallId]).toEqual([
    'PutUpStall',
    5,
    'm-1',
    's-1',
  ]);
});

test.each<[string, Partial<RouteDeclaration>]>([
  ['the path names [shopId]', { path: '/markets/:shopId' }],
  ['a GET has no body', { method: 'get', status: 200 }],
  ['needs a sign-in', { allowed: 'anyone' }],
  ['nobody may call it', { allowed: [] }],
  ['body accepts unknown fields', { body: z.object({}) }],
  [
    'body.list accepts unknown fields',
    { body: z.strictObject({ list: z.array(z.object({})).optional() }) },
  ],
  [
    'body.list.rentFen is not one of the words',
    { body: z.strictObject({ list: z.array(z.strictObject({ rentFen: z.int() })).nullable() }) },
  ],
])('complains when %s', (text, change) => {
  expect(() => defineRoute({ ...plain, ...change })).toThrow(text);
});

describe('the registry', () => {
  const contract = {
    service: 'listings',
    zh: '',
    en: '',
    routes: [plain],
    events: [],
    refusals: {},
  } as const;

  test('finds what was declared', () => {
    const registry = createRegistry([contract]);
    expect(registry.routes.get('PutUpStall')).toBe(plain);
    expect(registry.findRefusal('not-found')?.status).toBe(404);
    expect(() => registry.getEvent('listings.stall.put-up.v1')).toThrow('No contract');
  });

  test('refuses a name, an address or a refusal that is used twice, and unknown refusals', () => {
    const joined = (change: object) => () => createRegistry([{ ...contract, ...change }]);
    expect(joined({ routes: [plain, plain] })).toThrow('declared twice');
    expect(
      joined({
        routes: [plain, { ...plain, name: 'Other', path: '/markets/:otherId/stalls' }],
      }),
    ).toThrow('address');
    expect(joined({ refusals: { busy: { status: 409, zh: '', en: '' } } })).toThrow('twice');
    expect(joined({ routes: [{ ...plain, refusals: ['no-room'] }] })).toThrow('unknown refusal');
    expect(joined({ routes: [{ ...plain, refusals: ['busy'] }] })).toThrow('repeats');
  });
});
