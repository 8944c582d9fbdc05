import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, decideAdjustForecast, type DedicatedAccount } from '../domain/account.ts';
import type { AccountEvent } from '../domain/account-event.ts';

/** Asked for by a land parcel that is linked to the account. */
export const adjustForecast: CommandDeclaration<
  Parameters<typeof decideAdjustForecast>[1],
  DedicatedAccount,
  AccountEvent,
  void
> = {
  name: 'AdjustForecast',
  aggregate: account,
  id: ({ accountId }) => accountId,
  decide: decideAdjustForecast,
};
