import type { ServiceContract } from '../core/registry.ts';
import { settlementEvents } from './events.ts';
import { settlementRefusals } from './refusals.ts';
import { settlementRoutes } from './routes.ts';

export * from './events.ts';
export * from './holder-claims.ts';
export * from './refusals.ts';
export * from './routes.ts';

export const settlementContract: ServiceContract = {
  service: 'settlement',
  zh: '区财政部门：专用账户、资金保障、结算、兑付',
  en: 'District finance bureau: dedicated accounts, cover, claims, payments',
  routes: settlementRoutes,
  events: settlementEvents,
  refusals: settlementRefusals,
};
