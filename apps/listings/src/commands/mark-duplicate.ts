import type { CommandDeclaration } from '@fangpiao/chassis';
import type { DeveloperId } from '@fangpiao/values';
import {
  decideMarkDuplicate,
  developer,
  type Developer,
  type DeveloperEvent,
} from '../domain/developer.ts';

/** After a contested credit code: the later of two admissions does not stand. */
export const markDuplicate: CommandDeclaration<
  { developerId: DeveloperId; admittedAs: DeveloperId },
  Developer,
  DeveloperEvent,
  void
> = {
  name: 'MarkDuplicate',
  aggregate: developer,
  id: ({ developerId }) => developerId,
  decide: (state, { admittedAs }) => decideMarkDuplicate(state, { admittedAs }),
};
