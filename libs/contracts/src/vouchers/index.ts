import type { ServiceContract } from '../core/registry.ts';
import { vouchersEvents } from './events.ts';
import { vouchersRefusals } from './refusals.ts';
import { vouchersRoutes } from './routes.ts';

export * from './ending-events.ts';
export * from './reward-events.ts';
export * from './endings.ts';
export * from './events.ts';
export * from './proof.ts';
export * from './refusals.ts';
export * from './routes.ts';
export * from './transfer.ts';

export const vouchersContract: ServiceContract = {
  service: 'vouchers',
  zh: '区房票核发部门：政策包、测算、房票、购房、签注',
  en: 'District issuing department: policy packs, quotes, vouchers, purchases, endorsements',
  routes: vouchersRoutes,
  events: vouchersEvents,
  refusals: vouchersRefusals,
};
