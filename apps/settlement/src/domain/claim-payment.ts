import { refuse, type RefusalCode } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import { sumFen, type AccountId, type CalendarDate } from '@fangpiao/values';
import type { ClaimEvent } from './claim-event.ts';
import {
  ofClaim,
  orderIdOf,
  refusedWith,
  withPart,
  type ClaimPart,
  type SettlementClaim,
  type SubmittedClaim,
} from './claim.ts';

/** The account's answer to an order: `reason` null when the money is reserved. Repeats change nothing. */
export function decideNoteOrder(
  state: SettlementClaim,
  input: { accountId: AccountId; orderId: string; reason: RefusalCode | null },
): ClaimEvent[] {
  if (state.status === 'none') return [];
  const part = state.parts.find(({ orderId }) => orderId === input.orderId);
  if (part?.status !== 'asked') return [];
  const { accountId, orderId, reason } = input;
  const status = reason === null ? 'ordered' : 'refused';
  return [
    {
      type: 'settlement.claim.order-answered.v1',
      data: { claimId: state.claimId, accountId, orderId, reason },
    },
    ...endIfRevoked(withPart(state, accountId, { status, reason })),
  ];
}

/**
 * The contract was rescinded: a fact. What is on its way stays ordered; when nothing more is, vouchers learns what was
 * paid of the claim, so that it is recovered, or the claim is refused. Total: repeats change nothing.
 */
export function decideRevoke(state: SubmittedClaim): ClaimEvent[] {
  if (state.isRevoked) return [];
  const revoked: ClaimEvent = {
    type: 'settlement.claim.revoked.v1',
    data: { claimId: state.claimId },
  };
  return [revoked, ...endIfRevoked({ ...state, isRevoked: true })];
}

function endIfRevoked(state: SubmittedClaim): ClaimEvent[] {
  if (!state.isRevoked || isUnderWay(state)) return [];
  // A person has to look at what the bank said first.
  if (state.contradictions > 0) return [];
  const isPaidInPart = state.lastPaidOn !== null;
  return isPaidInPart ? paymentsMade(state) : refusedWith(state, 'voucher-not-spent');
}

function isUnderWay({ parts }: SubmittedClaim): boolean {
  return parts.some(({ status }) => status === 'asked' || status === 'ordered');
}

export interface BankResult {
  readonly accountId: AccountId;
  readonly orderId: string;
  readonly result: 'paid' | 'failed';
  readonly bankReference: string;
  readonly on: CalendarDate;
  /** The district the reporter is confined to; null: none. */
  readonly scope: string | null;
}

/**
 * The bank's result of one order. A fact: a repeat changes nothing, a contradiction is recorded, and a claim is paid
 * once whatever the bank repeats.
 */
export function decideRecordBankResult(
  state: SettlementClaim,
  input: BankResult,
): Decision<ClaimEvent> {
  const isTheirs =
    state.status !== 'none' && (input.scope === null || input.scope === state.district);
  if (!isTheirs) return refuse('claim-unknown');
  const part = state.parts.find(({ accountId }) => accountId === input.accountId);
  if (!part) return refuse('payment-unknown');
  if (part.orderId !== input.orderId)
    return isOfEarlierRound(state, input) ? ofClosedOrder(state, input) : refuse('payment-unknown');
  switch (part.status) {
    case 'due':
    case 'asked':
      return refuse('payment-unknown');
    case 'ordered':
      return input.result === 'paid' ? paid(state, part, input) : failed(state, part, input);
    case 'paid': {
      const isRepeat = input.result === 'paid' && input.bankReference === part.bankReference;
      return isRepeat ? [] : contradicted(state, input);
    }
    case 'refused':
    case 'failed':
      return ofClosedOrder(state, input);
  }
}

function isOfEarlierRound(state: SubmittedClaim, { accountId, orderId }: BankResult): boolean {
  const { claimId, rounds } = state;
  return Array.from({ length: rounds }, (_, index) => index + 1).some(
    (round) => orderIdOf({ claimId, accountId, round }) === orderId,
  );
}

/** An order that failed, or that the account refused: only "failed" can still be true of it. */
function ofClosedOrder(state: SubmittedClaim, input: BankResult): ClaimEvent[] {
  return input.result === 'failed' ? [] : contradicted(state, input);
}

function contradicted(state: SubmittedClaim, input: BankResult): ClaimEvent[] {
  const { accountId, orderId, result, bankReference, on } = input;
  return [
    {
      type: 'settlement.claim.bank-result-contradicted.v1',
      data: { claimId: state.claimId, accountId, orderId, result, bankReference, on },
    },
  ];
}

function paid(state: SubmittedClaim, part: ClaimPart, input: BankResult): ClaimEvent[] {
  const { accountId, orderId, bankReference, on } = input;
  const { claimId, developerId } = state;
  const partPaid: ClaimEvent = {
    type: 'settlement.claim.part-paid.v1',
    data: {
      claimId,
      developerId,
      accountId,
      orderId,
      amountFen: part.amountFen,
      bankReference,
      paidOn: on,
    },
  };
  const isLater = state.lastPaidOn === null || on > state.lastPaidOn;
  const after: SubmittedClaim = {
    ...withPart(state, accountId, { status: 'paid', bankReference }),
    lastPaidOn: isLater ? on : state.lastPaidOn,
  };
  const isWhole = after.parts.every(({ status }) => status === 'paid');
  return [partPaid, ...(isWhole ? paymentsMade(after) : endIfRevoked(after))];
}

/** Vouchers and the developer learn what was paid: all of it [DL 15], or what had been before the contract ended. */
function paymentsMade(state: SubmittedClaim): ClaimEvent[] {
  const { district, lastPaidOn: paidOn, instalment } = state;
  const payments = state.parts.flatMap(({ accountId, amountFen, bankReference }) =>
    bankReference === null ? [] : [{ accountId, amountFen, bankReference }],
  );
  if (district === null || paidOn === null) return [];
  const amountFen = sumFen(payments.map((payment) => payment.amountFen));
  return [
    {
      type: 'settlement.claim.paid.v1',
      data: { ...ofClaim(state, district), amountFen, paidOn, instalment, payments },
    },
  ];
}

function failed(state: SubmittedClaim, part: ClaimPart, input: BankResult): ClaimEvent[] {
  const { accountId, orderId, bankReference, on } = input;
  return [
    {
      type: 'settlement.claim.part-failed.v1',
      data: {
        claimId: state.claimId,
        accountId,
        orderId,
        amountFen: part.amountFen,
        bankReference,
        failedOn: on,
      },
    },
    ...endIfRevoked(withPart(state, accountId, { status: 'failed' })),
  ];
}
