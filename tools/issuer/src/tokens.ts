import { SignJWT } from 'jose';
import { claimsOf } from './person.ts';
import type { Person } from './person.ts';
import type { SigningKey } from './signing-key.ts';

export interface TokenRequest {
  readonly person: Person;
  /** The service the token opens. */
  readonly audience: string;
  readonly issuer: string;
  readonly nowMillis: number;
  readonly lifeSeconds: number;
}

/** Signs an access token: who, for which service, how long. */
export function signToken(key: SigningKey, request: TokenRequest): Promise<string> {
  const seconds = Math.floor(request.nowMillis / 1000);
  return new SignJWT(claimsOf(request.person))
    .setProtectedHeader({ alg: 'ES256', kid: key.publicJwk.kid!, typ: 'at+jwt' })
    .setIssuer(request.issuer)
    .setSubject(request.person.subject)
    .setAudience(request.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + request.lifeSeconds)
    .sign(key.privateKey);
}
