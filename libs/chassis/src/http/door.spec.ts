import { Busy, Contention, OutcomeUnknown, ShuttingDown } from '../core/problems.ts';
import { clerk, commit, setUp } from './door-fixture.ts';
import { Refused } from './refused.ts';

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

  test('is folded to the commit that `?after=` names before it is read, as the answer to that commit gave it [WRITE-PATH 12]', async () => {
    const folded: string[] = [];
    const { ask } = setUp({ foldTo: async (commitId) => void folded.push(commitId) });
    const list = (after: string) => ask({ method: 'GET', path: '/markets', query: { after } });
    const id = 'stall/夜市@0000000003';
    expect((await list(encodeURI(id))).status).toBe(200);
    expect((await list('stall/%zz@0000000003')).status).toBe(200);
    expect(folded).toEqual([id, 'stall/%zz@0000000003']);
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
