import type { AnyAggregate, ServiceDefinition } from '@fangpiao/chassis';
import { quota } from './domain/quota.ts';
import { jobs } from './schedule.ts';
import { reactions, subscriptions } from './subscriptions.ts';

export const vouchersDefinition: ServiceDefinition = {
  name: 'vouchers',
  aggregates: [quota] as unknown as AnyAggregate[],
  reactions,
  subscriptions,
  jobs,
};
