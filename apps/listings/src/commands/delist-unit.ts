import type { CommandDeclaration } from '@fangpiao/chassis';
import type { UnitId } from '@fangpiao/values';
import type { Scope } from '../domain/scope.ts';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideDelistUnit } from '../domain/unit-listing.ts';

export const delistUnit: CommandDeclaration<
  { unitId: UnitId; reason: string; scope: Scope },
  Unit,
  UnitEvent,
  void
> = {
  name: 'DelistUnit',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: decideDelistUnit,
};
