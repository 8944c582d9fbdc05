import { createRandom } from '@fangpiao/city';

/** `wipe` is a kill after which the victim's data folder is gone. */
export type FaultKind = 'kill' | 'stop' | 'wipe';

export interface Fault {
  /** On the clock of the torture, which stands still between two pilots. */
  readonly atMillis: number;
  readonly kind: FaultKind;
  readonly victim: string;
  /** How long it is away: until it is started again, or continued. */
  readonly forMillis: number;
}

const gapMillis = { from: 1_500, to: 6_500 };
const awayMillis: Record<FaultKind, { from: number; to: number }> = {
  kill: { from: 0, to: 4_000 },
  stop: { from: 500, to: 6_000 },
  wipe: { from: 0, to: 3_000 },
};
/** One stop in so many is longer than the time-outs of whoever waits for an answer. */
const longStop = { oneIn: 6, from: 12_000, to: 25_000 };

/**
 * Every victim is killed and stopped once, and the wipeable ones wiped, in random order; then all
 * again in another order, until the minutes are over. Equal seeds give equal schedules.
 */
export function drawSchedule(of: {
  readonly seed: number;
  readonly minutes: number;
  readonly victims: readonly string[];
  readonly wipeable: readonly string[];
}): Fault[] {
  const random = createRandom(`fangpiao torture ${of.seed}`);
  const end = of.minutes * 60_000;
  const deck: Pick<Fault, 'kind' | 'victim'>[] = [
    ...of.victims.flatMap((victim) => [
      { kind: 'kill' as const, victim },
      { kind: 'stop' as const, victim },
    ]),
    ...of.wipeable.map((victim) => ({ kind: 'wipe' as const, victim })),
  ];
  const backAt = new Map<string, number>();
  const faults: Fault[] = [];
  let cards: typeof deck = [];
  for (
    let at = random.between(0, gapMillis.to);
    ;
    at += random.between(gapMillis.from, gapMillis.to)
  ) {
    if (cards.length === 0) cards = random.shuffled(deck);
    const { kind, victim } = cards.pop()!;
    // Nobody is hit while it is away; while it is starting again it may be.
    const atMillis = Math.round(Math.max(at, backAt.get(victim) ?? 0));
    const isLong = kind === 'stop' && random.whole(1, longStop.oneIn) === 1;
    const { from, to } = isLong ? longStop : awayMillis[kind];
    const forMillis = Math.round(random.between(from, to));
    if (atMillis >= end) return faults.sort((one, other) => one.atMillis - other.atMillis);
    faults.push({ atMillis, kind, victim, forMillis });
    backAt.set(victim, atMillis + forMillis + 100);
  }
}
