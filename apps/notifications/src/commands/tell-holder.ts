import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  addressee,
  decideTellHolder,
  type Addressee,
  type AddresseeEvent,
} from '../domain/addressee.ts';
import type { Notice } from '../domain/notices.ts';

/** For events that name the thing and not its holder. */
export const tellHolder: CommandDeclaration<
  { about: string; notice: Notice },
  Addressee,
  AddresseeEvent,
  void
> = {
  name: 'TellHolder',
  aggregate: addressee,
  id: ({ about }) => about,
  decide: (state, { notice }) => decideTellHolder(state, notice),
};
