import { hash } from 'node:crypto';
import { roles } from '@fangpiao/contracts';
import type { Role } from '@fangpiao/contracts';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Actor } from '../core/command.ts';
import type { Clock } from '../core/ports.ts';
import { IdentityUnavailable } from '../http/identity.ts';
import type { Identity } from '../http/identity.ts';

export interface OidcOptions {
  /** Any OpenID Connect issuer; its keys are found by discovery. */
  readonly issuer: string;
  /** Tokens are made for one service: another agency's token opens nothing here. */
  readonly audience: string;
  readonly clock: Clock;
  /** Replaces discovery: for tests without a network. */
  readonly keys?: JWTVerifyGetKey;
  readonly toleranceSeconds?: number;
  readonly cachedTokens?: number;
}

const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/** Verifies tokens of one issuer. A token that was verified is remembered by its hash until it expires. */
export function createOidcIdentity(options: OidcOptions): Identity {
  const { clock, issuer, audience, toleranceSeconds = 5, cachedTokens = 10_000 } = options;
  const known = new Map<string, { actor: Actor; untilMillis: number }>();
  let keys: Promise<JWTVerifyGetKey> | undefined;

  function findKeys(): Promise<JWTVerifyGetKey> {
    if (options.keys) return Promise.resolve(options.keys);
    keys ??= discover(issuer).catch((problem: unknown) => {
      keys = undefined;
      throw problem;
    });
    return keys;
  }

  return {
    async verify(bearer) {
      const name = hash('sha256', bearer, 'base64');
      const remembered = known.get(name);
      if (remembered && remembered.untilMillis > clock.now()) return remembered.actor;
      known.delete(name);
      const payload = await verified(bearer);
      const actor = payload && actorOf(payload);
      if (!actor) return undefined;
      known.set(name, { actor, untilMillis: (payload.exp ?? 0) * 1000 });
      if (known.size > cachedTokens) known.delete(known.keys().next().value!);
      return actor;
    },
  };

  async function verified(bearer: string): Promise<JWTPayload | undefined> {
    const found = await findKeys();
    try {
      const { payload } = await jwtVerify(bearer, found, {
        issuer,
        audience,
        algorithms,
        clockTolerance: toleranceSeconds,
        currentDate: new Date(clock.now()),
        requiredClaims: ['sub', 'exp', 'role', 'agency'],
      });
      return payload;
    } catch (problem) {
      if (isTokenProblem(problem)) return undefined;
      throw new IdentityUnavailable('the issuer’s keys cannot be fetched', { cause: problem });
    }
  }
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const document = (await answer.json()) as { issuer?: string; jwks_uri?: string };
    if (document.issuer !== issuer || !document.jwks_uri) {
      throw new Error(`${url} does not describe the issuer ${issuer}`);
    }
    return createRemoteJWKSet(new URL(document.jwks_uri), { cacheMaxAge: 600_000 });
  } catch (problem) {
    throw new IdentityUnavailable(`no answer from ${url}`, { cause: problem });
  }
}

/** The token is to blame, not the network. */
function isTokenProblem(problem: unknown): boolean {
  return (
    problem instanceof errors.JOSEError &&
    !(problem instanceof errors.JWKSTimeout) &&
    problem.code !== 'ERR_JOSE_GENERIC'
  );
}

/** The claims of NAMING and DOMAIN §2; a token without a known role or agency is nobody's. */
function actorOf(payload: JWTPayload): Actor | undefined {
  const role: Role | undefined = roles.find((each) => each === payload['role']);
  const agency = textIn(payload, 'agency');
  if (!role || agency === undefined || payload.sub === undefined) return undefined;
  const [district, developer, person] = ['district', 'developer', 'person'].map((name) =>
    textIn(payload, name),
  );
  return {
    subject: payload.sub,
    role,
    agency,
    ...(district !== undefined && { district }),
    ...(developer !== undefined && { developer }),
    ...(person !== undefined && { person }),
  };
}

function textIn(payload: JWTPayload, name: string): string | undefined {
  const value = payload[name];
  return typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined;
}
