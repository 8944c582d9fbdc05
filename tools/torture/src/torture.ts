import { serviceNames } from '@fangpiao/engines';
import type { Report } from '@fangpiao/city';
import { isRight, playRound } from './round.ts';
import type { RoundResult } from './round.ts';
import { drawSchedule } from './schedule.ts';
import type { Fault } from './schedule.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import { createTorment } from './torment.ts';
import type { Incident } from './torment.ts';
import type { TownSize } from './towns.ts';

export interface TortureOptions {
  readonly seed: number;
  /** How long faults go on; the pilot that is under way then plays to its end in peace. */
  readonly minutes: number;
  readonly size: TownSize;
  readonly progress: (line: string) => void;
  readonly report: Report;
  readonly tell: (incident: Incident, atMillis: number) => void;
  readonly onRound?: ((round: RoundResult) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TortureResult {
  readonly faults: readonly Fault[];
  readonly rounds: readonly RoundResult[];
  readonly tally: Tally;
  readonly isRight: boolean;
}

const database = ['postgres', 'ferretdb'];
const bus = 'nats-server';

/** One pilot after another, each on a platform of its own, until the schedule of faults is over. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { seed, minutes, size } = options;
  const victims = [...database, bus, ...serviceNames];
  const faults = drawSchedule({ seed, minutes, victims, wipeable: [bus] });
  const tally = createTally();
  const torment = createTorment({
    faults,
    endMillis: minutes * 60_000,
    tell: (incident, atMillis) => {
      tally.count(incident);
      options.tell(incident, atMillis);
    },
  });
  const rounds: RoundResult[] = [];
  do {
    const { progress, report, signal } = options;
    const townSeed = seed + rounds.length;
    const round = await playRound({ size, townSeed, torment, progress, report, signal });
    rounds.push(round);
    options.onRound?.(round);
  } while (!torment.isOver && isRight(rounds.at(-1)!));
  const { endedByThemselves, notBack } = tally;
  const isAllRight = rounds.every(isRight) && endedByThemselves === 0 && notBack === 0;
  return { faults, rounds, tally, isRight: isAllRight };
}
