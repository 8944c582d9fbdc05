import { refuse } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import type { CalendarDate } from '@fangpiao/values';
import type { ClaimEvent } from './claim-event.ts';
import {
  holdsNoMoney,
  ofClaim,
  orderIdOf,
  refusedWith,
  type SettlementClaim,
  type SubmittedClaim,
} from './claim.ts';

/** What an officer does with a claim of the own district. */
export interface OfficerAct {
  readonly district: string;
  readonly note: string;
  /** The officer. */
  readonly by: string;
}

/** The first person looks: the papers are complete and right [DL 15]. */
export function decideReview(state: SettlementClaim, act: OfficerAct): Decision<ClaimEvent> {
  if (!isTheirs(state, act)) return refuse('claim-unknown');
  if (state.status !== 'checked') return refuse('claim-not-checked');
  const { claimId } = state;
  return [{ type: 'settlement.claim.reviewed.v1', data: { claimId, by: act.by, note: act.note } }];
}

/**
 * The second person approves, never the one who reviewed or submitted (READINGS §1), and the parts that are not yet
 * ordered are. After a refusal by the account or a failure at the bank the approval may be repeated.
 */
export function decideApprove(state: SettlementClaim, act: OfficerAct): Decision<ClaimEvent> {
  if (!isTheirs(state, act)) return refuse('claim-unknown');
  if (state.status !== 'reviewed' && state.status !== 'unfunded')
    return refuse('claim-not-reviewed');
  if (act.by === state.reviewedBy || act.by === state.submittedBy)
    return refuse('reviewer-may-not-approve');
  if (state.contradictions > 0) return refuse('bank-result-contradicted');
  const round = state.rounds + 1;
  const { claimId, developerId } = state;
  const orders = state.parts
    .filter(({ status }) => status === 'due' || status === 'refused' || status === 'failed')
    .map(({ accountId, amountFen }) => ({
      accountId,
      orderId: orderIdOf({ claimId, accountId, round }),
      amountFen,
    }));
  const { district, by, note } = act;
  return [
    {
      type: 'settlement.claim.approved.v1',
      data: { claimId, district, developerId, by, note, round, orders },
    },
  ];
}

/** An officer rejects the claim; not once money is reserved or paid for it. */
export function decideReject(state: SettlementClaim, act: OfficerAct): Decision<ClaimEvent> {
  if (!isTheirs(state, act)) return refuse('claim-unknown');
  const isOpen = ['checked', 'reviewed', 'unfunded'].includes(state.status);
  if (!isOpen || !holdsNoMoney(state)) return refuse('claim-not-checked');
  const { claimId } = state;
  return [
    { type: 'settlement.claim.rejected.v1', data: { claimId, by: act.by, note: act.note } },
    ...refusedWith(state, 'claim-rejected'),
  ];
}

/** The developer has the money and says so [DL 15]. */
export function decideComplete(
  state: SettlementClaim,
  input: { developerId: string; by: string; receivedOn: CalendarDate },
): Decision<ClaimEvent> {
  if (state.status === 'none') return refuse('claim-unknown');
  if (state.developerId !== input.developerId) return refuse('not-the-claimant');
  if (state.status === 'completed') return [];
  if (state.status !== 'paid' || state.district === null) return refuse('claim-not-paid');
  const { claimId, amountFen } = state;
  const { by, receivedOn } = input;
  return [
    { type: 'settlement.claim.receipt-confirmed.v1', data: { claimId, by, receivedOn } },
    {
      type: 'settlement.claim.completed.v1',
      data: { ...ofClaim(state, state.district), amountFen },
    },
  ];
}

/** Officers act only for their district: the one that issued the voucher pays [DL 14]. */
function isTheirs(state: SettlementClaim, { district }: OfficerAct): state is SubmittedClaim {
  return state.status !== 'none' && state.district === district;
}
