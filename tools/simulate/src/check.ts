import { serviceNames, type ServiceName } from '@fangpiao/contracts';
import { MemorySource, verify, type InvariantResult } from '@fangpiao/verify';
import type { FoldedDocument } from '@fangpiao/chassis';
import type { SimulatedCity } from './city.ts';

/** The same invariants as on the real engines, over the simulated databases. The bus is left out: it may have been wiped. */
export async function checkSafety(city: SimulatedCity): Promise<string[]> {
  const services = Object.fromEntries(
    serviceNames.map((name) => {
      const database = city.databases.get(name)!;
      return [
        name,
        {
          commits: [...database.commits.values()],
          collections: Object.fromEntries(
            [...database.collections].map(([kind, documents]) => [kind, [...documents.values()]]),
          ),
          messages: [],
          bus: undefined,
        },
      ];
    }),
  );
  const results = await verify({
    from: new MemorySource(services as never, city.time.now()),
    graceMillis: 0,
    bus: false,
  });
  return results.flatMap(problemsOf);
}

function problemsOf({ id, problems }: InvariantResult): string[] {
  return problems.slice(0, 3).map(({ record, what }) => `${id}: ${record} ${what}`);
}

/** States in which a process waits for a machine, which must have answered once faults have stopped. */
const waiting: Readonly<Record<string, readonly string[]>> = {
  issuance: ['waiting-for-quota', 'waiting-for-cover'],
  purchase: ['started', 'reserving'],
  claim: ['approved'],
  'holder-claim': ['approved'],
  'bulk-job': ['working'],
  'bulk-chunk': ['open'],
};

/** How late a deadline may be met: each job looks every minute. */
const lateMillis = 120_000;

/**
 * Faults have stopped and time went on: every process is finished or waits for a person, and every deadline is met
 * (issue: liveness).
 */
export function findStuck(city: SimulatedCity): string[] {
  const stuck: string[] = [];
  const overdue = new Date(city.time.now() - lateMillis).toISOString();
  for (const name of serviceNames) {
    const database = city.databases.get(name)!;
    for (const [kind, documents] of database.collections)
      for (const document of documents.values())
        for (const what of stuckIn(kind, document, overdue)) stuck.push(`${name} ${what}`);
    for (const id of database.notDone) stuck.push(`${name} commit ${id} is not done`);
    stuck.push(...notReady(city, name));
  }
  return stuck;
}

function* stuckIn(kind: string, document: FoldedDocument, overdue: string): Iterable<string> {
  if (kind === 'dead-letters') yield `dead letter ${document._id} is still there`;
  const { dueAt } = document;
  if (typeof dueAt === 'string' && dueAt < overdue)
    yield `${document._id} was due at ${dueAt} and nothing happened`;
  const state = (document['state'] ?? {}) as Record<string, unknown>;
  const status = String(state['status']);
  if (waiting[kind]?.includes(status)) yield `${document._id} is ${status}`;
  if (kind === 'claim' && status === 'waiting') {
    if (state['district'] !== null) yield `${document._id} waits for its invoice to be confirmed`;
    else if (String(state['waitsUntil']) < overdue)
      yield `${document._id} waits since its deadline ${String(state['waitsUntil'])}`;
  }
}

/** With faults gone every replica is up and says that it is well. */
function notReady(city: SimulatedCity, name: ServiceName): string[] {
  return city.replicasOf(name).flatMap(({ service, isDead }, index) => {
    const { ready, reasons } = service.core.readiness();
    return !isDead && ready ? [] : [`${name} replica ${index} is not ready: ${reasons.join()}`];
  });
}
