import type { CalendarDate } from '@fangpiao/values';
import { decideEnd } from './purchase-course.ts';
import { recoveryDue } from './purchase-recovery.ts';
import type { Purchase, PurchaseEvent } from './purchase.ts';

/**
 * The filing was revoked: a fact. Every voucher has its money back by its pack; what the developer was already paid is to
 * be recovered. Before use it is an ordinary release.
 */
export function decideRescind(
  state: Purchase,
  input: { rescindedOn: CalendarDate },
): PurchaseEvent[] {
  const { plan, status, paidFen } = state;
  if (!plan) return [];
  if (status !== 'used' && status !== 'completed')
    return decideEnd(state, { ending: 'released', reason });
  const { purchaseId, unitId, holder } = plan;
  return [
    {
      type: 'vouchers.purchase.ended.v1',
      data: { purchaseId, unitId, holder, ending: 'rescinded', reason },
    },
    {
      type: 'vouchers.purchase.money-restored.v1',
      data: { purchaseId, rescindedOn: input.rescindedOn, plan },
    },
    ...(paidFen > 0 ? [recoveryDue(plan, paidFen)] : []),
  ];
}

const reason = 'contract-rescinded';
