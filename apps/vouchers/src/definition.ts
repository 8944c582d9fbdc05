import type { AnyAggregate, BulkJobs, ServiceDefinition } from '@fangpiao/chassis';
import { issuance } from './domain/issuance.ts';
import { pack } from './domain/pack.ts';
import { purchase } from './domain/purchase.ts';
import { quota } from './domain/quota.ts';
import { voucher } from './domain/voucher.ts';
import type { PackShelf } from './packs.ts';
import { jobsOf } from './schedule.ts';
import { reactionsOf, subscriptions } from './subscriptions.ts';

export function definitionOf(shelf: PackShelf, bulk: BulkJobs): ServiceDefinition {
  return {
    name: 'vouchers',
    aggregates: [
      ...([pack, quota, issuance, voucher, purchase] as unknown as AnyAggregate[]),
      ...bulk.aggregates,
    ],
    reactions: [...reactionsOf(shelf), ...bulk.reactions],
    subscriptions,
    jobs: jobsOf(shelf),
    tasks: bulk.tasks,
  };
}
