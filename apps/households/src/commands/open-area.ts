import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideOpenArea,
  resettlementArea,
  type AreaEvent,
  type AreaFacts,
  type ResettlementArea,
} from '../domain/area.ts';
import { project, type ResettlementProject } from '../domain/project.ts';

export const openArea: CommandDeclaration<
  AreaFacts,
  ResettlementArea,
  AreaEvent,
  { project: ResettlementProject }
> = {
  name: 'OpenArea',
  aggregate: resettlementArea,
  id: ({ areaId }) => areaId,
  creates: true,
  facts: async ({ projectId }, reader) => ({
    project: (await reader.state(project, projectId)).state,
  }),
  decide: decideOpenArea,
};
