import type { CalendarDate } from '@fangpiao/values';
import type { People } from '../platform/people.ts';
import type { Town } from '../town/plan.ts';
import type { Desk } from './desk.ts';
import type { Report } from './together.ts';

/** What every step of the pilot has at hand. */
export interface Scene {
  readonly town: Town;
  readonly desk: Desk;
  readonly people: People;
  readonly report: Report;
  /** The date of all legal acts: the day the pilot began. */
  readonly on: CalendarDate;
  /** How many acts are under way at once in one step. */
  readonly atOnce: number;
  /** How long a count that is waited for may stand still; left out, half a minute. */
  readonly stallMillis?: number | undefined;
}
