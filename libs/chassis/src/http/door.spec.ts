import {
  changesState,
  defineRefusals,
  defineRoute,
  fenSchema,
  idSchema,
  nothing,
} from '@fangpiao/contracts';
import { z } from 'zod';
import type { Actor, Outcome } from '../core/command.ts';
import type { Commit } from '../core/commit.ts';
import { Busy, Contention, OutcomeUnknown, ShuttingDown } from '../core/problems.ts';
import { onCommand, onQuery } from './bound-route.ts';
import { createDoor } from './door.ts';
import type { DoorOptions, HttpDoor } from './door.ts';
import { IdentityUnavailable } from './identity.ts';
import type { Problem } from './problem.ts';
import { Refused, refused } from './refused.ts';
import type { DoorRequest } from './request.ts';

const refusals = defineRefusals({
  'market-full': { status: 409, zh: '集市已满', en: 'The market is full' },
  'never-declared': { status: 409, zh: '无', en: 'none' },
});
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
  body: z.strictObject({ rentFen: fenSchema, days: z.int().default(7) }),
  status: 201,
  answer: z.strictObject({ stallId: z.string() }),
  refusals: ['market-full'],
  edits: false,
});
const changeRent = defineRoute({
  ...putUpStall,
  name: 'ChangeRent',
  method: 'put',
  status: 200,
  edits: true,
});
const getMarket = defineRoute({
  name: 'GetMarket',
  service: 'listings',
  method: 'get',
  path: '/markets/:marketId',
  zh: '集市',
  en: 'A market',
  allowed: ['developer-clerk', 'auditor'],
  params: putUpStall.params,
  query: nothing,
  status: 200,
  answer: z.strictObject({ name: z.string() }),
  refusals: [],
});
const listMarkets = defineRoute({
  ...getMarket,
  name: 'ListMarkets',
  path: '/markets',
  params: nothing,
  allowed: 'anyone',
});

const clerk: Actor = { subject: 'clerk-1', role: 'developer-clerk', agency: 'acme' };
const commit = { _id: 'stall/s-1@0000000003', stream: 'stall/s-1', version: 3 } as Commit;

function setUp(options: Partial<DoorOptions> & { getMarket?: () => Promise<never> } = {}) {
  const ran: { input: unknown; door: HttpDoor }[] = [];
  const logged: { message: string; fields: object | undefined }[] = [];
  const command = {} as never;
  const binding = {
    command,
    input: (request: {
      params: { marketId: string };
      body: { rentFen: number; days: number };
    }) => ({
      ...request.body,
      marketId: request.params.marketId,
    }),
    answer: (made: Commit) => ({ stallId: made.stream }),
  };
  const door = createDoor({
    routes: [
      onCommand(putUpStall, { ...binding, location: (made) => `/${made.stream}` }),
      onCommand(changeRent, binding),
      onQuery(getMarket, async ({ params }) =>
        options.getMarket ? options.getMarket() : { answer: { name: params.marketId }, etag: '4' },
      ),
      onQuery(listMarkets, async (_request, { actor }) => ({
        answer: { name: actor ? actor.subject : 'nobody' },
      })),
    ],
    refusals,
    identity: { verify: async (token) => (token === 'clerk' ? clerk : undefined) },
    run: async (_command, input, at): Promise<Outcome> => {
      ran.push({ input, door: at });
      return { kind: 'accepted', commit };
    },
    clock: { now: () => 5 },
    chance: { next: () => 0.5, bytes: (count) => new Uint8Array(count).fill(0xab) },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => logged.push({ message, fields }),
    },
    checkAnswers: true,
    ...options,
  });
  const ask = async (change: Partial<DoorRequest> & { json?: unknown } = {}) => {
    const answer = await door.dispatch({
      method: 'POST',
      path: '/markets/m-1/stalls',
      query: {},
      receivedAt: 1000,
      body: new TextEncoder().encode(JSON.stringify(change.json ?? { rentFen: 5 })),
      ...change,
      headers: {
        authorization: 'Bearer clerk',
        'content-type': 'application/json',
        'idempotency-key': 'key-00000001',
        ...change.headers,
      },
    });
    return { ...answer, json: (answer.body ? JSON.parse(answer.body) : {}) as Partial<Problem> };
  };
  const get = (path: string, headers: Record<string, string | undefined> = {}) =>
    ask({ method: 'GET', path, headers });
  return { ask, get, ran, logged };
}

describe('a command', () => {
  test('runs under the scope of actor, route and key, with what was received before defaults', async () => {
    const { ask, ran } = setUp();
    const answer = await ask();
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ stallId: 'stall/s-1' });
    expect(answer.headers).toMatchObject({
      location: '/stall/s-1',
      etag: '"3"',
      'fangpiao-commit': 'stall/s-1@0000000003',
    });
    expect(ran).toEqual([
      {
        input: { rentFen: 5, days: 7, marketId: 'm-1' },
        door: {
          actor: clerk,
          keyScope: ['clerk-1', 'PutUpStall', 'key-00000001'],
          received: { params: { marketId: 'm-1' }, body: { rentFen: 5 } },
          receivedAt: 1000,
          trace: `00-${'ab'.repeat(16)}-${'ab'.repeat(8)}-01`,
        },
      },
    ]);
  });

  test('hands on the version of If-Match', async () => {
    const { ask, ran } = setUp();
    const put = { method: 'PUT', headers: { 'if-match': '"7"' } };
    expect((await ask(put)).status).toBe(200);
    expect(ran[0]!.door.expectedVersion).toBe(7);
    expect((await ask({ method: 'PUT' })).json.code).toBe('if-match-required');
  });

  test('answers 204 when there was nothing to do, and marks a repeat', async () => {
    const idle = setUp({ run: async () => ({ kind: 'nothing-to-do' }) });
    expect(await idle.ask()).toMatchObject({ status: 204, body: '' });
    const repeat = setUp({ run: async () => ({ kind: 'repeated', commit }) });
    expect((await repeat.ask()).headers).toMatchObject({ 'idempotent-replayed': 'true' });
  });

  test('maps a declared refusal to its status, with its detail in both languages', async () => {
    const refusal = { refused: 'market-full', detail: { zh: '20 个摊位', en: '20 stalls' } };
    const { ask } = setUp({ run: async () => ({ kind: 'refused', refusal }) });
    const answer = await ask({ headers: { 'accept-language': 'en-GB, zh;q=0.5' } });
    expect(answer.status).toBe(409);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'content-language': 'en',
    });
    expect(answer.json).toEqual({
      type: 'https://fangpiao.dev/problems/market-full',
      title: 'The market is full',
      status: 409,
      detail: '20 stalls',
      code: 'market-full',
      zh: '集市已满：20 个摊位',
      en: 'The market is full: 20 stalls',
      traceId: 'ab'.repeat(16),
    });
  });

  test('calls a refusal that the route does not declare a bug', async () => {
    const { ask, logged } = setUp({
      run: async () => ({ kind: 'refused', refusal: { refused: 'never-declared' } }),
    });
    expect((await ask()).json).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(logged)).toContain('never-declared');
  });

  test.each([
    ['outcome-unknown', OutcomeUnknown],
    ['busy', Busy],
    ['contention', Contention],
    ['unavailable', ShuttingDown],
  ])('a passing problem becomes a 503 "%s" with Retry-After', async (code, Problem) => {
    const { ask, logged } = setUp({ run: () => Promise.reject(new Problem('passing')) });
    const answer = await ask();
    expect(answer.json).toMatchObject({ status: 503, code });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(logged).toEqual([]);
  });
});

describe('a query', () => {
  test('answers with an ETag, and 304 to whoever has it', async () => {
    const { get } = setUp();
    expect(await get('/markets/m-1')).toMatchObject({ status: 200, json: { name: 'm-1' } });
    const again = await get('/markets/m-1', { 'if-none-match': '"4"' });
    expect(again).toMatchObject({ status: 304, body: '', headers: { etag: '"4"' } });
  });

  test('may be open to anyone, but a false token is never taken for none', async () => {
    const { get } = setUp();
    expect((await get('/markets', { authorization: undefined })).json).toEqual({ name: 'nobody' });
    expect((await get('/markets')).json).toEqual({ name: 'clerk-1' });
    expect((await get('/markets', { authorization: 'Bearer forged' })).status).toBe(401);
  });

  test('401, 403 and 404 leak nothing: no detail, no field, the same text for all', async () => {
    const secret = { zh: '张三的集市', en: 'the market of Zhang San' };
    const { get } = setUp({
      getMarket: () => Promise.reject(new Refused({ refused: 'not-found', detail: secret })),
    });
    const hidden = await get('/markets/m-9');
    const absent = await get('/no/such/path');
    expect(hidden.body).toBe(absent.body);
    expect(hidden.status).toBe(404);
  });

  test('an error is a 500: its stack is in the log, its id in the answer, and nothing else', async () => {
    const { get, logged } = setUp({
      getMarket: () => Promise.reject(new Error('secret of the database')),
    });
    const answer = await get('/markets/m-1');
    expect(answer.json).toMatchObject({ status: 500, code: 'internal', traceId: 'ab'.repeat(16) });
    expect(answer.body).not.toContain('secret');
    expect(JSON.stringify(logged)).toContain('secret of the database');
    expect(JSON.stringify(logged)).toContain('ab'.repeat(16));
  });

  test('an answer that is not as declared is a bug', async () => {
    const { get } = setUp({ getMarket: async () => ({ answer: { name: 1 } }) as never });
    expect((await get('/markets/m-1')).status).toBe(500);
  });
});

describe('at the threshold', () => {
  test('an unknown path is not found and another method is named', async () => {
    const { ask } = setUp();
    const other = await ask({ method: 'DELETE', path: '/markets/m-1' });
    expect(other).toMatchObject({ status: 405, headers: { allow: 'GET' } });
    expect((await ask({ path: '/markets/%E0%A4%A' })).status).toBe(404);
    expect((await ask({ path: '/markets//stalls' })).status).toBe(404);
  });

  test('the rate is limited per subject, and says when to come back', async () => {
    const { ask } = setUp({ rate: { perSecond: 0.5, burst: 2, subjects: 10 } });
    expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(201);
    const third = await ask();
    expect(third).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    expect((await ask({ receivedAt: 3000 })).status).toBe(201);
  });

  test('an issuer that cannot be asked is our fault, not the caller’s', async () => {
    const { ask } = setUp({
      identity: { verify: () => Promise.reject(new IdentityUnavailable('down')) },
    });
    expect((await ask()).json).toMatchObject({ status: 503, code: 'unavailable' });
  });

  test('one answer names all wrong fields', async () => {
    const { ask } = setUp();
    const answer = await ask({ path: '/markets/a%20b/stalls', json: { rentFen: -1, tax: 1 } });
    expect(answer.json.fields?.map((field) => field.path)).toEqual([
      'params.marketId',
      'body.rentFen',
      'body.tax',
    ]);
  });

  test('the prototype cannot be reached through JSON', async () => {
    const { ask, ran } = setUp();
    const body = new TextEncoder().encode('{"rentFen":5,"__proto__":{"days":9}}');
    const answer = await ask({ body });
    if (answer.status === 201) expect(ran[0]!.input).toMatchObject({ days: 7 });
    else expect(answer.status).toBe(422);
  });

  test('keeps the caller’s trace', async () => {
    const { ask, ran } = setUp();
    const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
    await ask({ headers: { traceparent } });
    expect(ran[0]!.door.trace).toBe(traceparent);
  });

  test('a 404 thrown by hand in a handler is the common one', () => {
    expect(refused('not-found').refusal).toEqual({ refused: 'not-found' });
    expect(changesState(putUpStall)).toBe(true);
  });
});
