import type { BodyOf, proposeDevelopment as route } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { DeveloperId } from '@fangpiao/values';
import { developer, type Developer } from '../domain/developer.ts';
import {
  decideProposeDevelopment,
  development,
  type Development,
  type DevelopmentEvent,
} from '../domain/development.ts';

export const proposeDevelopment: CommandDeclaration<
  BodyOf<typeof route> & { developerId: DeveloperId },
  Development,
  DevelopmentEvent,
  { developer: Developer }
> = {
  name: 'ProposeDevelopment',
  aggregate: development,
  id: ({ developmentId }) => developmentId,
  creates: true,
  facts: async ({ developerId }, reader) => ({
    developer: (await reader.state(developer, developerId)).state,
  }),
  decide: (state, { developmentId: _, ...proposal }, facts) =>
    decideProposeDevelopment(state, proposal, facts),
};
