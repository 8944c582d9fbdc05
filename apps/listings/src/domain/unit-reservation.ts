import type { RefusalCode } from '@fangpiao/contracts';
import type { CalendarDate, Fen, Instant, PurchaseId, UnitId } from '@fangpiao/values';
import type { Unit, UnitEvent } from './unit.ts';

/** Which purchase asks, for which unit. */
export interface OfPurchase {
  readonly unitId: UnitId;
  readonly purchaseId: PurchaseId;
}

export type ReservationRequest = OfPurchase & {
  readonly priceFen: Fen;
  readonly lastFilingOn: CalendarDate;
  readonly reservedUntil: Instant;
};

/** Answers a request: the unit is the purchase's, or the reason why not. One winner per unit (L7). Total. */
export function decideReserveUnit(state: Unit, request: ReservationRequest): UnitEvent[] {
  const { unitId, purchaseId, priceFen, lastFilingOn, reservedUntil } = request;
  const refused = (reason: RefusalCode): UnitEvent[] => [
    { type: 'listings.unit.reservation-refused.v1', data: { unitId, purchaseId, reason } },
  ];
  if (state.earlyCancellations.includes(purchaseId)) return refused('purchase-cancelled');
  if (hasUnit(state, purchaseId) || state.endedPurchases.includes(purchaseId)) return [];
  if (isTaken(state)) return refused('unit-already-reserved');
  if (state.status !== 'listed') return refused('unit-not-listed');
  if (priceFen > state.listing.committedPriceFen) return refused('price-above-commitment');
  return [
    {
      type: 'listings.unit.reserved.v1',
      data: { unitId, purchaseId, reservedUntil, priceFen, lastFilingOn },
    },
  ];
}

/**
 * Cancels a reservation; too late once contracted. A request that has not been seen yet is cancelled beforehand
 * (WRITE-PATH 14). Total.
 */
export function decideCancelReservation(state: Unit, purchase: OfPurchase): UnitEvent[] {
  const { unitId, purchaseId } = purchase;
  if (hasUnit(state, purchaseId)) {
    return state.status === 'reserved'
      ? [released(purchase, 'purchase-cancelled')]
      : [
          {
            type: 'listings.unit.cancellation-refused.v1',
            data: { unitId, purchaseId, reason: 'purchase-cannot-be-cancelled' },
          },
        ];
  }
  const isKnown =
    state.endedPurchases.includes(purchaseId) || state.earlyCancellations.includes(purchaseId);
  return isKnown ? [] : [{ type: 'listings.unit.cancelled-early.v1', data: { purchaseId } }];
}

/** The clock: a reservation without a contract ends at its deadline, which listings owns (WRITE-PATH 15). */
export function decideExpireReservation(
  state: Unit,
  { unitId }: { readonly unitId: UnitId },
  { at }: { readonly at: Instant },
): UnitEvent[] {
  if (state.status !== 'reserved' || at < state.reservation.reservedUntil) return [];
  const { purchaseId } = state.reservation;
  return [released({ unitId, purchaseId }, 'reservation-timed-out')];
}

function released(purchase: OfPurchase, reason: RefusalCode): UnitEvent {
  const { unitId, purchaseId } = purchase;
  return {
    type: 'listings.unit.reservation-released.v1',
    data: { unitId, purchaseId, reason },
  };
}

function isTaken(state: Unit): state is Extract<Unit, { readonly reservation: unknown }> {
  return 'reservation' in state;
}

function hasUnit(state: Unit, purchaseId: PurchaseId): boolean {
  return isTaken(state) && state.reservation.purchaseId === purchaseId;
}
