import { z } from 'zod';
import { createClient } from './client.ts';
import type { ClientOptions } from './client.ts';
import { defineRoute, nothing } from './define-route.ts';
import { fenSchema, idSchema } from './schemas.ts';

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
  body: z.strictObject({ rentFen: fenSchema }),
  status: 201,
  answer: z.strictObject({ stallId: idSchema('stall') }),
  refusals: [],
});
const listStalls = defineRoute({
  name: 'ListStalls',
  service: 'listings',
  method: 'get',
  path: '/stalls',
  zh: '摊位',
  en: 'Stalls',
  allowed: 'anyone',
  params: nothing,
  query: z.strictObject({ limit: z.coerce.number().default(5), kind: z.string().optional() }),
  status: 200,
  answer: z.strictObject({ stallIds: z.array(z.string()) }),
  refusals: [],
});

type Sent = { url: string; method: string; headers: Record<string, string>; body?: string };
type Answer = { status: number; headers?: Record<string, string>; body: string };

function setUp(answers: (Answer | Error)[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  let keys = 0;
  const client = createClient({
    baseUrl: 'http://town.example/',
    token: () => 'token-1',
    newKey: () => `key-${++keys}`,
    fetch: async (url, init) => {
      sent.push({ url, ...init });
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      const headers = answer.headers ?? {};
      return {
        status: answer.status,
        headers: { get: (name) => headers[name] ?? null },
        text: async () => answer.body,
      };
    },
    retry: { attempts: 3, wait: async (millis) => void waits.push(millis) },
    ...options,
  });
  return { client, sent, waits };
}

const stall = { marketId: putUpStall.params.parse({ marketId: 'm-1' }).marketId };

test('fills the path, sends token and key, reads version, place and commit', async () => {
  const { client, sent } = setUp([
    {
      status: 201,
      headers: { etag: '"1"', location: '/stalls/s-1', 'fangpiao-commit': 'stall/s@0000000001' },
      body: '{"stallId":"s-1","later":true}',
    },
  ]);
  const result = await client.call(putUpStall, { params: stall, body: { rentFen: 5 } });
  expect(sent).toEqual([
    {
      url: 'http://town.example/markets/m-1/stalls',
      method: 'POST',
      headers: expect.objectContaining({
        authorization: 'Bearer token-1',
        'idempotency-key': 'key-1',
      }),
      body: '{"rentFen":5}',
    },
  ]);
  expect(result).toEqual({
    ok: true,
    status: 201,
    body: { stallId: 's-1', later: true },
    etag: '"1"',
    location: '/stalls/s-1',
    commit: 'stall/s@0000000001',
  });
});

test('leaves out undefined query fields and needs no options where nothing is required', async () => {
  const { client, sent } = setUp([
    { status: 200, body: '{"stallIds":[]}' },
    { status: 200, body: '{"stallIds":[]}' },
  ]);
  const result = await client.call(listStalls, { query: { limit: 7 } });
  await client.call(listStalls);
  expect(sent.map(({ url }) => url)).toEqual([
    'http://town.example/stalls?limit=7',
    'http://town.example/stalls',
  ]);
  expect(sent[0]!.headers['idempotency-key']).toBeUndefined();
  expect(result.ok && result.body.stallIds).toEqual([]);
});

test('repeats 503 and lost connections with the same key, waiting as told', async () => {
  const { client, sent, waits } = setUp([
    { status: 503, headers: { 'retry-after': '2' }, body: '{"code":"busy"}' },
    new Error('connection lost'),
    { status: 201, body: '{"stallId":"s-1"}' },
  ]);
  const result = await client.call(putUpStall, { params: stall, body: { rentFen: 5 } });
  expect(result.ok).toBe(true);
  expect(waits).toEqual([2000, 400]);
  expect(new Set(sent.map(({ headers }) => headers['idempotency-key']))).toEqual(
    new Set(['key-1']),
  );
});

test('never waits longer than seconds between two tries, so that it soon finds who is back', async () => {
  const waits: number[] = [];
  const lost = Array.from({ length: 10 }, () => new Error('connection refused'));
  const { client } = setUp([...lost, { status: 201, body: '{"stallId":"s-1"}' }], {
    retry: { attempts: 11, wait: async (millis) => void waits.push(millis) },
  });
  const result = await client.call(putUpStall, { params: stall, body: { rentFen: 5 } });
  expect(result.ok).toBe(true);
  expect(waits).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000, 5000, 5000]);
});

test('gives back problems, also of something that is not this platform', async () => {
  const refusal = { code: 'market-full', status: 409 };
  const { client } = setUp([
    { status: 409, body: JSON.stringify(refusal) },
    { status: 502, body: '<html>' },
  ]);
  const options = { params: stall, body: { rentFen: 5 }, key: 'mine' };
  expect(await client.call(putUpStall, options)).toEqual({
    ok: false,
    status: 409,
    problem: refusal,
  });
  const strange = await client.call(putUpStall, options);
  expect(strange.ok ? '' : strange.problem.code).toBe('not-a-problem-answer');
});
