import {
  issuanceCoverRequestedV1,
  issuanceRefusedV1,
  refuse,
  type CoverageRule,
  type DomainEvent,
  type EventOf,
  type agreementEffectiveV1,
} from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import { asId, type CalendarDate, type Fen, type Id } from '@fangpiao/values';
import type { IssuedTerms } from './voucher.ts';

type Agreement = EventOf<typeof agreementEffectiveV1>['data'];

/** What the voucher will be, settled when the issuance is requested. */
export interface Planned {
  readonly agreement: Agreement;
  readonly faceValueFen: Fen;
  readonly rewardInsideFaceFen: Fen;
  readonly rewardOutsideFaceFen: Fen;
  readonly coverFen: Fen;
  readonly coverageRule: CoverageRule;
  readonly issuedOn: CalendarDate;
  readonly expiresOn: CalendarDate;
  readonly terms: IssuedTerms;
}

/**
 * One issuance: from an effective agreement through quota and cover to a voucher, or to a refusal that gives both
 * back. The stream is named after the agreement, so that an agreement has one voucher only.
 */
export interface Issuance {
  readonly status: 'none' | 'waiting-for-quota' | 'waiting-for-cover' | 'issued' | 'refused';
  readonly planned: Planned | null;
  readonly serial: number;
  readonly refusal: string;
}

export type IssuanceEvent =
  | EventOf<typeof issuanceCoverRequestedV1>
  | EventOf<typeof issuanceRefusedV1>
  | DomainEvent<
      'vouchers.issuance.requested.v1',
      { issuanceId: Id<'issuance'>; district: string; planned: Planned }
    >
  | DomainEvent<'vouchers.issuance.numbered.v1', { serial: number }>
  | DomainEvent<
      'vouchers.issuance.covered.v1',
      {
        issuanceId: Id<'issuance'>;
        district: string;
        voucherId: Id<'voucher'>;
        voucherNumber: string;
        planned: Planned;
      }
    >
  | DomainEvent<
      'vouchers.issuance.quota-given-back.v1',
      { issuanceId: Id<'issuance'>; district: string; amountFen: Fen }
    >;

export const issuance: Aggregate<Issuance, IssuanceEvent> = {
  service: 'vouchers',
  kind: 'issuance',
  schema: 1,
  initial: { status: 'none', planned: null, serial: 0, refusal: '' },
  events: [issuanceCoverRequestedV1, issuanceRefusedV1],
  internal: [
    'vouchers.issuance.requested.v1',
    'vouchers.issuance.numbered.v1',
    'vouchers.issuance.covered.v1',
    'vouchers.issuance.quota-given-back.v1',
  ],
  apply: (state, event) => {
    switch (event.type) {
      case 'vouchers.issuance.requested.v1':
        return { ...state, status: 'waiting-for-quota', planned: event.data.planned, refusal: '' };
      case 'vouchers.issuance.numbered.v1':
        return { ...state, serial: event.data.serial };
      case 'vouchers.issuance.cover-requested.v1':
        return { ...state, status: 'waiting-for-cover' };
      case 'vouchers.issuance.covered.v1':
        return { ...state, status: 'issued' };
      case 'vouchers.issuance.refused.v1':
        return { ...state, status: 'refused', refusal: event.data.reason };
      case 'vouchers.issuance.quota-given-back.v1':
        return state;
    }
  },
};

export function issuanceIdOf(agreementId: string): Id<'issuance'> {
  return asId<'issuance'>(agreementId);
}

/** An agreement has one voucher; after a refusal the officer may ask again. */
export function decideRequestIssuance(state: Issuance, planned: Planned): Decision<IssuanceEvent> {
  if (state.status !== 'none' && state.status !== 'refused') return refuse('issuance-exists');
  const { agreementId, district } = planned.agreement;
  return [
    {
      type: 'vouchers.issuance.requested.v1',
      data: { issuanceId: issuanceIdOf(agreementId), district, planned },
    },
  ];
}

/** The quota answered: with a place the cover is asked for, without one the issuance is refused [GZ 6, 7]. */
export function decideRecordQuota(
  state: Issuance,
  input: { answer: { kind: 'reserved'; serial: number } | { kind: 'refused'; reason: string } },
): IssuanceEvent[] {
  if (state.status !== 'waiting-for-quota' || !state.planned) return [];
  const { agreement, coverFen, coverageRule } = state.planned;
  const { agreementId, accountId, district } = agreement;
  const issuanceId = issuanceIdOf(agreementId);
  if (input.answer.kind === 'refused') {
    return [
      {
        type: 'vouchers.issuance.refused.v1',
        data: { issuanceId, agreementId, district, reason: input.answer.reason },
      },
    ];
  }
  return [
    { type: 'vouchers.issuance.numbered.v1', data: { serial: input.answer.serial } },
    {
      type: 'vouchers.issuance.cover-requested.v1',
      data: { issuanceId, agreementId, accountId, district, coverageRule, coverFen },
    },
  ];
}

/** The account answered: the voucher is issued, or quota is given back and the issuance refused [GZ 7, DL 14]. */
export function decideRecordCover(
  state: Issuance,
  input: { answer: { kind: 'committed' } | { kind: 'refused'; reason: string } },
): IssuanceEvent[] {
  if (state.status !== 'waiting-for-cover' || !state.planned) return [];
  const { planned, serial } = state;
  const { agreementId, district } = planned.agreement;
  const issuanceId = issuanceIdOf(agreementId);
  if (input.answer.kind === 'refused') {
    return [
      {
        type: 'vouchers.issuance.refused.v1',
        data: { issuanceId, agreementId, district, reason: input.answer.reason },
      },
      {
        type: 'vouchers.issuance.quota-given-back.v1',
        data: { issuanceId, district, amountFen: planned.faceValueFen },
      },
    ];
  }
  const voucherNumber = `${district.toUpperCase()}-${planned.issuedOn.slice(0, 4)}-${String(serial).padStart(7, '0')}`;
  return [
    {
      type: 'vouchers.issuance.covered.v1',
      data: {
        issuanceId,
        district,
        voucherId: asId<'voucher'>(`V-${agreementId}`),
        voucherNumber,
        planned,
      },
    },
  ];
}
