import type { Actor } from './core/command.ts';
import { refused } from './http/index.ts';

/** The district an officer acts for; someone without one may not act for any. */
export function districtOf(actor: Actor): string {
  if (actor.district === undefined) throw refused('not-allowed');
  return actor.district;
}

/** The developer a clerk acts for. */
export function developerOf(actor: Actor): string {
  if (actor.developer === undefined) throw refused('not-allowed');
  return actor.developer;
}

/** The person a holder is. */
export function personOf(actor: Actor): string {
  if (actor.person === undefined) throw refused('not-allowed');
  return actor.person;
}
