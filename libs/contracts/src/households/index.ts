import type { ServiceContract } from '../core/registry.ts';
import { householdsEvents } from './events.ts';
import { householdsRefusals } from './refusals.ts';
import { householdsRoutes } from './routes.ts';

export * from './events.ts';
export * from './refusals.ts';
export * from './routes.ts';

export const householdsContract: ServiceContract = {
  service: 'households',
  zh: '区征收安置部门：项目、被征收户、协议',
  en: 'District resettlement office: projects, households, agreements',
  routes: householdsRoutes,
  events: householdsEvents,
  refusals: householdsRefusals,
};
