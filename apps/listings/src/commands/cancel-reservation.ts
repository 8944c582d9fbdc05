import type { CommandDeclaration } from '@fangpiao/chassis';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideCancelReservation, type OfPurchase } from '../domain/unit-reservation.ts';

/** Asked for by a purchase; the answer is released, or refused because it is contracted. */
export const cancelReservation: CommandDeclaration<OfPurchase, Unit, UnitEvent, void> = {
  name: 'CancelReservation',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: decideCancelReservation,
};
