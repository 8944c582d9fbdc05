import type { CommandDeclaration } from '@fangpiao/chassis';
import type { CalendarDate } from '@fangpiao/values';
import type { Scope } from '../domain/scope.ts';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import type { OfPurchase } from '../domain/unit-reservation.ts';
import { decideHandOver } from '../domain/unit-sale.ts';

export const handOver: CommandDeclaration<
  OfPurchase & { handedOverOn: CalendarDate; scope: Scope },
  Unit,
  UnitEvent,
  void
> = {
  name: 'HandOver',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: (state, input, _facts, context) => decideHandOver(state, input, context),
};
