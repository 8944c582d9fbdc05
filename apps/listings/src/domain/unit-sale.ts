import { refuse, type Refusal } from '@fangpiao/contracts';
import type { Decision, DecisionContext } from '@fangpiao/chassis';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { isOutside, type Scope } from './scope.ts';
import type { Listing, Unit, UnitEvent } from './unit.ts';
import type { OfPurchase } from './unit-reservation.ts';

type InScope = OfPurchase & { readonly scope: Scope };

export type ContractInput = InScope & {
  readonly contractNumber: string;
  readonly contractedOn: CalendarDate;
  readonly priceFen: Fen;
};

/**
 * The sale contract of a reserved unit: in time, at the price that was reserved and never above the commitment [DL 6].
 * Where nothing is filed its date counts as the use of the voucher and is not back-dated [DL 9].
 */
export function decideSignContract(
  state: Unit,
  input: ContractInput,
  { at, today }: Pick<DecisionContext, 'at' | 'today'>,
): Decision<UnitEvent> {
  if (state.status === 'unknown') return refuse('unit-unknown');
  const stranger = refuseStranger(state.listing, input.scope);
  if (stranger) return stranger;
  const { unitId, purchaseId, contractNumber, contractedOn, priceFen } = input;
  if (state.status !== 'reserved' || state.reservation.purchaseId !== purchaseId) {
    return refuse('unit-not-reserved');
  }
  const { listing, reservation } = state;
  if (at >= reservation.reservedUntil) return refuse('reservation-over');
  if (contractedOn > today) return refuse('date-in-the-future');
  if (contractedOn > reservation.lastFilingOn) return refuse('contract-too-late');
  if (!listing.needsFiling && contractedOn < reservation.reservedOn) {
    return refuse('contract-back-dated');
  }
  if (priceFen > listing.committedPriceFen) return refuse('contract-price-above-commitment');
  if (priceFen !== reservation.priceFen) return refuse('contract-price-differs');
  const { area } = listing;
  return [
    {
      type: 'listings.unit.contracted.v1',
      data: { unitId, purchaseId, contractNumber, contractedOn, priceFen, area },
    },
  ];
}

/** A contract is rescinded only before it used the voucher: before filing, or never for goods that are not filed. */
export function decideRescindContract(
  state: Unit,
  input: InScope & { readonly reason: string },
): Decision<UnitEvent> {
  if (state.status === 'unknown') return refuse('unit-unknown');
  const stranger = refuseStranger(state.listing, input.scope);
  if (stranger) return stranger;
  const { unitId, purchaseId, reason } = input;
  if (!isContracted(state) || state.reservation.purchaseId !== purchaseId) {
    return refuse('unit-not-contracted');
  }
  if (!state.listing.needsFiling) return refuse('contract-counts-as-filed');
  if (state.status !== 'contracted') return refuse('unit-already-filed');
  return [{ type: 'listings.unit.contract-rescinded.v1', data: { unitId, purchaseId, reason } }];
}

export type RevocationInput = InScope & {
  readonly reason: string;
  readonly document: string;
  readonly revokedOn: CalendarDate;
};

/**
 * A contract ended after it had used the voucher: its filing is revoked and the unit is free again, handed over or not.
 * What becomes of the voucher money is decided where it was spent.
 */
export function decideRevokeFiling(
  state: Unit,
  input: RevocationInput,
  { today }: Pick<DecisionContext, 'today'>,
): Decision<UnitEvent> {
  if (state.status === 'unknown') return refuse('unit-unknown');
  const stranger = refuseStranger(state.listing, input.scope);
  if (stranger) return stranger;
  const { unitId, purchaseId, reason, document, revokedOn } = input;
  if (!isContracted(state) || state.reservation.purchaseId !== purchaseId)
    return refuse('unit-not-filed');
  if (state.status === 'contracted' && state.listing.needsFiling) return refuse('unit-not-filed');
  const filing = state.status === 'contracted' ? null : state.filing;
  if (revokedOn > today) return refuse('date-in-the-future');
  if (revokedOn < (filing?.filedOn ?? state.contract.contractedOn))
    return refuse('revocation-too-early');
  const filingNumber = filing?.filingNumber ?? '';
  return [
    {
      type: 'listings.unit.filing-revoked.v1',
      data: { unitId, purchaseId, filingNumber, reason, document, revokedOn },
    },
  ];
}

/** The home is handed over after filing, or after the contract where nothing is filed. */
export function decideHandOver(
  state: Unit,
  input: InScope & { readonly handedOverOn: CalendarDate },
  { today }: Pick<DecisionContext, 'today'>,
): Decision<UnitEvent> {
  if (state.status === 'unknown') return refuse('unit-unknown');
  const stranger = refuseStranger(state.listing, input.scope);
  if (stranger) return stranger;
  const { unitId, purchaseId, handedOverOn } = input;
  const isReady =
    state.status === 'filed' || (state.status === 'contracted' && !state.listing.needsFiling);
  if (!isReady || state.reservation.purchaseId !== purchaseId) return refuse('unit-not-filed');
  if (handedOverOn > today) return refuse('date-in-the-future');
  if (handedOverOn < state.contract.contractedOn) return refuse('handover-too-early');
  return [{ type: 'listings.unit.handed-over.v1', data: { unitId, purchaseId, handedOverOn } }];
}

/** What belongs to another developer or another district answers as not found. */
export function refuseStranger(listing: Listing, scope: Scope): Refusal | undefined {
  if (scope.developer !== null && scope.developer !== listing.developerId) {
    return refuse('not-the-developer');
  }
  return isOutside(scope, listing.district) ? refuse('unit-unknown') : undefined;
}

/** True from the sale contract on. */
export function isContracted(state: Unit): state is Extract<Unit, { readonly contract: unknown }> {
  return 'contract' in state;
}
