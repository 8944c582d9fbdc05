import type { Fen } from '@fangpiao/values';
import type { PurchaseEvent, PurchasePlan } from './purchase.ts';

/** Paid to the developer for a contract that is no more: the district gets it back or sets it off. */
export function recoveryDue(plan: PurchasePlan, amountFen: Fen): PurchaseEvent {
  const { purchaseId, unitId, developerId } = plan;
  return {
    type: 'vouchers.purchase.recovery-due.v1',
    data: { purchaseId, unitId, developerId, amountFen },
  };
}
