import { refuse, type DomainEvent } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import {
  zeroFen,
  type AccountId,
  type CalendarDate,
  type Fen,
  type ParcelId,
} from '@fangpiao/values';
import type { DedicatedAccount } from './account.ts';

/** A land parcel of the district's plan; its expected proceeds may cover the vouchers of an account [LC]. */
export interface LandParcel {
  readonly status: 'unknown' | 'planned' | 'on-offer' | 'sold';
  readonly district: string | null;
  readonly accountId: AccountId | null;
  readonly name: string;
  /** Hundredths of a mu, so that sums over parcels are exact. */
  readonly areaMuHundredths: number;
  readonly startPriceFen: Fen;
  /** Sold price where sold, else starting price (READINGS §6). */
  readonly priceFen: Fen;
  readonly soldOn: CalendarDate | null;
}

export type ParcelEvent =
  | DomainEvent<
      'settlement.parcel.registered.v1',
      {
        parcelId: ParcelId;
        district: string;
        accountId: AccountId | null;
        name: string;
        areaMuHundredths: number;
        startPriceFen: Fen;
        status: 'planned' | 'on-offer';
      }
    >
  | DomainEvent<
      'settlement.parcel.sold.v1',
      {
        parcelId: ParcelId;
        accountId: AccountId | null;
        startPriceFen: Fen;
        priceFen: Fen;
        soldOn: CalendarDate;
      }
    >;

export const parcel: Aggregate<LandParcel, ParcelEvent> = {
  service: 'settlement',
  kind: 'parcel',
  schema: 1,
  initial: {
    status: 'unknown',
    district: null,
    accountId: null,
    name: '',
    areaMuHundredths: 0,
    startPriceFen: zeroFen,
    priceFen: zeroFen,
    soldOn: null,
  },
  events: [],
  internal: ['settlement.parcel.registered.v1', 'settlement.parcel.sold.v1'],
  indexes: [{ 'state.district': 1 }],
  apply: (state, event) => {
    switch (event.type) {
      case 'settlement.parcel.registered.v1': {
        const { district, accountId, name, areaMuHundredths, startPriceFen, status } = event.data;
        return {
          status,
          district,
          accountId,
          name,
          areaMuHundredths,
          startPriceFen,
          priceFen: startPriceFen,
          soldOn: null,
        };
      }
      case 'settlement.parcel.sold.v1': {
        const { priceFen, soldOn } = event.data;
        return { ...state, status: 'sold', priceFen, soldOn };
      }
    }
  },
};

/** Registers a parcel of the land plan, linked to an account of the same district or to none [LC]. */
export function decideRegisterParcel(
  state: LandParcel,
  input: {
    parcelId: ParcelId;
    district: string;
    accountId: AccountId | null;
    name: string;
    areaMu: string;
    startPriceFen: Fen;
    status: 'planned' | 'on-offer';
  },
  linked: DedicatedAccount | undefined,
): Decision<ParcelEvent> {
  if (state.status !== 'unknown') return refuse('parcel-exists');
  const { areaMu, ...registered } = input;
  if (input.accountId !== null && (!linked?.isOpen || linked.district !== input.district))
    return refuse('account-unknown');
  return [
    {
      type: 'settlement.parcel.registered.v1',
      data: { ...registered, areaMuHundredths: muHundredths(areaMu) },
    },
  ];
}

/** The parcel is sold: from now on its sold price counts (READINGS §6). */
export function decideSellParcel(
  state: LandParcel,
  input: { parcelId: ParcelId; district: string; priceFen: Fen; soldOn: CalendarDate },
): Decision<ParcelEvent> {
  if (state.status === 'unknown' || state.district !== input.district)
    return refuse('parcel-unknown');
  if (state.status === 'sold') return refuse('parcel-already-sold');
  const { accountId, startPriceFen } = state;
  const { parcelId, priceFen, soldOn } = input;
  return [
    {
      type: 'settlement.parcel.sold.v1',
      data: { parcelId, accountId, startPriceFen, priceFen, soldOn },
    },
  ];
}

/** '474.47' → 47447 */
export function muHundredths(mu: string): number {
  return Number(mu.replace('.', ''));
}

/** 47447 → '474.47' */
export function muText(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
