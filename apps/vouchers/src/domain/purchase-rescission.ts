import type { CalendarDate } from '@fangpiao/values';
import { decideEnd } from './purchase-course.ts';
import { rescinded } from './purchase-recovery.ts';
import { partsSpent } from './purchase-spending.ts';
import type { Purchase, PurchaseEvent } from './purchase.ts';

/**
 * The filing was revoked: a fact. Every voucher has its money back by its pack; what the developer was already paid is to
 * be recovered. While vouchers still answer what they spend it waits for them; before use it is an ordinary release.
 */
export function decideRescind(
  state: Purchase,
  { rescindedOn }: { rescindedOn: CalendarDate },
): PurchaseEvent[] {
  const { plan, status, paidFen } = state;
  if (!plan) return [];
  switch (status) {
    case 'used':
    case 'completed':
      return rescinded(plan, { parts: partsSpent(plan, state.spentFen), rescindedOn, paidFen });
    case 'spending':
      return [{ type: 'vouchers.purchase.rescission-noted.v1', data: { rescindedOn } }];
    case 'none':
    case 'started':
    case 'reserving':
    case 'reserved':
    case 'contracted':
    case 'refused':
    case 'released':
    case 'rescinded':
      return decideEnd(state, { ending: 'released', reason: 'contract-rescinded' });
  }
}
