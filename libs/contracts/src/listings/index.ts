import type { ServiceContract } from '../core/registry.ts';
import { listingsEvents } from './events.ts';
import { listingsRefusals } from './refusals.ts';
import { listingsRoutes } from './routes.ts';

export * from './events.ts';
export * from './refusals.ts';
export * from './routes.ts';

export const listingsContract: ServiceContract = {
  service: 'listings',
  zh: '市住房部门：开发企业、房源超市、认购、网签备案',
  en: 'City housing bureau: developers, listing supermarket, reservations, contract filing',
  routes: listingsRoutes,
  events: listingsEvents,
  refusals: listingsRefusals,
};
