import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';
import { decideCommitCover } from '../domain/cover.ts';

/** Asked for by vouchers before it issues; the key of the request makes it once per issuance. */
export const commitCover: CommandDeclaration<
  Parameters<typeof decideCommitCover>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'CommitCover',
  aggregate: account,
  id: ({ accountId }) => accountId,
  decide: decideCommitCover,
};
