import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideRecordFiling, type FilingContent } from '../domain/filing.ts';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';

/** After the officer's confirmation: the fact reaches the unit. */
export const recordFiling: CommandDeclaration<FilingContent, Unit, UnitEvent, void> = {
  name: 'RecordFiling',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: decideRecordFiling,
};
