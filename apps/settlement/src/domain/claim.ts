import {
  claimCompletedV1,
  claimPaidV1,
  claimRefusedV1,
  claimSubmittedV1,
  type RefusalCode,
} from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type {
  AccountId,
  CalendarDate,
  ClaimId,
  DeveloperId,
  Fen,
  Instant,
  PurchaseId,
  UnitId,
} from '@fangpiao/values';
import type { ClaimEvent } from './claim-event.ts';

/**
 * `due`: not ordered yet · `asked`: the account has not answered · `ordered`: reserved, the bank is to pay ·
 * `refused`: the account could not · `failed`: the bank could not · `paid`.
 */
export type PartStatus = 'due' | 'asked' | 'ordered' | 'refused' | 'failed' | 'paid';

/** What one dedicated account pays of a claim. */
export interface ClaimPart {
  readonly accountId: AccountId;
  readonly amountFen: Fen;
  readonly status: PartStatus;
  /** The newest order. */
  readonly orderId: string | null;
  readonly reason: RefusalCode | null;
  readonly bankReference: string | null;
}

export interface NoClaim {
  readonly status: 'none';
}

export type ClaimStatus =
  | 'waiting'
  | 'checked'
  | 'reviewed'
  | 'approved'
  | 'ordered'
  | 'unfunded'
  | 'paid'
  | 'completed'
  | 'refused';

/** A developer's claim for the voucher money of one purchase, and the process until it is paid [DL 15, GZ 9]. */
export interface SubmittedClaim {
  readonly status: ClaimStatus;
  readonly claimId: ClaimId;
  readonly purchaseId: PurchaseId;
  readonly unitId: UnitId;
  readonly developerId: DeveloperId;
  readonly instalment: number;
  readonly invoiceNumber: string;
  readonly invoicedOn: CalendarDate;
  readonly amountFen: Fen;
  readonly bankAccount: string;
  readonly submittedBy: string;
  readonly waitsUntil: Instant;
  /** Who pays; null while the purchase is not known. */
  readonly district: string | null;
  readonly parts: readonly ClaimPart[];
  /** The last day for paying by the voucher's pack. */
  readonly payBy: CalendarDate | null;
  readonly reviewedBy: string | null;
  readonly refusal: { readonly code: RefusalCode; readonly note: string | null } | null;
  /** Its contract was rescinded while money was on its way or partly paid. */
  readonly isRevoked?: boolean;
  /** Approvals so far, over all submissions. */
  readonly rounds: number;
  /** Results of the bank that contradict each other. */
  readonly contradictions: number;
  readonly lastPaidOn: CalendarDate | null;
}

export type SettlementClaim = NoClaim | SubmittedClaim;

export const claim: Aggregate<SettlementClaim, ClaimEvent> = {
  service: 'settlement',
  kind: 'claim',
  schema: 2,
  initial: { status: 'none' },
  events: [claimSubmittedV1, claimRefusedV1, claimPaidV1, claimCompletedV1],
  internal: [
    'settlement.claim.received.v1',
    'settlement.claim.payers-found.v1',
    'settlement.claim.checked.v1',
    'settlement.claim.lapsed.v1',
    'settlement.claim.reviewed.v1',
    'settlement.claim.rejected.v1',
    'settlement.claim.approved.v1',
    'settlement.claim.order-answered.v1',
    'settlement.claim.part-paid.v1',
    'settlement.claim.part-failed.v1',
    'settlement.claim.bank-result-contradicted.v1',
    'settlement.claim.revoked.v1',
    'settlement.claim.receipt-confirmed.v1',
  ],
  indexes: [{ 'state.district': 1, 'state.status': 1, at: 1 }, { 'state.status': 1 }],
  apply: (state, event) => {
    if (event.type === 'settlement.claim.received.v1') return received(state, event.data);
    return state.status === 'none' ? state : followed(state, event);
  },
};

function received(
  before: SettlementClaim,
  data: Extract<ClaimEvent, { type: 'settlement.claim.received.v1' }>['data'],
): SubmittedClaim {
  return {
    ...data,
    status: 'waiting',
    district: null,
    parts: [],
    payBy: null,
    reviewedBy: null,
    refusal: null,
    rounds: before.status === 'none' ? 0 : before.rounds,
    contradictions: before.status === 'none' ? 0 : before.contradictions,
    lastPaidOn: null,
  };
}

function followed(
  state: SubmittedClaim,
  event: Exclude<ClaimEvent, { type: 'settlement.claim.received.v1' }>,
): SubmittedClaim {
  switch (event.type) {
    case 'settlement.claim.payers-found.v1': {
      const { district, parts, payBy = null } = event.data;
      const due = { status: 'due', orderId: null, reason: null, bankReference: null } as const;
      return { ...state, district, payBy, parts: parts.map((part) => ({ ...part, ...due })) };
    }
    case 'settlement.claim.submitted.v1':
    case 'settlement.claim.receipt-confirmed.v1':
      return state;
    case 'settlement.claim.checked.v1':
      return { ...state, status: 'checked' };
    case 'settlement.claim.lapsed.v1':
      return { ...state, status: 'refused', refusal: { code: event.data.reason, note: null } };
    case 'settlement.claim.rejected.v1':
      return { ...state, refusal: { code: 'claim-rejected', note: event.data.note } };
    case 'settlement.claim.refused.v1': {
      const code = event.data.reason as RefusalCode;
      const refusal = state.refusal?.code === code ? state.refusal : { code, note: null };
      return { ...state, status: 'refused', refusal };
    }
    case 'settlement.claim.reviewed.v1':
      return { ...state, status: 'reviewed', reviewedBy: event.data.by };
    case 'settlement.claim.approved.v1': {
      const { orders, round } = event.data;
      const parts = state.parts.map((part): ClaimPart => {
        const order = orders.find(({ accountId }) => accountId === part.accountId);
        return order ? { ...part, status: 'asked', orderId: order.orderId, reason: null } : part;
      });
      return { ...state, status: 'approved', rounds: round, parts };
    }
    case 'settlement.claim.order-answered.v1': {
      const { accountId, reason } = event.data;
      const status = reason === null ? 'ordered' : 'refused';
      return withPart(state, accountId, { status, reason });
    }
    case 'settlement.claim.part-paid.v1': {
      const { accountId, bankReference, paidOn } = event.data;
      const after = withPart(state, accountId, { status: 'paid', reason: null, bankReference });
      const isLater = state.lastPaidOn === null || paidOn > state.lastPaidOn;
      return isLater ? { ...after, lastPaidOn: paidOn } : after;
    }
    case 'settlement.claim.part-failed.v1':
      return withPart(state, event.data.accountId, { status: 'failed', reason: 'payment-failed' });
    case 'settlement.claim.bank-result-contradicted.v1':
      return { ...state, contradictions: state.contradictions + 1 };
    case 'settlement.claim.revoked.v1':
      return { ...state, isRevoked: true };
    case 'settlement.claim.paid.v1':
      return { ...state, status: 'paid', amountFen: event.data.amountFen };
    case 'settlement.claim.completed.v1':
      return { ...state, status: 'completed' };
  }
}

/** The claim after an answer about one account's part. */
export function withPart(
  state: SubmittedClaim,
  accountId: AccountId,
  change: Partial<ClaimPart>,
): SubmittedClaim {
  const parts = state.parts.map((part) =>
    part.accountId === accountId ? { ...part, ...change } : part,
  );
  return { ...state, parts, status: paymentStatus(parts) };
}

/**
 * Where the payment stands. A person must approve again (`unfunded`) only when no answer and no bank result is open,
 * so that nothing is ever ordered twice.
 */
function paymentStatus(parts: readonly ClaimPart[]): ClaimStatus {
  const some = (status: PartStatus): boolean => parts.some((part) => part.status === status);
  if (some('asked') || some('due')) return 'approved';
  if (some('refused')) return 'unfunded';
  if (some('ordered')) return 'ordered';
  return some('failed') ? 'unfunded' : 'paid';
}

/** True when no money is reserved or paid for the claim: it may still be refused. */
export function holdsNoMoney(state: SubmittedClaim): boolean {
  return state.parts.every(
    ({ status }) => status !== 'asked' && status !== 'ordered' && status !== 'paid',
  );
}

/** One claim for each purchase and instalment: the stream's id is the natural key (WRITE-PATH 6). */
export function claimIdOf(of: { purchaseId: PurchaseId; instalment: number }): ClaimId {
  return `${of.purchaseId}.${of.instalment}` as ClaimId;
}

/** Names the order of one account in one round of approval; a late bank result can only mean its own round. */
export function orderIdOf(of: { claimId: ClaimId; accountId: AccountId; round: number }): string {
  const first = `${of.claimId}.${of.accountId}`;
  return of.round === 1 ? first : `${first}.${of.round}`;
}

/** The fields that every public event of a claim carries. */
export function ofClaim(state: SubmittedClaim, district: string) {
  const { claimId, purchaseId, unitId, developerId } = state;
  return { claimId, purchaseId, unitId, developerId, district };
}

/** Ends a claim with a refusal: public once it was submitted to the district that pays. */
export function refusedWith(state: SubmittedClaim, reason: RefusalCode): ClaimEvent[] {
  if (state.district === null)
    return [{ type: 'settlement.claim.lapsed.v1', data: { claimId: state.claimId, reason } }];
  return [
    { type: 'settlement.claim.refused.v1', data: { ...ofClaim(state, state.district), reason } },
  ];
}
