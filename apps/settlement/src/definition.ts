import type { AnyAggregate, ServiceDefinition } from '@fangpiao/chassis';
import { account } from './domain/account.ts';
import { bankReference } from './domain/bank-reference.ts';
import { claim } from './domain/claim.ts';
import { holderClaim } from './domain/holder-claim.ts';
import { invoice } from './domain/invoice.ts';
import { parcel } from './domain/parcel.ts';
import { jobs } from './schedule.ts';
import { reactions, subscriptions } from './subscriptions.ts';

export const settlementDefinition: ServiceDefinition = {
  name: 'settlement',
  aggregates: [
    account,
    bankReference,
    parcel,
    claim,
    holderClaim,
    invoice,
  ] as unknown as AnyAggregate[],
  reactions,
  subscriptions,
  jobs,
};
