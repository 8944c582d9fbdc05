import type { CommandDeclaration } from '@fangpiao/chassis';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideRevokeFiling, type RevocationInput } from '../domain/unit-sale.ts';

/** The contract was rescinded after it used the voucher. */
export const revokeFiling: CommandDeclaration<RevocationInput, Unit, UnitEvent, void> = {
  name: 'RevokeFiling',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: (state, input, _facts, context) => decideRevokeFiling(state, input, context),
};
