import { connect } from 'node:net';
import { startShell } from './express-shell.ts';
import type { Shell, ShellOptions } from './express-shell.ts';
import type { DoorRequest } from '../http/request.ts';

const shells: Shell[] = [];
afterEach(() => Promise.all(shells.splice(0).map((shell) => shell.close(100))));

async function setUp(change: Partial<ShellOptions> = {}, port = 0) {
  const seen: DoorRequest[] = [];
  const logged: string[] = [];
  const shell = await startShell(
    {
      dispatch: async (request) => {
        seen.push(request);
        return { status: 201, headers: { etag: '"1"' }, body: '{"done":true}' };
      },
      ready: { database: () => true },
      documents: {
        openApi: () => ({ openapi: '3.1.1' }),
        asyncApi: () => ({ asyncapi: '3.0.0' }),
        page: () => '<!doctype html><title>集市</title>',
      },
      clock: { now: () => 42 },
      log: {
        info: () => undefined,
        warn: (message) => logged.push(message),
        error: (message) => logged.push(message),
      },
      bodyBytes: 1000,
      ...change,
    },
    { port },
  );
  shells.push(shell);
  return { shell, seen, logged };
}

test('hands bytes, path, query and headers to the door and its answer back', async () => {
  const { shell, seen } = await setUp();
  const answer = await fetch(`${shell.url}/markets/a%20b/stalls?limit=5&kind=x&kind=y`, {
    method: 'POST',
    headers: { 'idempotency-key': 'key-00000001' },
    body: '{"rentFen":5}',
  });
  expect([answer.status, answer.headers.get('etag'), await answer.json()]).toEqual([
    201,
    '"1"',
    { done: true },
  ]);
  expect(answer.headers.get('x-powered-by')).toBeNull();
  expect(seen).toEqual([
    expect.objectContaining({
      method: 'POST',
      path: '/markets/a%20b/stalls',
      query: { limit: '5', kind: ['x', 'y'] },
      receivedAt: 42,
      headers: expect.objectContaining({ 'idempotency-key': 'key-00000001' }),
    }),
  ]);
  expect(new TextDecoder().decode(seen[0]!.body)).toBe('{"rentFen":5}');
});

test('keeps of a body that is too large no more than the door needs to refuse it', async () => {
  const { shell, seen } = await setUp();
  const answer = await fetch(`${shell.url}/x`, { method: 'POST', body: 'x'.repeat(500_000) });
  expect(answer.headers.get('connection')).toBe('close');
  expect(seen[0]!.body!.byteLength).toBe(1001);
});

test('HEAD is a GET without a body', async () => {
  const { shell, seen } = await setUp();
  const answer = await fetch(`${shell.url}/x`, { method: 'HEAD' });
  expect(await answer.text()).toBe('');
  expect(seen[0]!.method).toBe('GET');
});

test('serves the documents and a page that needs nothing from outside', async () => {
  const { shell, seen } = await setUp();
  const get = (path: string) => fetch(shell.url + path);
  expect(await (await get('/openapi.json')).json()).toEqual({ openapi: '3.1.1' });
  expect(await (await get('/asyncapi.json')).json()).toEqual({ asyncapi: '3.0.0' });
  const page = await get('/docs');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('集市');
  expect(seen).toEqual([]);
});

test('is alive at once, and ready when everything it needs works', async () => {
  const { shell, logged } = await setUp({
    ready: { database: () => true, bus: () => Promise.reject(new Error('down')) },
  });
  expect((await fetch(`${shell.url}/livez`)).status).toBe(200);
  const ready = await fetch(`${shell.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { ready: false, missing: ['bus'] }]);
  expect(logged).toEqual(['A readiness check failed']);
});

test('a door that throws is answered without a word about why', async () => {
  const { shell, logged } = await setUp({ dispatch: () => Promise.reject(new Error('secret')) });
  const answer = await fetch(`${shell.url}/x`);
  expect([answer.status, await answer.text()]).toEqual([500, '']);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(logged).toEqual(['The HTTP shell failed']);
});

test('finishes what is under way before it closes, and takes no more', async () => {
  let finish = (): void => undefined;
  const started = Promise.withResolvers<void>();
  const { shell } = await setUp({
    dispatch: () => {
      started.resolve();
      return new Promise((resolve) => {
        finish = () => resolve({ status: 200, headers: {}, body: '"late"' });
      });
    },
  });
  const answer = fetch(`${shell.url}/slow`);
  await started.promise;
  const closed = shell.close(5_000);
  await expect(fetch(`${shell.url}/livez`)).rejects.toThrow();
  finish();
  expect(await (await answer).text()).toBe('"late"');
  await closed;
});

test('cuts what does not finish when the grace is over', async () => {
  const started = Promise.withResolvers<void>();
  const { shell } = await setUp({
    dispatch: () => {
      started.resolve();
      return new Promise(() => undefined);
    },
  });
  const answer = fetch(`${shell.url}/never`).catch(() => 'cut');
  await started.promise;
  await shell.close(50);
  expect(await answer).toBe('cut');
});

test('an occupied port is an error at start', async () => {
  const { shell } = await setUp();
  await expect(setUp({}, shell.port)).rejects.toThrow('EADDRINUSE');
});

test('a caller that goes away while sending is forgotten', async () => {
  const { shell, seen } = await setUp();
  await new Promise<void>((resolve) => {
    const socket = connect(shell.port, '127.0.0.1', () => {
      socket.write('POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nhalf', () => {
        socket.destroy();
        resolve();
      });
    });
  });
  await shell.close(200);
  expect(seen).toEqual([]);
});
