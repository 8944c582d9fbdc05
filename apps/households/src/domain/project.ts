import {
  refuse,
  type BodyOf,
  type DomainEvent,
  type registerProject as registerProjectRoute,
} from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import { hundredthsOf } from './hundredths.ts';

/** What is known of a resettlement project, as it was registered. */
export type ProjectFacts = BodyOf<typeof registerProjectRoute> & { readonly district: string };

/** A resettlement project: the frame of its areas; the city's figures are counted from these [LC]. */
export type ResettlementProject =
  | { readonly status: 'none' }
  | (ProjectFacts & {
      readonly status: 'registered';
      readonly isDelivered: boolean;
      /** For exact sums over projects. */
      readonly plannedAreaHundredths: number;
    });

export type ProjectEvent = DomainEvent<'households.project.registered.v1', ProjectFacts>;

export const project: Aggregate<ResettlementProject, ProjectEvent> = {
  service: 'households',
  kind: 'project',
  schema: 1,
  initial: { status: 'none' },
  events: [],
  internal: ['households.project.registered.v1'],
  indexes: [{ 'state.district': 1 }],
  apply: (_state, { data }) => ({
    ...data,
    status: 'registered',
    isDelivered: data.buildState === 'delivered',
    plannedAreaHundredths: hundredthsOf(data.plannedArea),
  }),
};

/** Registers a project of the officer's district, once [LC]. */
export function decideRegisterProject(
  state: ResettlementProject,
  input: ProjectFacts,
): Decision<ProjectEvent> {
  if (state.status === 'registered') return refuse('project-exists');
  return [{ type: 'households.project.registered.v1', data: input }];
}
