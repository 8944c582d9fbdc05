import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PersonId } from '@fangpiao/values';
import {
  decideRecordStored,
  person,
  type Person,
  type PersonEvent,
  type StoredFields,
} from '../domain/person.ts';

/** Follows from a household's registration, once for each member. */
export const recordStored: CommandDeclaration<
  StoredFields & { personId: PersonId },
  Person,
  PersonEvent,
  void
> = {
  name: 'RecordStored',
  aggregate: person,
  id: ({ personId }) => personId,
  creates: true,
  decide: decideRecordStored,
};
