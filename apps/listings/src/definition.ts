import type { AnyAggregate, ServiceDefinition } from '@fangpiao/chassis';
import type { CityRules } from './domain/city-rules.ts';
import { creditCode } from './domain/credit-code.ts';
import { developer } from './domain/developer.ts';
import { development } from './domain/development.ts';
import { filing } from './domain/filing.ts';
import { unit } from './domain/unit.ts';
import { jobs } from './schedule.ts';
import { reactions, subscriptionsOf } from './subscriptions.ts';

export function listingsDefinition(rules: CityRules): ServiceDefinition {
  return {
    name: 'listings',
    aggregates: [developer, creditCode, development, unit, filing] as unknown as AnyAggregate[],
    reactions,
    subscriptions: subscriptionsOf(rules),
    jobs,
  };
}
