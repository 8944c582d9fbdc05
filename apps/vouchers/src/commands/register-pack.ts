import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideRegisterPack,
  pack,
  packStreamId,
  type PackEvent,
  type StoredPack,
} from '../domain/pack.ts';

export const registerPack: CommandDeclaration<
  { packId: string; version: number; note: string },
  StoredPack,
  PackEvent,
  void
> = {
  name: 'RegisterPack',
  aggregate: pack,
  id: packStreamId,
  decide: (state, { note }, _facts, { actor }) =>
    decideRegisterPack(state, { note, by: actor.subject }),
};
