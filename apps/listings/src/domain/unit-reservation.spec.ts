import type { PurchaseId } from '@fangpiao/values';
import {
  at,
  contracted,
  everyStage,
  filed,
  given,
  listed,
  proposed,
  request,
  reserved,
} from '../../test/units.ts';
import { rememberedPurchases, type Unit, type UnitEvent } from './unit.ts';
import {
  decideCancelReservation,
  decideExpireReservation,
  decideReserveUnit,
} from './unit-reservation.ts';

const { unitId, purchaseId } = request;
const other = 'p-2' as PurchaseId;

function answerOf(events: readonly UnitEvent[]): string {
  const [event] = events;
  if (!event) return 'nothing';
  const verb = event.type.split('.')[2]!;
  return 'reason' in event.data ? `${verb} ${event.data.reason}` : verb;
}

describe('a unit answers every request, whatever its stage', () => {
  it.each([
    ['unknown', 'reservation-refused unit-not-listed'],
    ['proposed', 'reservation-refused unit-not-listed'],
    ['listed', 'reserved'],
    ['delisted', 'reservation-refused unit-not-listed'],
    ['reserved', 'reservation-refused unit-already-reserved'],
    ['contracted', 'reservation-refused unit-already-reserved'],
    ['filed', 'reservation-refused unit-already-reserved'],
    ['handed-over', 'reservation-refused unit-already-reserved'],
  ] as const)('%s → %s', (status, answer) => {
    for (const state of everyStage.filter((each) => each.status === status)) {
      expect(answerOf(decideReserveUnit(state, { ...request, purchaseId: other }))).toBe(answer);
    }
  });

  it('but not the same purchase twice', () => {
    for (const state of [given(proposed(), listed, reserved), ...everyStage.slice(4)]) {
      expect(decideReserveUnit(state, request)).toEqual([]);
    }
  });
});

describe('a cancellation', () => {
  it('releases the reservation, and is refused once contracted', () => {
    expect(answerOf(decideCancelReservation(given(proposed(), listed, reserved), request))).toBe(
      'reservation-released purchase-cancelled',
    );
    expect(
      answerOf(decideCancelReservation(given(proposed(), listed, reserved, contracted), request)),
    ).toBe('cancellation-refused purchase-cannot-be-cancelled');
    expect(
      answerOf(
        decideCancelReservation(given(proposed(), listed, reserved, contracted, filed), request),
      ),
    ).toBe('cancellation-refused purchase-cannot-be-cancelled');
  });

  it('of another purchase leaves the winner alone', () => {
    const state = given(proposed(), listed, reserved);
    expect(answerOf(decideCancelReservation(state, { unitId, purchaseId: other }))).toBe(
      'cancelled-early',
    );
  });

  it('before the request is committed under the purchase, and kept in a bounded list (WRITE-PATH 14)', () => {
    let state: Unit = given(proposed(), listed);
    for (let index = 0; index < rememberedPurchases + 5; index++) {
      const early = { unitId, purchaseId: `early-${index}` as PurchaseId };
      state = given(
        proposed(),
        listed,
        ...cancelledEarly(state),
        ...decideCancelReservation(state, early),
      );
    }
    expect(state.earlyCancellations).toHaveLength(rememberedPurchases);
    const newest = state.earlyCancellations.at(-1)!;
    expect(answerOf(decideReserveUnit(state, { ...request, purchaseId: newest }))).toBe(
      'reservation-refused purchase-cancelled',
    );
    expect(decideCancelReservation(state, { unitId, purchaseId: newest })).toEqual([]);
  });
});

function cancelledEarly(state: Unit): UnitEvent[] {
  return state.earlyCancellations.map((early) => ({
    type: 'listings.unit.cancelled-early.v1',
    data: { purchaseId: early },
  }));
}

describe('the clock', () => {
  const state = given(proposed(), listed, reserved);

  it('releases at the deadline and not before (WRITE-PATH 10)', () => {
    expect(decideExpireReservation(state, { unitId }, { at: at(81) })).toEqual([]);
    expect(decideExpireReservation(state, { unitId }, { at: at(82) })).toEqual([
      {
        type: 'listings.unit.reservation-released.v1',
        data: { unitId, purchaseId, reason: 'reservation-timed-out' },
      },
    ]);
  });

  it('does nothing at any other stage', () => {
    for (const each of everyStage.filter(({ status }) => status !== 'reserved')) {
      expect(decideExpireReservation(each, { unitId }, { at: at(1_000) })).toEqual([]);
    }
  });
});
