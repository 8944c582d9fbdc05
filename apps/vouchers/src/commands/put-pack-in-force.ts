import type { CommandDeclaration } from '@fangpiao/chassis';
import type { CalendarDate } from '@fangpiao/values';
import {
  decidePutPackInForce,
  pack,
  packStreamId,
  type PackEvent,
  type StoredPack,
} from '../domain/pack.ts';

export const putPackInForce: CommandDeclaration<
  { packId: string; version: number; effectiveFrom: CalendarDate },
  StoredPack,
  PackEvent,
  void
> = {
  name: 'PutPackInForce',
  aggregate: pack,
  id: packStreamId,
  decide: (state, { effectiveFrom }, _facts, { actor }) =>
    decidePutPackInForce(state, { effectiveFrom, by: actor.subject }),
};
