import type { PurchasePart } from '@fangpiao/contracts';
import type { CalendarDate, Fen } from '@fangpiao/values';
import type { PurchaseEvent, PurchasePlan } from './purchase.ts';

/** A used purchase ends: what each voucher spent is back on it, what the developer was paid is to be recovered. */
export function rescinded(
  plan: PurchasePlan,
  of: { parts: readonly PurchasePart[]; rescindedOn: CalendarDate; paidFen: Fen },
): PurchaseEvent[] {
  const { purchaseId, unitId, holder } = plan;
  const { parts, rescindedOn, paidFen } = of;
  return [
    {
      type: 'vouchers.purchase.ended.v1',
      data: { purchaseId, unitId, holder, ending: 'rescinded', reason: 'contract-rescinded' },
    },
    {
      type: 'vouchers.purchase.money-restored.v1',
      data: { purchaseId, rescindedOn, plan: { ...plan, parts } },
    },
    ...(paidFen > 0 ? [recoveryDue(plan, paidFen)] : []),
  ];
}

/** Paid to the developer for a contract that is no more: the district gets it back or sets it off. */
export function recoveryDue(plan: PurchasePlan, amountFen: Fen): PurchaseEvent {
  const { purchaseId, unitId, developerId } = plan;
  return {
    type: 'vouchers.purchase.recovery-due.v1',
    data: { purchaseId, unitId, developerId, amountFen },
  };
}
