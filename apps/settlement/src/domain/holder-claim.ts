import {
  holderClaimOpenedV1,
  holderClaimPaidV1,
  holderClaimRewardOpenedV1,
  holderClaimWithdrawnV1,
  type DomainEvent,
  type EventOf,
  type RefusalCode,
} from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { AccountId, CalendarDate, ClaimId, Fen, PersonId } from '@fangpiao/values';

type Opened = EventOf<typeof holderClaimOpenedV1>['data'];
type RewardOpened = EventOf<typeof holderClaimRewardOpenedV1>['data'];

interface OfOrder {
  readonly claimId: ClaimId;
  readonly accountId: AccountId;
  readonly orderId: string;
}

/**
 * `opened`: owed, nobody has looked · `returned`: to be corrected, still owed · `ordered`: reserved, the bank is to pay ·
 * `unfunded`: the account or the bank could not, a person approves again · `withdrawn`: no longer owed, nothing was paid.
 */
export type HolderClaimStatus =
  'opened' | 'returned' | 'reviewed' | 'approved' | 'ordered' | 'unfunded' | 'paid' | 'withdrawn';

/** What the district owes a holder by the voucher's pack, and the process until it is paid [DL 16, GZ 10]. */
export interface OpenedHolderClaim extends Omit<Opened, 'purpose'> {
  readonly purpose: Opened['purpose'] | 'reward';
  /** Of a reward: what earned it, and its name in the pack. */
  readonly purchaseId?: RewardOpened['purchaseId'];
  readonly reward?: string;
  /** No longer owed, while money was already on its way: what the bank cannot pay is not ordered again. */
  readonly isRevoked?: boolean;
  readonly status: HolderClaimStatus;
  readonly askedBy: string;
  readonly reviewedBy: string | null;
  /** Why it was returned, or the reason of the account or the bank. */
  readonly note: string;
  /** Approvals so far; each orders under an id of its own. */
  readonly rounds: number;
  readonly orderId: string | null;
  /** Results of the bank that contradict each other. */
  readonly contradictions: number;
  readonly bankReference: string | null;
  readonly paidOn: CalendarDate | null;
}

export type HolderClaim = { readonly status: 'none' } | OpenedHolderClaim;

export type HolderClaimEvent =
  | EventOf<typeof holderClaimOpenedV1>
  | EventOf<typeof holderClaimRewardOpenedV1>
  | EventOf<typeof holderClaimWithdrawnV1>
  | EventOf<typeof holderClaimPaidV1>
  | DomainEvent<'settlement.holder-claim.revoked.v1', { claimId: ClaimId }>
  | DomainEvent<'settlement.holder-claim.asked.v1', { claimId: ClaimId; askedBy: string }>
  | DomainEvent<
      'settlement.holder-claim.reviewed.v1',
      { claimId: ClaimId; by: string; note: string }
    >
  | DomainEvent<
      'settlement.holder-claim.returned.v1',
      { claimId: ClaimId; by: string; note: string }
    >
  | DomainEvent<
      'settlement.holder-claim.approved.v1',
      OfOrder & {
        district: string;
        holder: PersonId;
        amountFen: Fen;
        by: string;
        note: string;
        round: number;
      }
    >
  | DomainEvent<
      'settlement.holder-claim.order-answered.v1',
      OfOrder & { reason: RefusalCode | null }
    >
  | DomainEvent<
      'settlement.holder-claim.order-paid.v1',
      OfOrder & { holder: PersonId; amountFen: Fen; bankReference: string; paidOn: CalendarDate }
    >
  | DomainEvent<
      'settlement.holder-claim.order-failed.v1',
      OfOrder & { amountFen: Fen; bankReference: string; failedOn: CalendarDate }
    >
  | DomainEvent<
      'settlement.holder-claim.bank-result-contradicted.v1',
      OfOrder & { result: 'paid' | 'failed'; bankReference: string; on: CalendarDate }
    >;

export const holderClaim: Aggregate<HolderClaim, HolderClaimEvent> = {
  service: 'settlement',
  kind: 'holder-claim',
  schema: 1,
  initial: { status: 'none' },
  events: [
    holderClaimOpenedV1,
    holderClaimRewardOpenedV1,
    holderClaimWithdrawnV1,
    holderClaimPaidV1,
  ],
  internal: [
    'settlement.holder-claim.asked.v1',
    'settlement.holder-claim.revoked.v1',
    'settlement.holder-claim.reviewed.v1',
    'settlement.holder-claim.returned.v1',
    'settlement.holder-claim.approved.v1',
    'settlement.holder-claim.order-answered.v1',
    'settlement.holder-claim.order-paid.v1',
    'settlement.holder-claim.order-failed.v1',
    'settlement.holder-claim.bank-result-contradicted.v1',
  ],
  indexes: [{ 'state.district': 1, 'state.status': 1 }, { 'state.status': 1 }],
  apply: (state, event) => {
    if (event.type === 'settlement.holder-claim.opened.v1') return opened(event.data);
    if (event.type === 'settlement.holder-claim.reward-opened.v1')
      return opened({ ...event.data, purpose: 'reward', payBy: null });
    return state.status === 'none' ? state : followed(state, event);
  },
};

type Opening = Pick<
  OpenedHolderClaim,
  Exclude<keyof Opened, 'purpose'> | 'purpose' | 'purchaseId' | 'reward'
>;

function opened(data: Opening): OpenedHolderClaim {
  return {
    ...data,
    status: 'opened',
    askedBy: '',
    reviewedBy: null,
    note: '',
    rounds: 0,
    orderId: null,
    contradictions: 0,
    bankReference: null,
    paidOn: null,
  };
}

function followed(
  state: OpenedHolderClaim,
  event: Exclude<
    HolderClaimEvent,
    EventOf<typeof holderClaimOpenedV1> | EventOf<typeof holderClaimRewardOpenedV1>
  >,
): OpenedHolderClaim {
  switch (event.type) {
    case 'settlement.holder-claim.asked.v1':
      return { ...state, askedBy: event.data.askedBy };
    case 'settlement.holder-claim.revoked.v1':
      return { ...state, isRevoked: true };
    case 'settlement.holder-claim.withdrawn.v1':
      return { ...state, status: 'withdrawn', note: '' };
    case 'settlement.holder-claim.reviewed.v1':
      return { ...state, status: 'reviewed', reviewedBy: event.data.by, note: '' };
    case 'settlement.holder-claim.returned.v1':
      return { ...state, status: 'returned', reviewedBy: null, note: event.data.note };
    case 'settlement.holder-claim.approved.v1': {
      const { orderId, round } = event.data;
      return { ...state, status: 'approved', orderId, rounds: round, note: '' };
    }
    case 'settlement.holder-claim.order-answered.v1': {
      const { reason } = event.data;
      return { ...state, status: reason === null ? 'ordered' : 'unfunded', note: reason ?? '' };
    }
    case 'settlement.holder-claim.order-failed.v1':
      return { ...state, status: 'unfunded', note: 'payment-failed' };
    case 'settlement.holder-claim.bank-result-contradicted.v1':
      return { ...state, contradictions: state.contradictions + 1 };
    case 'settlement.holder-claim.order-paid.v1':
      return state;
    case 'settlement.holder-claim.paid.v1': {
      const { bankReference, paidOn } = event.data;
      return { ...state, status: 'paid', bankReference, paidOn, note: '' };
    }
  }
}
