import { refuse, type RefusalCode } from '@fangpiao/contracts';
import type { Decision } from '@fangpiao/chassis';
import type { AccountId, CalendarDate, Fen } from '@fangpiao/values';
import type { ClaimEvent } from './claim-event.ts';
import {
  ofClaim,
  orderIdOf,
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
  return [
    {
      type: 'settlement.claim.order-answered.v1',
      data: { claimId: state.claimId, accountId, orderId, reason },
    },
  ];
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
  const payments = state.parts.map(({ accountId: of, amountFen, bankReference: earlier }) => ({
    accountId: of,
    amountFen,
    bankReference: of === accountId ? bankReference : earlier,
  }));
  return [partPaid, ...wholePaid(state, payments, on)];
}

/** When the last part is paid, vouchers and the developer learn it [DL 15]. */
function wholePaid(
  state: SubmittedClaim,
  payments: readonly { accountId: AccountId; amountFen: Fen; bankReference: string | null }[],
  on: CalendarDate,
): ClaimEvent[] {
  const { district, amountFen, lastPaidOn, instalment } = state;
  const made = payments.flatMap(({ bankReference, ...payment }) =>
    bankReference === null ? [] : [{ ...payment, bankReference }],
  );
  if (district === null || made.length < payments.length) return [];
  const paidOn = lastPaidOn !== null && lastPaidOn > on ? lastPaidOn : on;
  return [
    {
      type: 'settlement.claim.paid.v1',
      data: { ...ofClaim(state, district), amountFen, paidOn, instalment, payments: made },
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
  ];
}
