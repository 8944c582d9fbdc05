import type { CommandDeclaration } from '@fangpiao/chassis';
import type { UnitId } from '@fangpiao/values';
import type { Scope } from '../domain/scope.ts';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideAdmitUnit } from '../domain/unit-listing.ts';

export const admitUnit: CommandDeclaration<
  { unitId: UnitId; scope: Scope },
  Unit,
  UnitEvent,
  void
> = {
  name: 'AdmitUnit',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: decideAdmitUnit,
};
