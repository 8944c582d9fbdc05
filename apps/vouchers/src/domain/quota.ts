import { refuse, type DomainEvent, type RefusalCode } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import { addFen, asId, subtractFen, zeroFen, type Fen, type Id } from '@fangpiao/values';

/**
 * The district's issue quota [GZ 6]: how much may be issued, how much is promised to issuances under way, how much is
 * issued. Its serial numbers the printed vouchers.
 */
export interface Quota {
  readonly issueQuotaFen: Fen;
  readonly reservedFen: Fen;
  readonly issuedFen: Fen;
  readonly serial: number;
  readonly isSet: boolean;
}

type IssuanceId = Id<'issuance'>;

export type QuotaEvent =
  | DomainEvent<'vouchers.quota.set.v1', { issueQuotaFen: Fen; decision: string }>
  | DomainEvent<
      'vouchers.quota.reserved.v1',
      { issuanceId: IssuanceId; amountFen: Fen; serial: number }
    >
  | DomainEvent<'vouchers.quota.refused.v1', { issuanceId: IssuanceId; reason: RefusalCode }>
  | DomainEvent<'vouchers.quota.consumed.v1', { issuanceId: IssuanceId; amountFen: Fen }>
  | DomainEvent<'vouchers.quota.returned.v1', { issuanceId: IssuanceId; amountFen: Fen }>;

export const quota: Aggregate<Quota, QuotaEvent> = {
  service: 'vouchers',
  kind: 'quota',
  schema: 1,
  initial: {
    issueQuotaFen: zeroFen,
    reservedFen: zeroFen,
    issuedFen: zeroFen,
    serial: 0,
    isSet: false,
  },
  events: [],
  internal: [
    'vouchers.quota.set.v1',
    'vouchers.quota.reserved.v1',
    'vouchers.quota.refused.v1',
    'vouchers.quota.consumed.v1',
    'vouchers.quota.returned.v1',
  ],
  apply: (state, event) => {
    switch (event.type) {
      case 'vouchers.quota.set.v1':
        return { ...state, issueQuotaFen: event.data.issueQuotaFen, isSet: true };
      case 'vouchers.quota.reserved.v1':
        return {
          ...state,
          reservedFen: addFen(state.reservedFen, event.data.amountFen),
          serial: event.data.serial,
        };
      case 'vouchers.quota.refused.v1':
        return state;
      case 'vouchers.quota.consumed.v1':
        return {
          ...state,
          reservedFen: subtractFen({ from: state.reservedFen, amount: event.data.amountFen }),
          issuedFen: addFen(state.issuedFen, event.data.amountFen),
        };
      case 'vouchers.quota.returned.v1':
        return {
          ...state,
          reservedFen: subtractFen({ from: state.reservedFen, amount: event.data.amountFen }),
        };
    }
  },
};

/** The district sets its quota; never below what is issued and promised [GZ 6]. */
export function decideSetQuota(
  state: Quota,
  input: { issueQuotaFen: Fen; decision: string },
): Decision<QuotaEvent> {
  if (input.issueQuotaFen < addFen(state.reservedFen, state.issuedFen))
    return refuse('quota-below-use');
  return [{ type: 'vouchers.quota.set.v1', data: input }];
}

/** Answers an issuance's request: a place in the quota with a serial number, or the reason why not [GZ 6]. */
export function decideReserveQuota(
  state: Quota,
  input: { issuanceId: IssuanceId; amountFen: Fen },
): QuotaEvent[] {
  const { issuanceId, amountFen } = input;
  const refused = (reason: RefusalCode): QuotaEvent[] => [
    { type: 'vouchers.quota.refused.v1', data: { issuanceId, reason } },
  ];
  if (!state.isSet) return refused('quota-not-set');
  if (addFen(state.reservedFen, state.issuedFen, amountFen) > state.issueQuotaFen)
    return refused('quota-exceeded');
  return [
    {
      type: 'vouchers.quota.reserved.v1',
      data: { issuanceId, amountFen, serial: state.serial + 1 },
    },
  ];
}

/** The id of a district's quota stream. */
export function quotaIdOf(district: string): Id<'quota'> {
  return asId<'quota'>(district);
}
