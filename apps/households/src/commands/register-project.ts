import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideRegisterProject,
  project,
  type ProjectEvent,
  type ProjectFacts,
  type ResettlementProject,
} from '../domain/project.ts';

export const registerProject: CommandDeclaration<
  ProjectFacts,
  ResettlementProject,
  ProjectEvent,
  void
> = {
  name: 'RegisterProject',
  aggregate: project,
  id: ({ projectId }) => projectId,
  creates: true,
  decide: decideRegisterProject,
};
