import type { AnyAggregate, ServiceDefinition } from '@fangpiao/chassis';
import { addressee } from './domain/addressee.ts';
import { message } from './domain/message.ts';
import { jobs } from './schedule.ts';
import { reactions, subscriptions } from './subscriptions.ts';

export const notificationsDefinition: ServiceDefinition = {
  name: 'notifications',
  aggregates: [message, addressee] as unknown as AnyAggregate[],
  reactions,
  subscriptions,
  jobs,
};
