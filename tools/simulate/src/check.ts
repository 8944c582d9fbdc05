import { serviceNames } from '@fangpiao/contracts';
import { MemorySource, verify, type InvariantResult } from '@fangpiao/verify';
import type { SimulatedCity } from './city.ts';

/** The same invariants as on the real engines, over the simulated databases. The bus is left out: it may have been wiped. */
export function checkSafety(city: SimulatedCity): Promise<InvariantResult[]> {
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
          bus: busThatWasJustMade(city.time.now()),
        },
      ];
    }),
  );
  return verify({ from: new MemorySource(services as never, city.time.now()), graceMillis: 0 });
}

/** What a new bus stream says of itself: nothing is expected on it, so mirrors alone must be complete. */
function busThatWasJustMade(now: number) {
  return { createdAt: now, firstSequence: 1, firstTakenAt: now, messages: 0 };
}

/** States in which a process waits for an answer that must come once faults have stopped. */
const waiting: Readonly<Record<string, readonly string[]>> = {
  issuance: ['waiting-for-quota', 'waiting-for-cover'],
  purchase: ['started', 'reserving'],
  claim: ['approved'],
};

/** Faults have stopped and time went on: every process is finished, or waits for a person and not for a machine. */
export function findStuck(city: SimulatedCity): string[] {
  const stuck: string[] = [];
  for (const name of serviceNames) {
    const database = city.databases.get(name)!;
    for (const [kind, states] of Object.entries(waiting)) {
      for (const document of database.collections.get(kind)?.values() ?? []) {
        const { status } = (document as unknown as { state: { status: string } }).state;
        if (states.includes(status)) stuck.push(`${document._id} is ${status}`);
      }
    }
    for (const id of database.notDone) stuck.push(`commit ${id} is not done`);
  }
  return stuck;
}
