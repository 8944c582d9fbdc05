import { instant, type Instant } from '@fangpiao/values';
import { unit, type Listing, type Unit, type UnitEvent } from '../src/domain/unit.ts';
import type { ReservationRequest } from '../src/domain/unit-reservation.ts';

/** Given these events, the unit as it stands; all happened at `happenedAt`. */
export function given(...events: readonly UnitEvent[]): Unit {
  return events.reduce(
    (state, event) => unit.apply(state, event, { at: happenedAt, stream: 'unit/u-1' }),
    unit.initial,
  );
}

/** An instant of the second of March 2026 and the days after it, in Shanghai. */
export function at(hours: number): Instant {
  return instant(Date.parse('2026-03-01T16:00:00.000Z') + hours * 3_600_000);
}

export const happenedAt = at(10);

export const listing = {
  unitId: 'u-1',
  developmentId: 'brook-side',
  developerId: 'brook',
  district: 'clearwater',
  building: '1',
  room: '101',
  kind: 'residential',
  saleStage: 'ready',
  area: '120.50',
  committedPriceFen: 130_000_000,
  needsFiling: true,
} as Listing;

export const request = {
  unitId: 'u-1',
  purchaseId: 'p-1',
  priceFen: 120_000_000,
  lastFilingOn: '2026-03-31',
  reservedUntil: at(82),
} as ReservationRequest;

const ofPurchase = { unitId: request.unitId, purchaseId: request.purchaseId };

/** The events of one unit's way to its buyer. */
export function proposed(change: Partial<Listing> = {}): UnitEvent {
  return { type: 'listings.unit.proposed.v1', data: { ...listing, ...change } };
}
const { building: _building, room: _room, ...public_ } = listing;
export const listed: UnitEvent = { type: 'listings.unit.listed.v1', data: public_ };
export const delisted: UnitEvent = {
  type: 'listings.unit.delisted.v1',
  data: { unitId: listing.unitId, reason: 'seized' },
};
export const reserved: UnitEvent = { type: 'listings.unit.reserved.v1', data: request };
export const contracted = {
  type: 'listings.unit.contracted.v1',
  data: {
    ...ofPurchase,
    contractNumber: 'HT-1',
    contractedOn: '2026-03-02',
    priceFen: request.priceFen,
    area: listing.area,
  },
} as UnitEvent;
export const rescinded: UnitEvent = {
  type: 'listings.unit.contract-rescinded.v1',
  data: { ...ofPurchase, reason: 'both agreed' },
};
export const filed = {
  type: 'listings.unit.filed.v1',
  data: {
    ...ofPurchase,
    developerId: listing.developerId,
    kind: listing.kind,
    filingNumber: 'BA-0001',
    filedOn: '2026-03-02',
    priceFen: request.priceFen,
    area: listing.area,
  },
} as UnitEvent;
export const handedOver = {
  type: 'listings.unit.handed-over.v1',
  data: { ...ofPurchase, handedOverOn: '2026-03-02' },
} as UnitEvent;

/** One unit at every stage. */
export const everyStage: readonly Unit[] = [
  given(),
  given(proposed()),
  given(proposed(), listed),
  given(proposed(), listed, delisted),
  given(proposed(), listed, reserved),
  given(proposed(), listed, reserved, contracted),
  given(proposed(), listed, reserved, contracted, rescinded),
  given(proposed(), listed, reserved, contracted, filed),
  given(proposed(), listed, reserved, contracted, filed, handedOver),
  given(proposed({ needsFiling: false }), listed, reserved, contracted, handedOver),
];
