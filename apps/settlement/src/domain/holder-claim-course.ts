import { refuse, type RefusalCode } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import type {
  AccountId,
  CalendarDate,
  ClaimId,
  Fen,
  PersonId,
  PurchaseId,
  VoucherId,
} from '@fangpiao/values';
import type { OfficerAct } from './claim-approval.ts';
import { orderIdOf } from './claim.ts';
import type { HolderClaim, HolderClaimEvent, OpenedHolderClaim } from './holder-claim.ts';

export interface Owed {
  readonly claimId: ClaimId;
  readonly voucherId: VoucherId;
  readonly district: string;
  readonly accountId: AccountId;
  readonly holder: PersonId;
  readonly purpose: 'cash-out' | 'exchange';
  readonly amountFen: Fen;
  readonly payBy: CalendarDate | null;
  readonly askedBy: string;
}

/** Vouchers says what a holder is owed: a fact. The claim's id is the natural key, so that it is opened once. */
export function decideOpenHolderClaim(
  state: HolderClaim,
  { askedBy, ...owed }: Owed,
): HolderClaimEvent[] {
  if (state.status !== 'none' || owed.amountFen === 0) return [];
  const { claimId } = owed;
  return [
    { type: 'settlement.holder-claim.opened.v1', data: owed },
    { type: 'settlement.holder-claim.asked.v1', data: { claimId, askedBy } },
  ];
}

export interface RewardOwed {
  readonly claimId: ClaimId;
  readonly voucherId: VoucherId;
  readonly district: string;
  readonly accountId: AccountId;
  readonly holder: PersonId;
  readonly purchaseId: PurchaseId;
  readonly reward: string;
  readonly amountFen: Fen;
}

/** Vouchers says which reward a use has earned: a fact. Nobody asked for it; two people look at it all the same. */
export function decideOpenRewardClaim(state: HolderClaim, owed: RewardOwed): HolderClaimEvent[] {
  if (state.status !== 'none' || owed.amountFen === 0) return [];
  return [{ type: 'settlement.holder-claim.reward-opened.v1', data: owed }];
}

/**
 * The use that earned it was rescinded: a fact. What is not on its way to the bank is withdrawn; what is, stays ordered,
 * and vouchers learns whether it was paid. Total: repeats change nothing.
 */
export function decideWithdrawHolderClaim(state: HolderClaim): HolderClaimEvent[] {
  switch (state.status) {
    case 'none':
    case 'paid':
    case 'withdrawn':
      return [];
    case 'opened':
    case 'returned':
    case 'reviewed':
    case 'unfunded':
      return state.contradictions > 0 ? revoked(state) : [withdrawn(state)];
    case 'approved':
    case 'ordered':
      return revoked(state);
  }
}

function revoked({ claimId, isRevoked }: OpenedHolderClaim): HolderClaimEvent[] {
  return isRevoked ? [] : [{ type: 'settlement.holder-claim.revoked.v1', data: { claimId } }];
}

function withdrawn(state: OpenedHolderClaim): HolderClaimEvent {
  const { claimId, voucherId, district, accountId, holder, amountFen } = state;
  return {
    type: 'settlement.holder-claim.withdrawn.v1',
    data: { claimId, voucherId, district, accountId, holder, amountFen },
  };
}

/** Money that came back from an order is not ordered again for a claim that is no longer owed. */
function withdrawnIfRevoked(state: OpenedHolderClaim): HolderClaimEvent[] {
  return state.isRevoked ? [withdrawn(state)] : [];
}

/** The first person looks; not who asked for the money at a counter [DL 16]. */
export function decideReviewHolderClaim(
  state: HolderClaim,
  act: OfficerAct,
): Decision<HolderClaimEvent> {
  if (!isTheirs(state, act)) return refuse('claim-unknown');
  if (state.status !== 'opened' && state.status !== 'returned') return refuse('claim-not-checked');
  const { claimId, askedBy } = state;
  if (act.by === askedBy) return refuse('reviewer-may-not-approve');
  const { by, note } = act;
  return [{ type: 'settlement.holder-claim.reviewed.v1', data: { claimId, by, note } }];
}

/** Something is missing: the money stays owed, and the claim is reviewed again. Not while money is reserved for it. */
export function decideReturnHolderClaim(
  state: HolderClaim,
  act: OfficerAct,
): Decision<HolderClaimEvent> {
  if (!isTheirs(state, act)) return refuse('claim-unknown');
  if (!['opened', 'reviewed', 'unfunded'].includes(state.status))
    return refuse('claim-not-checked');
  const { claimId } = state;
  const { by, note } = act;
  return [{ type: 'settlement.holder-claim.returned.v1', data: { claimId, by, note } }];
}

/** The second person approves, never who reviewed or asked (READINGS §1); the account is asked for the money. */
export function decideApproveHolderClaim(
  state: HolderClaim,
  act: OfficerAct,
): Decision<HolderClaimEvent> {
  if (!isTheirs(state, act)) return refuse('claim-unknown');
  if (state.status !== 'reviewed' && state.status !== 'unfunded')
    return refuse('claim-not-reviewed');
  if (act.by === state.reviewedBy || act.by === state.askedBy)
    return refuse('reviewer-may-not-approve');
  if (state.contradictions > 0) return refuse('bank-result-contradicted');
  const { claimId, accountId, holder, amountFen, rounds } = state;
  const round = rounds + 1;
  const orderId = orderIdOf({ claimId, accountId, round });
  return [
    {
      type: 'settlement.holder-claim.approved.v1',
      data: { claimId, accountId, holder, amountFen, round, orderId, ...act },
    },
  ];
}

/** The account's answer to the order: `reason` null when the money is reserved. Repeats change nothing. */
export function decideNoteHolderOrder(
  state: HolderClaim,
  input: { accountId: AccountId; orderId: string; reason: RefusalCode | null },
): HolderClaimEvent[] {
  if (state.status !== 'approved' || state.orderId !== input.orderId) return [];
  return [
    {
      type: 'settlement.holder-claim.order-answered.v1',
      data: { claimId: state.claimId, ...input },
    },
    ...(input.reason === null ? [] : withdrawnIfRevoked(state)),
  ];
}

export interface HolderBankResult {
  readonly orderId: string;
  readonly result: 'paid' | 'failed';
  readonly bankReference: string;
  readonly on: CalendarDate;
  /** The district the reporter is confined to; null: none. */
  readonly scope: string | null;
}

/** The bank's result. A fact: a repeat changes nothing, a contradiction is recorded, and a claim is paid once. */
export function decideRecordHolderBankResult(
  state: HolderClaim,
  input: HolderBankResult,
): Decision<HolderClaimEvent> {
  const isVisible =
    state.status !== 'none' && (input.scope === null || input.scope === state.district);
  if (!isVisible) return refuse('claim-unknown');
  const { orderId, result, bankReference } = input;
  if (!ordersOf(state).includes(orderId)) return refuse('payment-unknown');
  const isOpen = state.orderId === orderId && state.status === 'ordered';
  if (isOpen) return result === 'paid' ? paid(state, input) : failed(state, input);
  if (state.orderId === orderId && state.status === 'approved') return refuse('payment-unknown');
  const isPaidOrder = state.status === 'paid' && state.orderId === orderId;
  const isRepeat = isPaidOrder
    ? result === 'paid' && bankReference === state.bankReference
    : result === 'failed';
  return isRepeat ? [] : contradicted(state, input);
}

function ordersOf({ claimId, accountId, rounds }: OpenedHolderClaim): string[] {
  return Array.from({ length: rounds }, (_, index) =>
    orderIdOf({ claimId, accountId, round: index + 1 }),
  );
}

function paid(state: OpenedHolderClaim, input: HolderBankResult): HolderClaimEvent[] {
  const { claimId, voucherId, district, accountId, holder, amountFen } = state;
  const { orderId, bankReference, on } = input;
  const of = { claimId, accountId, holder, amountFen, bankReference, paidOn: on };
  return [
    { type: 'settlement.holder-claim.order-paid.v1', data: { ...of, orderId } },
    { type: 'settlement.holder-claim.paid.v1', data: { ...of, voucherId, district } },
  ];
}

function failed(state: OpenedHolderClaim, input: HolderBankResult): HolderClaimEvent[] {
  const { claimId, accountId, amountFen } = state;
  const { orderId, bankReference, on } = input;
  return [
    {
      type: 'settlement.holder-claim.order-failed.v1',
      data: { claimId, accountId, orderId, amountFen, bankReference, failedOn: on },
    },
    ...withdrawnIfRevoked(state),
  ];
}

function contradicted(state: OpenedHolderClaim, input: HolderBankResult): HolderClaimEvent[] {
  const { claimId, accountId } = state;
  const { orderId, result, bankReference, on } = input;
  return [
    {
      type: 'settlement.holder-claim.bank-result-contradicted.v1',
      data: { claimId, accountId, orderId, result, bankReference, on },
    },
  ];
}

function isTheirs(state: HolderClaim, { district }: OfficerAct): state is OpenedHolderClaim {
  return state.status !== 'none' && state.district === district;
}
