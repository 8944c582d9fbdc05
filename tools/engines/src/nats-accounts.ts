/**
 * Who speaks on the bus and who may hear whom: the one table from which the server's configuration
 * is written and by which services and tests name their streams, consumers and users.
 */
export const serviceNames = [
  'households',
  'vouchers',
  'listings',
  'settlement',
  'notifications',
] as const;

export type ServiceName = (typeof serviceNames)[number];

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
 * The subjects a service's stream keeps: `<service>.<aggregate>.<what happened>.<version>`.
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
  env: Readonly<Record<string, string | undefined>> = process.env,
): { user: string; pass: string } {
  const variable = passwordVariable(service);
  const pass = env[variable];
  if (pass === undefined || pass === '') throw new Error(`${variable} is not set`);
  return { user: service, pass };
}
