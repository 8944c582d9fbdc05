import type { CommonRefusalCode } from './core/common-refusals.ts';
import { operatorRoutesOf } from './core/operator-routes.ts';
import type { Refusal } from './core/refusal.ts';
import { createRegistry, type Registry, type ServiceContract } from './core/registry.ts';
import { householdsContract, type householdsRefusals } from './households/index.ts';
import { listingsContract, type listingsRefusals } from './listings/index.ts';
import { notificationsContract } from './notifications/index.ts';
import { settlementContract, type settlementRefusals } from './settlement/index.ts';
import { vouchersContract, type vouchersRefusals } from './vouchers/index.ts';

/** Every code a decision may refuse with: the list is closed. */
export type RefusalCode =
  | CommonRefusalCode
  | keyof typeof householdsRefusals
  | keyof typeof vouchersRefusals
  | keyof typeof listingsRefusals
  | keyof typeof settlementRefusals;

export const contracts: readonly ServiceContract[] = [
  householdsContract,
  vouchersContract,
  listingsContract,
  settlementContract,
  notificationsContract,
].map((contract) => ({
  ...contract,
  routes: [...contract.routes, ...Object.values(operatorRoutesOf(contract.service))],
}));

/** The contracts of all agencies, joined; a contradiction between them throws at start. */
export const registry: Registry = createRegistry(contracts);

/** What a decision returns instead of events. */
export function refuse(
  code: RefusalCode,
  detail?: { readonly zh: string; readonly en: string },
): Refusal<RefusalCode> {
  return detail ? { refused: code, detail } : { refused: code };
}

/** The code and both texts of a refusal, as a status page shows it. */
export function explainRefusal(code: string): { code: string; zh: string; en: string } {
  const declared = registry.findRefusal(code);
  return { code, zh: declared?.zh ?? code, en: declared?.en ?? code };
}
