import type { RefusalCode } from '@fangpiao/contracts';
import type { AccountId, CalendarDate, ClaimId, Fen } from '@fangpiao/values';
import type { AccountEvent, Payee } from './account-event.ts';
import type { DedicatedAccount } from './account.ts';

interface Order {
  readonly accountId: AccountId;
  readonly claimId: ClaimId;
  readonly orderId: string;
  readonly amountFen: Fen;
}
export type PaymentOrder = Order & Payee;

/** Reserves the money of an approved claim, or says why not: the account is never overdrawn [GZ 7, DL 14]. */
export function decideOrderPayment(
  state: DedicatedAccount,
  input: PaymentOrder & { district: string },
): AccountEvent[] {
  const { accountId, claimId, orderId, amountFen } = input;
  const order = { accountId, claimId, orderId, amountFen, ...payeeOf(input) };
  const refused = (reason: RefusalCode): AccountEvent[] => [
    {
      type: 'settlement.account.payment-refused.v1',
      data: { ...order, freeFen: state.freeFen, reason },
    },
  ];
  // Officers of one district never spend another one's money.
  if (!state.isOpen || state.district !== input.district) return refused('account-unknown');
  if (state.freeFen < amountFen) return refused('account-would-be-overdrawn');
  return [{ type: 'settlement.account.payment-ordered.v1', data: order }];
}

function payeeOf(input: Payee): Payee {
  return input.holder === undefined ? { developerId: input.developerId } : { holder: input.holder };
}

/** The bank has paid: the reserved money has left the account. */
export function decideConfirmPayment(
  state: DedicatedAccount,
  input: PaymentOrder & { bankReference: string; paidOn: CalendarDate },
): AccountEvent[] {
  if (state.orderedFen < input.amountFen) return contradicted(input);
  const { accountId, claimId, orderId, amountFen, bankReference, paidOn } = input;
  return [
    {
      type: 'settlement.account.payment-confirmed.v1',
      data: {
        accountId,
        claimId,
        orderId,
        amountFen,
        ...payeeOf(input),
        bankReference,
        paidOn,
      },
    },
  ];
}

/** The bank could not pay: the reserved money is free again. */
export function decideReleasePayment(state: DedicatedAccount, input: Order): AccountEvent[] {
  if (state.orderedFen < input.amountFen) return contradicted(input);
  const { accountId, claimId, orderId, amountFen } = input;
  return [
    {
      type: 'settlement.account.payment-released.v1',
      data: { accountId, claimId, orderId, amountFen },
    },
  ];
}

function contradicted(input: Order): AccountEvent[] {
  const { accountId, claimId, orderId, amountFen } = input;
  return [
    {
      type: 'settlement.account.payment-contradicted.v1',
      data: { accountId, claimId, orderId, amountFen },
    },
  ];
}
