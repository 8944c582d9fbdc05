import type { FaultKind } from './schedule.ts';
import type { Incident } from './torment.ts';

/** What was done to the processes, and how they took it. */
export interface Tally {
  count(incident: Incident): void;
  /** How often each victim had each kind of fault. */
  readonly faults: ReadonlyMap<string, Readonly<Record<FaultKind, number>>>;
  /** Processes that ended without being hurt. */
  readonly endedByThemselves: number;
  /** Starts that failed without being hurt. */
  readonly notBack: number;
  /** The longest that a victim took from its start until it worked. */
  readonly slowestStart: { readonly victim: string; readonly millis: number } | undefined;
}

export function createTally(): Tally {
  const faults = new Map<string, Record<FaultKind, number>>();
  let endedByThemselves = 0;
  let notBack = 0;
  let slowestStart: Tally['slowestStart'];
  return {
    faults,
    get endedByThemselves() {
      return endedByThemselves;
    },
    get notBack() {
      return notBack;
    },
    get slowestStart() {
      return slowestStart;
    },
    count(incident) {
      const { kind, victim } = incident;
      switch (kind) {
        case 'ended-by-itself':
          endedByThemselves += 1;
          break;
        case 'not-back':
          notBack += 1;
          break;
        case 'back':
          if (incident.afterMillis > (slowestStart?.millis ?? 0))
            slowestStart = { victim, millis: incident.afterMillis };
          break;
        default: {
          const ofVictim = faults.get(victim) ?? { kill: 0, stop: 0, wipe: 0 };
          ofVictim[kind] += 1;
          faults.set(victim, ofVictim);
        }
      }
    },
  };
}
