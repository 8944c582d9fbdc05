import type { Desk } from '../pilot/desk.ts';
import type { People } from '../platform/people.ts';

/** Figures are read as officials read them, signed in, through the public APIs. */
export interface Reader {
  readonly desk: Desk;
  readonly people: People;
}
