import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, decideOpen, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';

export const openAccount: CommandDeclaration<
  Parameters<typeof decideOpen>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'OpenAccount',
  aggregate: account,
  id: ({ accountId }) => accountId,
  creates: true,
  decide: decideOpen,
};
