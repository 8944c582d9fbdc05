import type { Chance } from '@fangpiao/chassis';

/** Chances, each from 0 to 1, of what goes wrong while people act. */
export interface CityFaults {
  /** A process dies at a fault point. */
  readonly crash: number;
  /** It dies between a commit and its reactions: another replica takes them over, and may be overtaken by later ones. */
  readonly crashBeforeReacting: number;
  /** The database's reply to an insert is lost although it landed. */
  readonly lostReply: number;
  /** The reply is lost, and all or half of it lands only later. */
  readonly lateLanding: number;
  readonly deadlock: number;
  readonly failedCall: number;
  readonly laggingView: number;
  readonly latencyMillis: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly failedPublish: number;
  /** The bus took a message and its answer is lost. */
  readonly lostPublishReply: number;
  readonly delayMillis: number;
}

export const noFaults: CityFaults = {
  crash: 0,
  crashBeforeReacting: 0,
  lostReply: 0,
  lateLanding: 0,
  deadlock: 0,
  failedCall: 0,
  laggingView: 0,
  latencyMillis: 0,
  duplicate: 0,
  reorder: 0,
  failedPublish: 0,
  lostPublishReply: 0,
  delayMillis: 0,
};

/** How hard a seed is hit is drawn from the seed itself: some run in peace, so that faults are not blamed for everything. */
export function drawFaults(chance: Chance): CityFaults {
  const strength = chance.next();
  if (strength < 0.1) return noFaults;
  const upTo = (most: number): number => chance.next() * most * strength;
  return {
    crash: upTo(0.006),
    crashBeforeReacting: chance.next() < 0.12 ? upTo(0.8) : 0,
    lostReply: upTo(0.05),
    lateLanding: upTo(0.03),
    deadlock: upTo(0.05),
    failedCall: upTo(0.03),
    laggingView: upTo(0.2),
    latencyMillis: chance.next() < 0.3 ? Math.ceil(upTo(40)) : 0,
    duplicate: upTo(0.2),
    reorder: upTo(0.2),
    failedPublish: upTo(0.05),
    lostPublishReply: upTo(0.05),
    delayMillis: Math.floor(upTo(200)),
  };
}

/** What is done to the city as a whole, and how often it was: to see that a run was not empty. */
export const troubles = [
  'crash',
  'bus wiped',
  'garbled message',
  'time leapt',
  'clock off',
  'clock jumped',
  'release with a bug',
  'dead letter replayed',
  'replay failed',
  'reaction overtaken',
] as const;
export type Trouble = (typeof troubles)[number];
