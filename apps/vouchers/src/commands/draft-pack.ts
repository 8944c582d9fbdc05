import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PackFile } from '@fangpiao/policy';
import {
  decideDraftPack,
  pack,
  packStreamId,
  type PackEvent,
  type StoredPack,
} from '../domain/pack.ts';

export const draftPack: CommandDeclaration<
  { packId: string; version: number; parts: readonly PackFile[] },
  StoredPack,
  PackEvent,
  void
> = {
  name: 'DraftPack',
  aggregate: pack,
  creates: true,
  id: packStreamId,
  decide: (state, { parts }, _facts, { actor }) =>
    decideDraftPack(state, { parts, by: actor.subject }),
};
