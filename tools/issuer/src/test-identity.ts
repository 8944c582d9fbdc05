import { createLocalJWKSet } from 'jose';
import type { Identity } from '@fangpiao/chassis';
import { createOidcIdentity } from '@fangpiao/chassis/adapters';
import type { Person } from './person.ts';
import { newSigningKey } from './signing-key.ts';
import { signToken } from './tokens.ts';

export type TokenClaims = Omit<Person, 'username' | 'password' | 'isMachine'>;

/** Real tokens and their real verification, without a network. */
export interface TestIdentity {
  /** What a service of this name is given as its identity port. */
  identityFor(audience: string): Identity;
  tokenFor(who: TokenClaims, audience: string, lifeSeconds?: number): Promise<string>;
  /** Looks right, is signed by somebody else. */
  strangerTokenFor(who: TokenClaims, audience: string): Promise<string>;
}

const issuer = 'https://issuer.test';

export async function testIdentity(options: { now: () => number }): Promise<TestIdentity> {
  const [own, stranger] = await Promise.all([newSigningKey(), newSigningKey()]);
  const sign = (key: typeof own, who: TokenClaims, audience: string, lifeSeconds: number) =>
    signToken(key, {
      person: { ...who, username: who.subject, password: '' },
      audience,
      issuer,
      nowMillis: options.now(),
      lifeSeconds,
    });
  return {
    identityFor: (audience) =>
      createOidcIdentity({
        issuer,
        audience,
        clock: { now: options.now },
        keys: createLocalJWKSet({ keys: [own.publicJwk] }),
      }),
    tokenFor: (who, audience, lifeSeconds = 3600) => sign(own, who, audience, lifeSeconds),
    strangerTokenFor: (who, audience) => sign(stranger, who, audience, 3600),
  };
}
