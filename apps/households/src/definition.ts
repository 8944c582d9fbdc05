import type { AnyAggregate, ServiceDefinition } from '@fangpiao/chassis';
import { agreement } from './domain/agreement.ts';
import { resettlementArea } from './domain/area.ts';
import { household } from './domain/household.ts';
import { person } from './domain/person.ts';
import { project } from './domain/project.ts';
import { jobs } from './schedule.ts';
import { reactions, subscriptions } from './subscriptions.ts';

export const householdsDefinition: ServiceDefinition = {
  name: 'households',
  aggregates: [
    project,
    resettlementArea,
    household,
    person,
    agreement,
  ] as unknown as AnyAggregate[],
  reactions,
  subscriptions,
  jobs,
};
