import type { CommandDeclaration } from '@fangpiao/chassis';
import type { UnitId } from '@fangpiao/values';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideExpireReservation } from '../domain/unit-reservation.ts';

/** Sent by the clock; looks again whether the reservation is over (WRITE-PATH 10). */
export const expireReservation: CommandDeclaration<{ unitId: UnitId }, Unit, UnitEvent, void> = {
  name: 'ExpireReservation',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: (state, input, _facts, context) => decideExpireReservation(state, input, context),
};
