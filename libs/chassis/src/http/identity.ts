import type { Actor } from '../core/command.ts';

/** Who a bearer token stands for. */
export interface Identity {
  /** Undefined for a token that is forged, expired, of another issuer or for another service. */
  verify(bearer: string): Promise<Actor | undefined>;
}

/** The issuer cannot be asked; the door answers 503 instead of calling an honest token false. */
export class IdentityUnavailable extends Error {
  override name = 'IdentityUnavailable';
}
