import type { DeveloperId } from '@fangpiao/values';

/**
 * For whom somebody acts: a clerk for one developer, an officer for one district or, with null, the whole city.
 * What lies outside answers as not found.
 */
export interface Scope {
  readonly developer: DeveloperId | null;
  readonly district: string | null;
}

/** True when an officer's district, if there is one, is another. */
export function isOutside(scope: Scope, district: string): boolean {
  return scope.district !== null && scope.district !== district;
}
