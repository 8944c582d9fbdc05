import type { BodyOf, admitDeveloper as route } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import { creditCode, type CreditCode } from '../domain/credit-code.ts';
import {
  decideAdmitDeveloper,
  developer,
  type Developer,
  type DeveloperEvent,
} from '../domain/developer.ts';

/** An officer admits a developer; its credit code is taken by a reaction. */
export const admitDeveloper: CommandDeclaration<
  BodyOf<typeof route>,
  Developer,
  DeveloperEvent,
  { creditCode: CreditCode }
> = {
  name: 'AdmitDeveloper',
  aggregate: developer,
  id: ({ developerId }) => developerId,
  creates: true,
  facts: async (input, reader) => ({
    creditCode: (await reader.state(creditCode, input.creditCode)).state,
  }),
  decide: decideAdmitDeveloper,
};
