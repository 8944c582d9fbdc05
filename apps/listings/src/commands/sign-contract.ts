import type { CommandDeclaration } from '@fangpiao/chassis';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideSignContract, type ContractInput } from '../domain/unit-sale.ts';

export const signContract: CommandDeclaration<ContractInput, Unit, UnitEvent, void> = {
  name: 'SignContract',
  aggregate: unit,
  id: ({ unitId }) => unitId,
  decide: (state, input, _facts, context) => decideSignContract(state, input, context),
};
