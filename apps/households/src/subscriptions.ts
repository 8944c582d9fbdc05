import { call, type EventHandler, type SubscriptionDeclaration } from '@fangpiao/chassis';
import { recordStored } from './commands/record-stored.ts';
import type { HouseholdFacts } from './domain/household.ts';
import { claimMirror } from './views/claim-mirror.ts';
import { voucherMirror } from './views/voucher-mirror.ts';

/** Door 2, own events: what follows from them inside this service. */
export const reactions: readonly EventHandler[] = [
  {
    type: 'households.household.registered.v1',
    commands: ({ data }) => {
      const { householdId, district, members } = data as HouseholdFacts;
      return members.map(({ personId, contentVersion, digest }) =>
        call(recordStored, { personId, householdId, district, contentVersion, digest }),
      );
    },
  },
];

/** Door 2, other agencies' events: what became of the vouchers this office's agreements led to. */
export const subscriptions: readonly SubscriptionDeclaration[] = [
  { producer: 'vouchers', mirrors: [voucherMirror], handlers: [] },
  { producer: 'settlement', mirrors: [claimMirror], handlers: [] },
];
