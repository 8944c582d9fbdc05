import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';
import { decideConfirmPayment } from '../domain/payment.ts';

/** Asked for by a claim when the bank has paid one of its orders. */
export const confirmPayment: CommandDeclaration<
  Parameters<typeof decideConfirmPayment>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'ConfirmPayment',
  aggregate: account,
  id: ({ accountId }) => accountId,
  decide: decideConfirmPayment,
};
