import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PersonId } from '@fangpiao/values';
import {
  addressee,
  decideNameHolder,
  type Addressee,
  type AddresseeEvent,
} from '../domain/addressee.ts';

/** `about` is the thing as its owner streams it: `purchase/<id>`, `agreement/<id>`. */
export const nameHolder: CommandDeclaration<
  { about: string; holder: PersonId },
  Addressee,
  AddresseeEvent,
  void
> = {
  name: 'NameHolder',
  aggregate: addressee,
  id: ({ about }) => about,
  decide: (state, { holder }) => decideNameHolder(state, holder),
};
