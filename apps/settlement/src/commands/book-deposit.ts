import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, decideBookDeposit, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';

/** Asked for by the bank reference once it is taken. */
export const bookDeposit: CommandDeclaration<
  Parameters<typeof decideBookDeposit>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'BookDeposit',
  aggregate: account,
  id: ({ accountId }) => accountId,
  decide: decideBookDeposit,
};
