import { changesState } from '@fangpiao/contracts';
import { clerk, putUpStall, setUp } from './door-fixture.ts';
import { IdentityUnavailable } from './identity.ts';
import { refused } from './refused.ts';

describe('at the threshold', () => {
  test('a role that the route does not name is turned away, and nothing runs', async () => {
    const auditor = { ...clerk, role: 'auditor' } as const;
    const { ask, get, ran } = setUp({ identity: { verify: async () => auditor } });
    expect((await ask()).json).toMatchObject({ status: 403, code: 'not-allowed' });
    expect((await get('/markets/m-1')).status).toBe(200);
    expect(ran).toEqual([]);
  });

  test('people of another district are turned away where the route names one', async () => {
    const from = (district: string) =>
      setUp({ identity: { verify: async () => ({ ...clerk, district }) } });
    const json = { rentFen: 5, district: 'north' };
    expect((await from('north').ask({ json })).status).toBe(201);
    expect((await from('south').ask({ json })).status).toBe(403);
  });

  test('a body above the limit is not read', async () => {
    const { ask, ran } = setUp({ bodyBytes: 5 });
    expect((await ask()).json).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(ran).toEqual([]);
  });

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
