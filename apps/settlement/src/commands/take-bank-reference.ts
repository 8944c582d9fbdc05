import type { CommandDeclaration } from '@fangpiao/chassis';
import { account, type DedicatedAccount } from '../domain/account.ts';
import {
  bankReference,
  decideTakeBankReference,
  type BankReference,
  type BankReferenceEvent,
  type Deposit,
} from '../domain/bank-reference.ts';

/** A deposit begins by taking its bank reference, so that one receipt of money is booked once. */
export const takeBankReference: CommandDeclaration<
  Deposit,
  BankReference,
  BankReferenceEvent,
  DedicatedAccount
> = {
  name: 'TakeBankReference',
  aggregate: bankReference,
  id: ({ bankReference: reference }) => reference,
  creates: true,
  facts: async ({ accountId }, reader) => (await reader.state(account, accountId)).state,
  decide: decideTakeBankReference,
};
