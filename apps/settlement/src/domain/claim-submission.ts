import { refuse, type RefusalCode } from '@fangpiao/contracts';
import type { Decision, DecisionContext } from '@fangpiao/chassis';
import { instant, instantMillis, type Instant } from '@fangpiao/values';
import { assess, type ClaimedPurchase, type Payers } from './claim-assessment.ts';
import type { ClaimEvent } from './claim-event.ts';
import { decideRevoke } from './claim-payment.ts';
import {
  claimIdOf,
  holdsNoMoney,
  refusedWith,
  type SettlementClaim,
  type SubmittedClaim,
} from './claim.ts';
import type { ClaimFacts } from './foreign-facts.ts';

/** How long a claim waits for vouchers to say that the money is spent. */
const waitingDays = 30;

export interface Submission extends ClaimedPurchase {
  readonly invoiceNumber: string;
  readonly bankAccount: string;
}

/**
 * A developer claims the money [DL 15, GZ 9]. What known facts contradict is refused at the door; what only waits for
 * another agency's fact is stored and checked when it arrives. A refused claim may be submitted again.
 */
export function decideSubmit(
  state: SettlementClaim,
  input: Submission,
  facts: ClaimFacts,
  context: Pick<DecisionContext, 'at' | 'actor'>,
): Decision<ClaimEvent> {
  const assessment = assess(input, facts);
  const isTaken = state.status !== 'none' && state.status !== 'refused';
  // A stranger learns nothing about a claim that is not his.
  const isOwn = !isTaken || input.developerId === null || input.developerId === state.developerId;
  if (isTaken && isOwn) return refuse('claim-exists');
  if (assessment.verdict === 'contradicted') return assessment.refusal;
  if (isTaken) return refuse('claim-exists');
  const { purchaseId, unitId, instalment, invoiceNumber, invoicedOn, amountFen, bankAccount } =
    input;
  const developerId =
    assessment.verdict === 'wait' ? assessment.developerId : assessment.payers.developerId;
  const content = {
    claimId: claimIdOf(input),
    purchaseId,
    unitId,
    developerId,
    instalment,
    invoiceNumber,
    amountFen,
  };
  const received: ClaimEvent = {
    type: 'settlement.claim.received.v1',
    data: {
      ...content,
      invoicedOn,
      bankAccount,
      submittedBy: context.actor.subject,
      waitsUntil: addDaysTo(context.at, waitingDays),
    },
  };
  return assessment.verdict === 'wait'
    ? [received]
    : [received, ...submitted(content, assessment.payers)];
}

/** A fact about the purchase has arrived, or the deadline of a waiting claim. Total: repeats change nothing. */
export function decideCheck(
  state: SettlementClaim,
  facts: ClaimFacts,
  context: Pick<DecisionContext, 'at'>,
): ClaimEvent[] {
  if (state.status === 'none' || isOver(state)) return [];
  if (facts.purchase?.hasEnded)
    return holdsNoMoney(state) ? refusedWith(state, 'voucher-not-spent') : decideRevoke(state);
  if (state.status !== 'waiting' || state.district !== null) return [];
  const assessment = assess({ ...state, district: null }, facts);
  switch (assessment.verdict) {
    case 'complete':
      return submitted(state, assessment.payers);
    case 'contradicted':
      return refusedWith(state, assessment.refusal.refused);
    case 'wait':
      return context.at > state.waitsUntil ? refusedWith(state, 'voucher-not-spent') : [];
  }
}

/** The answer to the question whether the invoice number is free; answers to earlier submissions change nothing. */
export function decideConfirmInvoice(
  state: SettlementClaim,
  input: { invoiceNumber: string; isFree: boolean },
): ClaimEvent[] {
  if (state.status !== 'waiting' || state.district === null) return [];
  if (state.invoiceNumber !== input.invoiceNumber) return [];
  const reason: RefusalCode = 'invoice-number-used';
  if (!input.isFree) return refusedWith(state, reason);
  const { claimId, invoiceNumber } = state;
  return [{ type: 'settlement.claim.checked.v1', data: { claimId, invoiceNumber } }];
}

function submitted(
  of: Pick<
    SubmittedClaim,
    | 'claimId'
    | 'purchaseId'
    | 'unitId'
    | 'developerId'
    | 'instalment'
    | 'invoiceNumber'
    | 'amountFen'
  >,
  { district, parts, payBy }: Payers,
): ClaimEvent[] {
  const { claimId, purchaseId, unitId, developerId, instalment, invoiceNumber, amountFen } = of;
  return [
    {
      type: 'settlement.claim.payers-found.v1',
      data: { claimId, district, parts: parts.map((part) => ({ ...part })), payBy },
    },
    {
      type: 'settlement.claim.submitted.v1',
      data: {
        claimId,
        purchaseId,
        unitId,
        developerId,
        district,
        amountFen,
        invoiceNumber,
        instalment,
      },
    },
  ];
}

function isOver(state: SubmittedClaim): boolean {
  return state.status === 'refused' || state.status === 'paid' || state.status === 'completed';
}

function addDaysTo(moment: Instant, days: number): Instant {
  return instant(instantMillis(moment) + days * 86_400_000);
}
