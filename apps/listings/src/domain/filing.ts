import { refuse, type DomainEvent, type RefusalCode } from '@fangpiao/contracts';
import type { Aggregate, Decision, DecisionContext } from '@fangpiao/chassis';
import type { CalendarDate, PurchaseId, UnitId } from '@fangpiao/values';
import { isOutside, type Scope } from './scope.ts';
import type { Unit, UnitEvent } from './unit.ts';
import { isContracted, refuseStranger } from './unit-sale.ts';

/** What is filed: the contract of this purchase for this unit, on this day. */
export interface FilingContent {
  readonly filingNumber: string;
  readonly unitId: UnitId;
  readonly purchaseId: PurchaseId;
  readonly filedOn: CalendarDate;
}

/**
 * An online contract filing (网签备案). Its stream id is the filing number, so that a number is used once (WRITE-PATH 6).
 * Submitted by the developer or the platform, confirmed by an officer, then recorded on the unit, or found to contradict it.
 */
export type Filing =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'submitted' | 'confirmed' | 'recorded' | 'revoked';
      readonly content: FilingContent;
      readonly district: string;
    }
  | {
      readonly status: 'contradicted';
      readonly content: FilingContent;
      readonly district: string;
      readonly reason: RefusalCode;
    };

export type FilingEvent =
  | DomainEvent<'listings.filing.submitted.v1', FilingContent & { district: string }>
  | DomainEvent<'listings.filing.confirmed.v1', FilingContent>
  | DomainEvent<'listings.filing.recorded.v1', Record<never, never>>
  | DomainEvent<'listings.filing.revoked.v1', Record<never, never>>
  | DomainEvent<'listings.filing.contradicted.v1', { reason: RefusalCode }>;

export const filing: Aggregate<Filing, FilingEvent> = {
  service: 'listings',
  kind: 'filing',
  schema: 1,
  initial: { status: 'unknown' },
  events: [],
  internal: [
    'listings.filing.submitted.v1',
    'listings.filing.confirmed.v1',
    'listings.filing.recorded.v1',
    'listings.filing.revoked.v1',
    'listings.filing.contradicted.v1',
  ],
  apply: (state, event) => {
    if (event.type === 'listings.filing.submitted.v1') {
      const { district, ...content } = event.data;
      return { status: 'submitted', content, district };
    }
    if (state.status === 'unknown') return state;
    const { content, district } = state;
    switch (event.type) {
      case 'listings.filing.confirmed.v1':
        return { status: 'confirmed', content, district };
      case 'listings.filing.recorded.v1':
        return { status: 'recorded', content, district };
      case 'listings.filing.revoked.v1':
        return { status: 'revoked', content, district };
      case 'listings.filing.contradicted.v1':
        return { status: 'contradicted', content, district, reason: event.data.reason };
    }
  },
  /** An officer's list of contradictions. */
  indexes: [{ 'state.status': 1, 'state.district': 1 }],
};

/** A filing is dated between the contract and the last day that came with the reservation [DL 9]. */
export function decideSubmitFiling(
  state: Filing,
  { content, scope }: { readonly content: FilingContent; readonly scope: Scope },
  { unit }: { readonly unit: Unit },
  { today }: Pick<DecisionContext, 'today'>,
): Decision<FilingEvent> {
  if (unit.status === 'unknown') return refuse('unit-unknown');
  const stranger = refuseStranger(unit.listing, scope);
  if (stranger) return stranger;
  if (state.status !== 'unknown') {
    return isSame(state.content, content) ? [] : refuse('filing-number-used');
  }
  if (!unit.listing.needsFiling) return refuse('filing-not-required');
  if (content.filedOn > today) return refuse('date-in-the-future');
  const mismatch = mismatchOf(unit, content);
  if (mismatch) return refuse(mismatch === 'unit-already-filed' ? 'unit-not-contracted' : mismatch);
  const { district } = unit.listing;
  return [{ type: 'listings.filing.submitted.v1', data: { ...content, district } }];
}

/** An officer has compared the filing with the platform's record; what follows for the unit is a fact. */
export function decideConfirmFiling(
  state: Filing,
  { scope }: { readonly scope: Scope },
): Decision<FilingEvent> {
  if (state.status === 'unknown' || isOutside(scope, state.district)) {
    return refuse('filing-unknown');
  }
  if (state.status !== 'submitted') return refuse('filing-not-submitted');
  return [{ type: 'listings.filing.confirmed.v1', data: state.content }];
}

/** What the unit made of the confirmed filing. Total. */
export function decideCloseFiling(
  state: Filing,
  { contradiction }: { readonly contradiction: RefusalCode | null },
): FilingEvent[] {
  if (state.status !== 'confirmed') return [];
  return contradiction === null
    ? [{ type: 'listings.filing.recorded.v1', data: {} }]
    : [{ type: 'listings.filing.contradicted.v1', data: { reason: contradiction } }];
}

/**
 * The unit's filing was revoked: a fact, kept on the filing it concerns, also when it overtakes the news that the unit
 * had been filed. Total.
 */
export function decideNoteRevocation({ status }: Filing): FilingEvent[] {
  const wasOnUnit = status === 'recorded' || status === 'confirmed';
  return wasOnUnit ? [{ type: 'listings.filing.revoked.v1', data: {} }] : [];
}

/**
 * The confirmed filing reaches the unit. It is a fact: legal effect takes its date, not its arrival, and what does not
 * fit (rescinded meanwhile, filed under another number) is recorded (WRITE-PATH 13). Total.
 */
export function decideRecordFiling(state: Unit, content: FilingContent): UnitEvent[] {
  const { filingNumber, unitId, purchaseId, filedOn } = content;
  const isRepeat =
    isContracted(state) && 'filing' in state && state.filing?.filingNumber === filingNumber;
  if (isRepeat) return [];
  const reason = mismatchOf(state, content);
  if (state.status !== 'contracted' || reason) {
    const data = { filingNumber, purchaseId, filedOn, reason: reason ?? 'unit-not-contracted' };
    return [{ type: 'listings.unit.filing-contradicted.v1', data }];
  }
  const { developerId, kind, area } = state.listing;
  const { priceFen } = state.reservation;
  return [
    {
      type: 'listings.unit.filed.v1',
      data: { unitId, purchaseId, developerId, kind, filingNumber, filedOn, priceFen, area },
    },
  ];
}

type Mismatch =
  | 'unit-not-contracted'
  | 'unit-already-filed'
  | 'filing-not-required'
  | 'filing-too-late'
  | 'filing-before-contract';

/** Why a filing does not fit the unit as it stands, if so. */
function mismatchOf(unit: Unit, { purchaseId, filedOn }: FilingContent): Mismatch | undefined {
  if (!isContracted(unit) || unit.reservation.purchaseId !== purchaseId) {
    return 'unit-not-contracted';
  }
  if (!unit.listing.needsFiling) return 'filing-not-required';
  if (unit.status !== 'contracted') return 'unit-already-filed';
  if (filedOn > unit.reservation.lastFilingOn) return 'filing-too-late';
  if (filedOn < unit.contract.contractedOn) return 'filing-before-contract';
  return undefined;
}

function isSame(one: FilingContent, other: FilingContent): boolean {
  return (
    one.unitId === other.unitId &&
    one.purchaseId === other.purchaseId &&
    one.filedOn === other.filedOn
  );
}
