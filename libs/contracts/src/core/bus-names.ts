import { serviceNames, type ServiceName } from './event.ts';

/**
 * Who speaks on the bus and who may hear whom: the one table from which the server's configuration is written and by
 * which services and tests name their streams, consumers and users.
 */

/** Whose events each service receives. */
export const producersOf: Readonly<Record<ServiceName, readonly ServiceName[]>> = {
  households: ['vouchers', 'settlement'],
  vouchers: ['households', 'listings', 'settlement'],
  listings: ['vouchers'],
  settlement: ['vouchers', 'listings', 'households'],
  notifications: ['households', 'vouchers', 'listings', 'settlement'],
};

/** The services that receive a service's events, in the order of the table. */
export function subscribersOf(producer: ServiceName): ServiceName[] {
  return serviceNames.filter((service) => producersOf[service].includes(producer));
}

/** The service's account on the bus, one an agency: `VOUCHERS`. */
export function accountName(service: ServiceName): string {
  return service.toUpperCase();
}

/** The service's JetStream stream, which lies in its own account: `VOUCHERS`. */
export function streamName(service: ServiceName): string {
  return service.toUpperCase();
}

/**
 * The subjects a service's stream keeps: `<service>.<family>.<what happened>.<version>`.
 * Shorter subjects are requests (repair): a stream must not keep, nor acknowledge, those.
 */
export function streamSubjects(service: ServiceName): string[] {
  return [`${service}.*.*.>`];
}

/** The durable consumer that a producer makes in its stream for one subscriber. */
export function durableName(subscriber: ServiceName, producer: ServiceName): string {
  return `${subscriber}-${producer}`;
}

/**
 * Where a subscriber finds the other account's JetStream: pass it as `apiPrefix`. A prefix of its
 * own, or the subscriber's own JetStream would answer instead.
 */
export function apiPrefixFor(producer: ServiceName): string {
  return `FROM.${accountName(producer)}.API`;
}

/** Where a subscriber asks a producer to publish again what it misses. */
export function repairSubject(producer: ServiceName, subscriber: ServiceName): string {
  return `${producer}.repair.${subscriber}`;
}

/** The environment variable with the password of the service's user. */
export function passwordVariable(service: ServiceName | 'system'): string {
  return `FANGPIAO_NATS_${service.toUpperCase()}_PASSWORD`;
}

/** The service's user on the bus; the password comes from the environment. */
export function userFor(
  service: ServiceName,
  env: Readonly<Record<string, string | undefined>>,
): { user: string; pass: string } {
  const variable = passwordVariable(service);
  const pass = env[variable];
  if (pass === undefined || pass === '') throw new Error(`${variable} is not set`);
  return { user: service, pass };
}

/** Which families of a producer a subscriber takes; whole families, so that a gap can be seen (WRITE-PATH 19). */
export const familiesTaken: Readonly<
  Record<ServiceName, Readonly<Partial<Record<ServiceName, readonly string[]>>>>
> = {
  households: { vouchers: ['voucher'], settlement: ['claim'] },
  vouchers: {
    households: ['agreement'],
    listings: ['unit'],
    settlement: ['account', 'claim', 'holder-claim'],
  },
  listings: { vouchers: ['purchase'] },
  settlement: {
    vouchers: ['issuance', 'voucher', 'purchase'],
    listings: ['unit'],
    households: ['agreement'],
  },
  notifications: {
    households: ['agreement'],
    vouchers: ['issuance', 'voucher', 'purchase'],
    listings: ['unit'],
    settlement: ['claim'],
  },
};

/** The subject on which a producer says where its streams stand; every subscriber takes it. */
export function digestSubject(service: ServiceName): string {
  return `${service}.stream.digest.v1`;
}

/** The filter of the consumer a producer makes for a subscriber. */
export function consumerFilter(producer: ServiceName, subscriber: ServiceName): string[] {
  const families = familiesTaken[subscriber][producer] ?? [];
  return [...families.map((family) => `${producer}.${family}.>`), `${producer}.stream.>`];
}
