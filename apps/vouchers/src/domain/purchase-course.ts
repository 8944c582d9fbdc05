import { refuse } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import type { CalendarDate, Fen, Id } from '@fangpiao/values';
import { recoveryDue } from './purchase-recovery.ts';
import { beginSpending, partsDue, voucherMoneyOf } from './purchase-spending.ts';
import type { Purchase, PurchaseEvent, PurchasePlan } from './purchase.ts';

type Ending = 'refused' | 'released' | 'rescinded';

/** Ends the purchase and gives back what is held: the one way out before use. */
function end(
  plan: PurchasePlan,
  of: { holds: Purchase['holds']; ending: Ending; reason: string },
): PurchaseEvent[] {
  const { purchaseId, unitId, holder } = plan;
  const voucherIds = plan.parts
    .map((part) => part.voucherId)
    .filter((voucherId) => of.holds[voucherId] === 'held');
  return [
    {
      type: 'vouchers.purchase.ended.v1',
      data: { purchaseId, unitId, holder, ending: of.ending, reason: of.reason },
    },
    ...(voucherIds.length > 0
      ? [{ type: 'vouchers.purchase.money-returned.v1' as const, data: { purchaseId, voucherIds } }]
      : []),
  ];
}

/** One voucher answered. When all have: on to listings, or back with everything. */
export function decideHoldAnswer(
  state: Purchase,
  input: { voucherId: Id<'voucher'>; answer: 'held' | 'refused'; reason: string },
): PurchaseEvent[] {
  const { plan } = state;
  if (state.status !== 'started' || !plan || state.holds[input.voucherId]) return [];
  const answered: PurchaseEvent = { type: 'vouchers.purchase.hold-answered.v1', data: input };
  const holds = { ...state.holds, [input.voucherId]: input.answer };
  if (plan.parts.some((part) => !holds[part.voucherId])) return [answered];
  const reason = input.answer === 'refused' ? input.reason : state.reason;
  if (Object.values(holds).includes('refused'))
    return [answered, ...end(plan, { holds, ending: 'refused', reason })];
  if (state.isCancellationAsked)
    return [answered, ...end(plan, { holds, ending: 'released', reason: 'purchase-cancelled' })];
  const { purchaseId, unitId, buyer, priceFen, voucherFen, lastFilingOn } = plan;
  return [
    answered,
    {
      type: 'vouchers.purchase.reservation-requested.v1',
      data: { purchaseId, unitId, buyer, priceFen, voucherFen, lastFilingOn },
    },
  ];
}

/** The holder changes their mind. Once listings may act, it is asked; we do not release on our own (WRITE-PATH 15). */
export function decideCancel(state: Purchase, input: { reason: string }): Decision<PurchaseEvent> {
  const { plan } = state;
  if (!plan) return refuse('purchase-unknown');
  if (state.isCancellationAsked) return [];
  const asked: PurchaseEvent = { type: 'vouchers.purchase.cancellation-asked.v1', data: input };
  switch (state.status) {
    case 'started':
      return [asked];
    case 'reserving':
    case 'reserved':
      return [
        asked,
        {
          type: 'vouchers.purchase.cancellation-requested.v1',
          data: { purchaseId: plan.purchaseId, unitId: plan.unitId },
        },
      ];
    case 'none':
    case 'contracted':
    case 'spending':
    case 'used':
    case 'completed':
    case 'refused':
    case 'released':
    case 'rescinded':
      return refuse('purchase-cannot-be-cancelled');
  }
}

/** Listings reserved the unit. */
export function decideReserved(state: Purchase, input: { reservedUntil: string }): PurchaseEvent[] {
  const { plan } = state;
  if (!plan || state.status !== 'reserving') return [];
  const { purchaseId, unitId, holder } = plan;
  return [
    {
      type: 'vouchers.purchase.reserved.v1',
      data: { purchaseId, unitId, holder, reservedUntil: input.reservedUntil },
    },
  ];
}

/** Listings said no, timed out, cancelled, or the contract was rescinded before filing: everything goes back. */
export function decideEnd(
  state: Purchase,
  input: { ending: Ending; reason: string },
): PurchaseEvent[] {
  const { plan, status, holds } = state;
  if (!plan) return [];
  if (status === 'reserving' || status === 'reserved' || status === 'contracted')
    return end(plan, { holds, ...input });
  return status === 'spending' || status === 'used' || status === 'completed'
    ? contradiction(`ended as ${input.ending} after use`)
    : [];
}

/** Listings will not cancel: it is contracted already. */
export function decideCancellationDenied(
  state: Purchase,
  input: { reason: string },
): PurchaseEvent[] {
  return state.isCancellationAsked
    ? [{ type: 'vouchers.purchase.cancellation-denied.v1', data: input }]
    : [];
}

/** The sale contract is signed. Goods that are not filed are used on this day [DL 9]. */
export function decideContracted(
  state: Purchase,
  input: { contractNumber: string; contractedOn: CalendarDate; priceFen: Fen },
): PurchaseEvent[] {
  const { plan, status } = state;
  if (!plan || (status !== 'reserved' && status !== 'reserving')) return [];
  const { contractNumber, contractedOn, priceFen } = input;
  const contracted: PurchaseEvent = {
    type: 'vouchers.purchase.contracted.v1',
    data: { contractNumber, contractedOn },
  };
  if (plan.isFilingNeeded) return [contracted];
  return [contracted, ...beginSpending(plan, { usedOn: contractedOn, filingNumber: '', priceFen })];
}

/** The contract is filed: a fact. Its date counts, not its arrival (WRITE-PATH 13). */
export function decideFiled(
  state: Purchase,
  input: { filingNumber: string; filedOn: CalendarDate; priceFen: Fen },
): PurchaseEvent[] {
  const { plan, status } = state;
  if (!plan) return [];
  switch (status) {
    case 'reserving':
    case 'reserved':
    case 'contracted':
      return beginSpending(plan, {
        usedOn: input.filedOn,
        filingNumber: input.filingNumber,
        priceFen: input.priceFen,
      });
    case 'spending':
    case 'used':
    case 'completed':
      return [];
    case 'none':
    case 'started':
    case 'refused':
    case 'released':
    case 'rescinded':
      return contradiction(`filed as ${input.filingNumber} while ${status}`);
  }
}

/** Settlement paid the developer: a fact. */
export function decidePaid(
  state: Purchase,
  input: {
    claimId: string;
    amountFen: Fen;
    paidOn: CalendarDate;
    payments: readonly { accountId: string; amountFen: Fen }[];
    instalment: number;
  },
): PurchaseEvent[] {
  const { plan } = state;
  const isRescinded = state.status === 'rescinded';
  if (!plan || (state.status !== 'used' && !isRescinded))
    return contradiction(`paid by ${input.claimId} while ${state.status}`);
  const { claimId, amountFen, paidOn } = input;
  const paidAccounts = new Set(input.payments.map((payment) => payment.accountId));
  const parts = partsDue(state, input.instalment).filter(({ accountId }) =>
    paidAccounts.has(accountId),
  );
  return [
    {
      type: 'vouchers.purchase.payment-noted.v1',
      data: { purchaseId: plan.purchaseId, claimId, amountFen, paidOn, parts },
    },
    // It was on its way when the contract was rescinded.
    ...(isRescinded ? [recoveryDue(plan, amountFen)] : []),
  ];
}

/** The developer reported completion: with everything paid the purchase is completed [DL 15]. */
export function decideCompleted(state: Purchase): PurchaseEvent[] {
  const { plan } = state;
  if (!plan || state.status !== 'used' || state.paidFen < voucherMoneyOf(state)) return [];
  const { purchaseId, unitId, holder } = plan;
  return [{ type: 'vouchers.purchase.completed.v1', data: { purchaseId, unitId, holder } }];
}

function contradiction(what: string): PurchaseEvent[] {
  return [{ type: 'vouchers.purchase.contradiction-noted.v1', data: { what } }];
}
