import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, type DedicatedAccount } from '../domain/account.ts';
import {
  decideRegisterParcel,
  parcel,
  type LandParcel,
  type ParcelEvent,
} from '../domain/parcel.ts';

export const registerParcel: CommandDeclaration<
  Parameters<typeof decideRegisterParcel>[1],
  LandParcel,
  ParcelEvent,
  DedicatedAccount | undefined
> = {
  name: 'RegisterParcel',
  aggregate: parcel,
  id: ({ parcelId }) => parcelId,
  creates: true,
  facts: async ({ accountId }, reader) =>
    accountId === null ? undefined : (await reader.state(account, accountId)).state,
  decide: decideRegisterParcel,
};
