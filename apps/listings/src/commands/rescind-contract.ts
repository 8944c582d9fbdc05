import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Scope } from '../domain/scope.ts';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import type { OfPurchase } from '../domain/unit-reservation.ts';
import { decideRescindContract } from '../domain/unit-sale.ts';

export const rescindContract: CommandDeclaration<
  OfPurchase & { reason: string; scope: Scope },
  Unit,
  UnitEvent,
  void
> = {
  name: 'RescindContract',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: decideRescindContract,
};
