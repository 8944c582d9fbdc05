import type { DomainEvent, EventOf, GoodsKind, RefusalCode, SaleStage } from '@fangpiao/contracts';
import * as contract from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import {
  dateInShanghai,
  instantMillis,
  zeroFen,
  type Area,
  type CalendarDate,
  type DeveloperId,
  type DevelopmentId,
  type Fen,
  type Instant,
  type PurchaseId,
  type UnitId,
} from '@fangpiao/values';
import { hundredthsOf } from './area-hundredths.ts';

/** What the developer proposed and committed to; the committed price is never exceeded [DL 6]. */
export interface Listing {
  readonly unitId: UnitId;
  readonly developmentId: DevelopmentId;
  readonly developerId: DeveloperId;
  readonly district: string;
  readonly building: string;
  readonly room: string;
  readonly kind: GoodsKind;
  readonly saleStage: SaleStage;
  readonly area: Area;
  readonly committedPriceFen: Fen;
  /** False for goods that are not filed online: their contract date counts [DL 9]. City data, kept as of the proposal. */
  readonly needsFiling: boolean;
}

/** The one purchase that has the unit, as it was asked for. */
export interface Reservation {
  readonly purchaseId: PurchaseId;
  readonly priceFen: Fen;
  readonly reservedOn: CalendarDate;
  readonly reservedUntil: Instant;
  /** The last day on which filing counts; it came with the request and is enforced here (WRITE-PATH 15). */
  readonly lastFilingOn: CalendarDate;
}

interface SaleContract {
  readonly contractNumber: string;
  readonly contractedOn: CalendarDate;
}

interface ContractFiling {
  readonly filingNumber: string;
  readonly filedOn: CalendarDate;
}

type Free = { readonly listing: Listing };
type Reserved = Free & { readonly reservation: Reservation };
type Contracted = Reserved & { readonly contract: SaleContract };

type Stage =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'proposed' | 'listed' | 'delisted' } & Free)
  | ({ readonly status: 'reserved' } & Reserved)
  | ({ readonly status: 'contracted' } & Contracted)
  | ({ readonly status: 'filed'; readonly filing: ContractFiling } & Contracted)
  | ({
      readonly status: 'handed-over';
      readonly filing: ContractFiling | null;
      readonly handedOverOn: CalendarDate;
    } & Contracted);

/** What is kept whatever the stage. */
interface Kept {
  /** Whole numbers that the database adds up: 1, the price and the area once the contract is filed. */
  readonly figures: {
    readonly filedUnits: number;
    readonly filedSalesFen: Fen;
    readonly filedAreaHundredths: number;
  };
  /** Purchases cancelled before their request arrived: the request gets only that answer (WRITE-PATH 14). */
  readonly earlyCancellations: readonly PurchaseId[];
  /** Purchases that had their final answer here: a repeat is not answered again. Newest last. */
  readonly endedPurchases: readonly PurchaseId[];
}

/** A unit (套) of the listing supermarket: at most one purchase has it at any moment. */
export type Unit = Stage & Kept;

/** Each list in the state keeps this many; the keys of commits guard against older repeats. */
export const rememberedPurchases = 32;

export type UnitEvent =
  | DomainEvent<'listings.unit.proposed.v1', Listing>
  | EventOf<typeof contract.unitListedV1>
  | EventOf<typeof contract.unitDelistedV1>
  | EventOf<typeof contract.unitReservedV1>
  | EventOf<typeof contract.unitReservationRefusedV1>
  | EventOf<typeof contract.unitReservationReleasedV1>
  | DomainEvent<'listings.unit.cancelled-early.v1', { purchaseId: PurchaseId }>
  | EventOf<typeof contract.unitCancellationRefusedV1>
  | EventOf<typeof contract.unitContractedV1>
  | EventOf<typeof contract.unitContractRescindedV1>
  | EventOf<typeof contract.unitFiledV1>
  | EventOf<typeof contract.unitFilingRevokedV1>
  | DomainEvent<'listings.unit.filing-contradicted.v1', FilingContradiction>
  | EventOf<typeof contract.unitHandedOverV1>;

const nothingFiled: Unit['figures'] = {
  filedUnits: 0,
  filedSalesFen: zeroFen,
  filedAreaHundredths: 0,
};

/** A confirmed filing that does not fit the unit: recorded, never refused (WRITE-PATH 13). */
export interface FilingContradiction {
  readonly filingNumber: string;
  readonly purchaseId: PurchaseId;
  readonly filedOn: CalendarDate;
  readonly reason: RefusalCode;
}

export const unit: Aggregate<Unit, UnitEvent> = {
  service: 'listings',
  kind: 'unit',
  schema: 1,
  initial: {
    status: 'unknown',
    figures: nothingFiled,
    earlyCancellations: [],
    endedPurchases: [],
  },
  events: [
    contract.unitListedV1,
    contract.unitDelistedV1,
    contract.unitReservedV1,
    contract.unitReservationRefusedV1,
    contract.unitReservationReleasedV1,
    contract.unitCancellationRefusedV1,
    contract.unitContractedV1,
    contract.unitContractRescindedV1,
    contract.unitFiledV1,
    contract.unitFilingRevokedV1,
    contract.unitHandedOverV1,
  ],
  internal: [
    'listings.unit.proposed.v1',
    'listings.unit.cancelled-early.v1',
    'listings.unit.filing-contradicted.v1',
  ],
  apply,
  dueAt: (state) => (state.status === 'reserved' ? state.reservation.reservedUntil : undefined),
  indexes: [
    { 'state.status': 1, 'state.listing.district': 1, 'state.listing.kind': 1, _id: 1 },
    { 'state.listing.district': 1, 'state.status': 1 },
  ],
};

/** An event that does not fit the stage leaves it as it is: `apply` never fails. */
function apply(state: Unit, event: UnitEvent, { at }: { at: Instant }): Unit {
  const { figures, earlyCancellations, endedPurchases } = state;
  const kept: Kept = { figures, earlyCancellations, endedPurchases };
  if (event.type === 'listings.unit.proposed.v1') {
    return { ...kept, status: 'proposed', listing: event.data };
  }
  if (event.type === 'listings.unit.reservation-refused.v1') {
    return { ...state, ...ended(kept, event.data.purchaseId) };
  }
  if (event.type === 'listings.unit.cancelled-early.v1') {
    const early = [...earlyCancellations, event.data.purchaseId].slice(-rememberedPurchases);
    return { ...state, earlyCancellations: early };
  }
  if (state.status === 'unknown') return state;
  const { listing } = state;
  switch (event.type) {
    case 'listings.unit.listed.v1':
      return { ...kept, status: 'listed', listing };
    case 'listings.unit.delisted.v1':
      return { ...kept, status: 'delisted', listing };
    case 'listings.unit.reserved.v1': {
      const { purchaseId, priceFen, reservedUntil, lastFilingOn } = event.data;
      const reservedOn = dateInShanghai(instantMillis(at));
      const reservation = { purchaseId, priceFen, reservedOn, reservedUntil, lastFilingOn };
      return { ...kept, status: 'reserved', listing, reservation };
    }
    case 'listings.unit.reservation-released.v1':
    case 'listings.unit.contract-rescinded.v1':
      return { ...ended(kept, event.data.purchaseId), status: 'listed', listing };
    case 'listings.unit.contracted.v1': {
      if (state.status !== 'reserved') return state;
      const { contractNumber, contractedOn } = event.data;
      return { ...state, status: 'contracted', contract: { contractNumber, contractedOn } };
    }
    case 'listings.unit.filed.v1': {
      if (state.status !== 'contracted') return state;
      const { filingNumber, filedOn, priceFen, area } = event.data;
      const filed = {
        filedUnits: 1,
        filedSalesFen: priceFen,
        filedAreaHundredths: hundredthsOf(area),
      };
      return { ...state, status: 'filed', filing: { filingNumber, filedOn }, figures: filed };
    }
    case 'listings.unit.filing-revoked.v1':
      return {
        ...ended(kept, event.data.purchaseId),
        figures: nothingFiled,
        status: 'listed',
        listing,
      };
    case 'listings.unit.handed-over.v1': {
      if (state.status !== 'contracted' && state.status !== 'filed') return state;
      const filing = state.status === 'filed' ? state.filing : null;
      const { handedOverOn } = event.data;
      return { ...state, status: 'handed-over', filing, handedOverOn };
    }
    case 'listings.unit.cancellation-refused.v1':
    case 'listings.unit.filing-contradicted.v1':
      return state;
  }
}

function ended(kept: Kept, purchaseId: PurchaseId): Kept {
  return {
    figures: kept.figures,
    earlyCancellations: kept.earlyCancellations.filter((early) => early !== purchaseId),
    endedPurchases: [...kept.endedPurchases, purchaseId].slice(-rememberedPurchases),
  };
}
