import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';
import { decideReleasePayment } from '../domain/payment.ts';

/** Asked for by a claim when the bank could not pay one of its orders. */
export const releasePayment: CommandDeclaration<
  Parameters<typeof decideReleasePayment>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'ReleasePayment',
  aggregate: account,
  id: ({ accountId }) => accountId,
  decide: decideReleasePayment,
};
