import type { CommandDeclaration } from '@fangpiao/chassis';
import type { DevelopmentId } from '@fangpiao/values';
import {
  decideAdmitDevelopment,
  development,
  type Checklist,
  type Development,
  type DevelopmentEvent,
} from '../domain/development.ts';
import type { Scope } from '../domain/scope.ts';

/** An officer reviews a development against the conditions [DL 6]. */
export const admitDevelopment: CommandDeclaration<
  { developmentId: DevelopmentId; checklist: Checklist; scope: Scope },
  Development,
  DevelopmentEvent,
  void
> = {
  name: 'AdmitDevelopment',
  aggregate: development,
  id: ({ developmentId }) => developmentId,
  decide: (state, { checklist, scope }) => decideAdmitDevelopment(state, { checklist, scope }),
};
