import { refuse, type DomainEvent } from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import type { AccountId, CalendarDate, Fen } from '@fangpiao/values';
import { hasRoomFor, type DedicatedAccount } from './account.ts';

/** The name under which the bank knows a receipt of money: booked once, for one account (WRITE-PATH 6). */
export interface BankReference {
  readonly takenBy: AccountId | null;
}

export type BankReferenceEvent = DomainEvent<
  'settlement.bank-reference.taken.v1',
  { bankReference: string; accountId: AccountId; amountFen: Fen; receivedOn: CalendarDate }
>;

export const bankReference: Aggregate<BankReference, BankReferenceEvent> = {
  service: 'settlement',
  kind: 'bank-reference',
  schema: 1,
  initial: { takenBy: null },
  events: [],
  internal: ['settlement.bank-reference.taken.v1'],
  apply: (_state, event) => ({ takenBy: event.data.accountId }),
};

export interface Deposit {
  readonly accountId: AccountId;
  readonly amountFen: Fen;
  readonly bankReference: string;
  readonly purpose: string;
  readonly receivedOn: CalendarDate;
  /** The district the depositor is confined to; null: none. */
  readonly scope: string | null;
}

/** Takes the reference for a deposit, if account and purpose are right: money is earmarked [DL 14]. */
export function decideTakeBankReference(
  state: BankReference,
  input: Deposit,
  account: DedicatedAccount,
): Decision<BankReferenceEvent> {
  const isTheirs = input.scope === null || input.scope === account.district;
  if (!account.isOpen || !isTheirs) return refuse('account-unknown');
  if (account.purpose !== input.purpose) return refuse('wrong-purpose');
  if (state.takenBy !== null) return refuse('bank-reference-used');
  const { accountId, amountFen, receivedOn } = input;
  if (amountFen === 0 || !hasRoomFor(account, amountFen)) {
    const texts = { zh: '金额须大于零且不超过上限', en: 'must be above zero and below the limit' };
    return { refused: 'invalid-request', fields: [{ path: 'body.amountFen', ...texts }] };
  }
  return [
    {
      type: 'settlement.bank-reference.taken.v1',
      data: { bankReference: input.bankReference, accountId, amountFen, receivedOn },
    },
  ];
}
