import { isRefusal, type Decision } from '@fangpiao/chassis';
import { asId, fen } from '@fangpiao/values';
import fc from 'fast-check';
import type { AccountEvent } from '../src/domain/account-event.ts';
import { account, decideBookDeposit, type DedicatedAccount } from '../src/domain/account.ts';
import { decideApprove, decideReview } from '../src/domain/claim-approval.ts';
import type { ClaimEvent } from '../src/domain/claim-event.ts';
import { decideNoteOrder, decideRecordBankResult } from '../src/domain/claim-payment.ts';
import { decideConfirmInvoice, decideSubmit } from '../src/domain/claim-submission.ts';
import { claim, type SettlementClaim, type SubmittedClaim } from '../src/domain/claim.ts';
import {
  decideConfirmPayment,
  decideOrderPayment,
  decideReleasePayment,
} from '../src/domain/payment.ts';
import {
  accountId,
  after,
  at,
  clearwater,
  completeFacts,
  on,
  openedAccount,
  otherAccountId,
  submission,
} from './given.ts';

/**
 * The whole payment process on pure decisions: claim and accounts send each other messages that arrive late, out of
 * order and twice (the second time under the same key, which the write path forgets); the bank repeats itself and
 * contradicts itself; officers approve whenever they may; the principal deposits now and then.
 */
class Process {
  accounts = new Map([accountId, otherAccountId].map((id) => [id, openedAccount('full', id)]));
  claim: SettlementClaim;
  readonly amountFen: number;
  readonly transfers = new Map<string, number>();
  readonly #waiting: { key: string; deliver: () => void }[] = [];
  readonly #delivered = new Set<string>();
  #sent = 0;

  constructor(first: number, second: number) {
    const facts = completeFacts([
      [accountId, first],
      [otherAccountId, second],
    ]);
    this.amountFen = first + second;
    const clerk = {
      at,
      actor: { subject: 'clerk', role: 'developer-clerk', agency: 'x' },
    } as const;
    const input = submission({ amountFen: fen(this.amountFen) });
    let state = after(claim, claim.initial, decideSubmit(claim.initial, input, facts, clerk));
    const invoice = { invoiceNumber: input.invoiceNumber, isFree: true };
    state = after(claim, state, decideConfirmInvoice(state, invoice));
    this.claim = after(
      claim,
      state,
      decideReview(state, { district: clearwater, note: '', by: 'reviewer' }),
    );
  }

  deposit(of: number, amount: number): void {
    const id = [accountId, otherAccountId][of % 2]!;
    this.#onAccount(id, (state) =>
      decideBookDeposit(state, {
        accountId: id,
        amountFen: fen(amount),
        bankReference: 'IN',
        receivedOn: on,
      }),
    );
  }

  approve(): void {
    this.#onClaim((state) =>
      decideApprove(state, { district: clearwater, note: '', by: 'approver' }),
    );
  }

  /** The bank works on an order it was shown, rightly or again, and answers something. */
  bank(of: number, isPaid: boolean): void {
    const shown = (this.claim as SubmittedClaim).parts.filter(({ orderId }) => orderId !== null);
    const part = shown[of % Math.max(shown.length, 1)];
    if (!part) return;
    const before = this.claim;
    this.#onClaim((state) =>
      decideRecordBankResult(state, {
        accountId: part.accountId,
        orderId: part.orderId!,
        result: isPaid ? 'paid' : 'failed',
        bankReference: `PAY-${part.orderId}`,
        on,
        scope: null,
      }),
    );
    if (this.claim !== before && isPaid && part.status === 'ordered')
      this.transfers.set(
        part.accountId,
        (this.transfers.get(part.accountId) ?? 0) + part.amountFen,
      );
  }

  /** Delivers one waiting message, whichever, and sometimes leaves it there to be delivered again. */
  deliver(which: number, isTwice: boolean): void {
    const index = which % Math.max(this.#waiting.length, 1);
    const message = this.#waiting[index];
    if (!message) return;
    if (!isTwice) this.#waiting.splice(index, 1);
    if (this.#delivered.has(message.key)) return;
    this.#delivered.add(message.key);
    message.deliver();
  }

  deliverAll(): void {
    while (this.#waiting.length > 0) this.deliver(0, false);
  }

  #send(deliver: () => void): void {
    this.#waiting.push({ key: String(++this.#sent), deliver });
  }

  #onClaim(decide: (state: SettlementClaim) => Decision<ClaimEvent>): void {
    const decision = decide(this.claim);
    if (isRefusal(decision)) return;
    this.claim = after(claim, this.claim, decision);
    for (const event of decision) {
      if (event.type === 'settlement.claim.approved.v1') {
        const { orders, claimId, developerId, district } = event.data;
        for (const order of orders)
          this.#send(() =>
            this.#onAccount(order.accountId, (state) =>
              decideOrderPayment(state, { ...order, claimId, developerId, district }),
            ),
          );
      } else if (event.type === 'settlement.claim.part-paid.v1') {
        this.#send(() =>
          this.#onAccount(event.data.accountId, (state) => decideConfirmPayment(state, event.data)),
        );
      } else if (event.type === 'settlement.claim.part-failed.v1') {
        this.#send(() =>
          this.#onAccount(event.data.accountId, (state) => decideReleasePayment(state, event.data)),
        );
      }
    }
  }

  #onAccount(id: string, decide: (state: DedicatedAccount) => AccountEvent[]): void {
    const of = asId<'account'>(id);
    const decision = decide(this.accounts.get(of)!);
    this.accounts.set(of, after(account, this.accounts.get(of)!, decision));
    for (const event of decision) {
      if (event.type === 'settlement.account.payment-ordered.v1')
        this.#send(() =>
          this.#onClaim((state) => decideNoteOrder(state, { ...event.data, reason: null })),
        );
      else if (event.type === 'settlement.account.payment-refused.v1')
        this.#send(() => this.#onClaim((state) => decideNoteOrder(state, event.data)));
    }
  }
}

const acts = fc.array(
  fc.record({
    act: fc.constantFrom('deposit', 'approve', 'bank', 'bank', 'deliver', 'deliver', 'deliver'),
    which: fc.nat(20),
    is: fc.boolean(),
  }),
  { minLength: 30, maxLength: 120, size: 'max' },
);
const amounts = fc.integer({ min: 1, max: 9 });

function problemsOf(process: Process, owed: { first: number; second: number }): string[] {
  const ofAccounts = [...process.accounts.values()].flatMap((state) => [
    ...(state.freeFen < 0 || state.orderedFen < 0 ? ['an account is overdrawn'] : []),
    ...(state.contradictions > 0 ? ['an account got a result it never ordered'] : []),
    ...(state.depositedFen === state.freeFen + state.orderedFen + state.paidFen
      ? []
      : ['money appeared or disappeared']),
  ]);
  const transferred = (of: string) => process.transfers.get(of) ?? 0;
  const isTooMuch =
    transferred(accountId) > owed.first || transferred(otherAccountId) > owed.second;
  return [...ofAccounts, ...(isTooMuch ? ['a part was paid twice'] : [])];
}

test('no claim is paid twice and no account overdrawn, whatever is late, repeated or contradicted', () => {
  const endings = new Map<string, number>();
  fc.assert(
    fc.property(acts, amounts, amounts, (sequence, first, second) => {
      const process = new Process(first, second);
      for (const { act, which, is } of sequence) {
        if (act === 'deposit') process.deposit(which, 1 + which);
        else if (act === 'approve') process.approve();
        else if (act === 'bank') process.bank(which, is);
        else process.deliver(which, is);
        expect(problemsOf(process, { first, second })).toEqual([]);
      }
      process.deliverAll();
      expect(problemsOf(process, { first, second })).toEqual([]);
      const { status } = process.claim;
      endings.set(status, (endings.get(status) ?? 0) + 1);
      expect(status).not.toBe('approved');
      const sum = (all: Iterable<number>) => [...all].reduce((total, each) => total + each, 0);
      const paidFen = sum([...process.accounts.values()].map((state) => state.paidFen));
      expect(paidFen).toBe(sum(process.transfers.values()));
      if (status === 'paid') expect(paidFen).toBe(first + second);
    }),
    { numRuns: 150, seed: 7 },
  );
  // The sequences lead to every ending, or the property would say nothing.
  for (const status of ['ordered', 'unfunded', 'paid'])
    expect(endings.get(status)).toBeGreaterThan(5);
});
