import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';
import { decideOrderPayment } from '../domain/payment.ts';

/** Asked for by an approved claim; the answer, yes or no, is an event of the account. */
export const orderPayment: CommandDeclaration<
  Parameters<typeof decideOrderPayment>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'OrderPayment',
  aggregate: account,
  id: ({ accountId }) => accountId,
  decide: decideOrderPayment,
};
