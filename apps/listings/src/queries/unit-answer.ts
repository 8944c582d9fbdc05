import type { AnswerOf, getUnit } from '@fangpiao/contracts';
import type { Unit } from '../domain/unit.ts';

type UnitAnswer = AnswerOf<typeof getUnit>;

/** What everybody may know of a unit: nothing of who buys it. */
export function unitAnswer({ status, listing }: Exclude<Unit, { status: 'unknown' }>): UnitAnswer {
  const { needsFiling: _, ...shown } = listing;
  return { ...shown, status };
}
