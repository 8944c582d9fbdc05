import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityUnavailable } from '@fangpiao/chassis';
import { createOidcIdentity } from '@fangpiao/chassis/adapters';
import { startIssuer } from './issuer.ts';
import type { Issuer } from './issuer.ts';
import { keptPasswords } from './kept-passwords.ts';
import { demoPeople } from './person.ts';
import { createTokenSource } from './token-source.ts';
import { testIdentity } from './test-identity.ts';

const people = demoPeople({ district: 'north', passwordFor: (username) => `secret ${username}` });
const clerk = people.find((person) => person.role === 'developer-clerk')!;
const bank = people.find((person) => person.role === 'bank')!;
const clerkActor = {
  subject: 'demo-developer-clerk',
  role: 'developer-clerk',
  agency: 'developer',
  district: 'north',
  developer: 'demo-developer',
};
const clock = { now: () => Date.now() };

describe('the issuer over loopback', () => {
  let dataFolder = '';
  let issuer: Issuer;
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'issuer-'));
    issuer = await startIssuer({ port: 0, people, dataFolder });
  });
  afterAll(async () => {
    await issuer.close();
    await rm(dataFolder, { recursive: true });
  });
  const identityOf = (audience: string) =>
    createOidcIdentity({ issuer: issuer.url, audience, clock });
  const tokens = () => createTokenSource({ issuer: issuer.url, fetch, now: clock.now });

  test('signs a person in for one service, found by discovery', async () => {
    const token = await tokens().for(clerk, 'listings');
    expect(await identityOf('listings').verify(token)).toEqual(clerkActor);
    expect(await identityOf('settlement').verify(token)).toBeUndefined();
  });

  test('signs a machine in by client credentials, also by HTTP basic', async () => {
    const token = await tokens().for(bank, 'settlement');
    expect((await identityOf('settlement').verify(token))?.role).toBe('bank');
    const basic = Buffer.from('bank:secret%20bank').toString('base64');
    const answer = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', audience: 'settlement' }),
    });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['a wrong password', { username: 'auditor', password: 'wrong' }, 'invalid_grant'],
    ['nobody', { username: 'nobody', password: '' }, 'invalid_grant'],
    ['a machine as a person', { username: 'bank', password: 'secret bank' }, 'invalid_grant'],
    [
      'an unknown service',
      { username: 'auditor', password: 'secret auditor', audience: 'x' },
      'invalid_target',
    ],
    ['another grant', { grant_type: 'implicit' }, 'unsupported_grant_type'],
  ])('refuses %s', async (_name, change, error) => {
    const form = { grant_type: 'password', audience: 'vouchers', ...change };
    const body = new URLSearchParams(form as Record<string, string>);
    const answer = await fetch(`${issuer.url}/token`, { method: 'POST', body });
    expect([answer.status, await answer.json()]).toEqual([400, { error }]);
  });

  test('keeps its key, so that tokens survive a restart', async () => {
    const jwks = async (url: string) => (await fetch(`${url}/jwks`)).json();
    const again = await startIssuer({ port: 0, people, dataFolder });
    expect(await jwks(again.url)).toEqual(await jwks(issuer.url));
    await again.close();
    expect((await stat(join(dataFolder, 'issuer-key.json'))).mode & 0o077).toBe(0);
  });

  test('keeps its passwords', async () => {
    const first = await keptPasswords(dataFolder, ['a', 'b']);
    expect(await keptPasswords(dataFolder, ['a', 'b'])).toEqual(first);
    expect(first.get('a')).not.toBe(first.get('b'));
  });

  test('an issuer that cannot be reached is unavailable, not a false token', async () => {
    const gone = createOidcIdentity({ issuer: 'http://127.0.0.1:9', audience: 'listings', clock });
    const token = await tokens().for(clerk, 'listings');
    await expect(gone.verify(token)).rejects.toThrow(IdentityUnavailable);
  });
});

describe('tokens without a network', () => {
  const who = { ...clerkActor, role: 'developer-clerk' as const };

  test('are verified as the real ones are', async () => {
    const { identityFor, tokenFor, strangerTokenFor } = await testIdentity(clock);
    const identity = identityFor('listings');
    expect(await identity.verify(await tokenFor(who, 'listings'))).toEqual(clerkActor);
    expect(await identity.verify(await tokenFor(who, 'vouchers'))).toBeUndefined();
    expect(await identity.verify(await strangerTokenFor(who, 'listings'))).toBeUndefined();
    expect(await identity.verify('not.a.token')).toBeUndefined();
    const nobody = { ...who, role: 'king' as never };
    expect(await identity.verify(await tokenFor(nobody, 'listings'))).toBeUndefined();
  });

  test('end when the clock says so, remembered or not', async () => {
    let now = 1_800_000_000_000;
    const { identityFor, tokenFor } = await testIdentity({ now: () => now });
    const identity = identityFor('listings');
    const token = await tokenFor(who, 'listings', 60);
    expect(await identity.verify(token)).toEqual(clerkActor);
    now += 59_000;
    expect(await identity.verify(token)).toEqual(clerkActor);
    now += 10_000;
    expect(await identity.verify(token)).toBeUndefined();
  });
});
