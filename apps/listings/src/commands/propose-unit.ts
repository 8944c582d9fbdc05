import type { CommandDeclaration } from '@fangpiao/chassis';
import { development, type Development } from '../domain/development.ts';
import type { Scope } from '../domain/scope.ts';
import { unit, type Unit, type UnitEvent } from '../domain/unit.ts';
import { decideProposeUnit, type ProposedUnit } from '../domain/unit-listing.ts';

export const proposeUnit: CommandDeclaration<
  { proposed: ProposedUnit; scope: Scope },
  Unit,
  UnitEvent,
  { development: Development }
> = {
  name: 'ProposeUnit',
  aggregate: unit,
  id: ({ proposed }) => proposed.unitId,
  creates: true,
  facts: async ({ proposed }, reader) => ({
    development: (await reader.state(development, proposed.developmentId)).state,
  }),
  decide: decideProposeUnit,
};
