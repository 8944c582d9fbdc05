import type { CommandDeclaration } from '@fangpiao/chassis';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideReserveUnit, type ReservationRequest } from '../domain/unit-reservation.ts';

/** Asked for by a purchase; the answer, yes or no, is an event of the unit. */
export const reserveUnit: CommandDeclaration<ReservationRequest, Unit, UnitEvent, void> = {
  name: 'ReserveUnit',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: decideReserveUnit,
};
