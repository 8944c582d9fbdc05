import { addFen, negateFen, zeroFen, type Fen } from '@fangpiao/values';
import type { AccountEvent } from './account-event.ts';

/**
 * The ledgers of a dedicated account: `bank` is money free to be ordered, `ordered` is reserved for open payment orders,
 * `developer` and `holder` have been paid out, `principal` is owed for what was deposited.
 */
export type Ledger = 'bank' | 'ordered' | 'developer' | 'holder' | 'principal';

/** One amount from one side to the other: balanced by its form. */
export interface Posting {
  readonly debit: { readonly ledger: Ledger; readonly id: string };
  readonly credit: { readonly ledger: Ledger; readonly id: string };
  readonly amountFen: Fen;
  readonly reference: string;
}

/** The only place where postings come from: the account's events, whose sums and list of postings both use it. */
export function postingsOf(event: AccountEvent): readonly Posting[] {
  switch (event.type) {
    case 'settlement.account.deposited.v1': {
      const { accountId, projectId, amountFen, bankReference } = event.data;
      return [
        {
          debit: { ledger: 'bank', id: accountId },
          credit: { ledger: 'principal', id: projectId },
          amountFen,
          reference: bankReference,
        },
      ];
    }
    case 'settlement.account.payment-ordered.v1':
      return [moved(event.data, 'bank', 'ordered')];
    case 'settlement.account.payment-released.v1':
      return [moved(event.data, 'ordered', 'bank')];
    case 'settlement.account.payment-confirmed.v1': {
      const { accountId, amountFen, orderId, developerId, holder } = event.data;
      return [
        {
          debit:
            holder === undefined
              ? { ledger: 'developer', id: developerId }
              : { ledger: 'holder', id: holder },
          credit: { ledger: 'ordered', id: accountId },
          amountFen,
          reference: orderId,
        },
      ];
    }
    case 'settlement.account.opened.v1':
    case 'settlement.account.earmarked.v1':
    case 'settlement.account.deposit-contradicted.v1':
    case 'settlement.account.forecast-adjusted.v1':
    case 'settlement.account.cover-committed.v1':
    case 'settlement.account.cover-refused.v1':
    case 'settlement.account.payment-refused.v1':
    case 'settlement.account.payment-contradicted.v1':
      return [];
  }
}

function moved(
  of: { accountId: string; amountFen: Fen; orderId: string },
  credit: 'bank' | 'ordered',
  debit: 'bank' | 'ordered',
): Posting {
  return {
    debit: { ledger: debit, id: of.accountId },
    credit: { ledger: credit, id: of.accountId },
    amountFen: of.amountFen,
    reference: of.orderId,
  };
}

/** `bank:account-1` */
export function ledgerName({ ledger, id }: { ledger: Ledger; id: string }): string {
  return `${ledger}:${id}`;
}

/** Money of one dedicated account: deposited = free + ordered + paid, always. */
export interface MoneySums {
  readonly depositedFen: Fen;
  readonly freeFen: Fen;
  readonly orderedFen: Fen;
  readonly paidFen: Fen;
}

export const noMoney: MoneySums = {
  depositedFen: zeroFen,
  freeFen: zeroFen,
  orderedFen: zeroFen,
  paidFen: zeroFen,
};

const sumOf = {
  bank: 'freeFen',
  ordered: 'orderedFen',
  developer: 'paidFen',
  holder: 'paidFen',
  principal: 'depositedFen',
} as const satisfies Record<Ledger, keyof MoneySums>;

/** The sums after one posting. The principal's ledger is what the account owes, so it grows on the credit side. */
export function book(sums: MoneySums, { debit, credit, amountFen }: Posting): MoneySums {
  const after = { ...sums };
  const add = (ledger: Ledger, amount: Fen): void => {
    const signed = ledger === 'principal' ? negateFen(amount) : amount;
    after[sumOf[ledger]] = addFen(after[sumOf[ledger]], signed);
  };
  add(debit.ledger, amountFen);
  add(credit.ledger, negateFen(amountFen));
  return after;
}
