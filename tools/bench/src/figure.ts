import type { Measured } from './runner.ts';

/** One thing that was measured against its goal. */
export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly goal: number;
  readonly holds: boolean;
  /** What stands behind the value, in words and numbers, for whoever wants to see the spread. */
  readonly seen: string;
  /** Microseconds of processor time one operation cost, by process, in the median round. */
  readonly microsEach?: Readonly<Record<string, number>>;
}

export interface Round {
  readonly service: Measured;
  readonly raw: Measured;
  /** From the last answer until everything that follows from what was accepted was done. */
  readonly followedSeconds?: number;
}

const ratioOf = ({ service, raw }: Round): number => service.perSecond / raw.perSecond;

/** The median of the rounds' ratios, service ÷ raw driver. */
export function figureOfRounds(id: string, goal: number, rounds: readonly Round[]): Figure {
  const middle = medianBy(rounds, ratioOf);
  const followed = rounds.flatMap(({ followedSeconds }) => followedSeconds?.toFixed(1) ?? []);
  const { microsEach } = middle.service;
  const rawMicros = Object.entries(middle.raw.microsEach).map(([name, value]) => [
    `raw ${name}`,
    value,
  ]);
  return {
    ...atLeast(id, ratioOf(middle), goal),
    seen:
      `per second, service/raw: ${rounds.map(spoken).join(', ')}; ` +
      `by processor time ${twoPlaces(cpuOf(middle.raw) / cpuOf(middle.service))}` +
      (followed.length > 0 ? `; what follows done ${followed.join(', ')} s later` : ''),
    microsEach: { ...microsEach, ...Object.fromEntries(rawMicros) },
  };
}

/** `1071/1309`: operations a second, the service's and the raw driver's. */
export function spoken({ service, raw }: Round): string {
  return `${service.perSecond.toFixed(0)}/${raw.perSecond.toFixed(0)}`;
}

/** Of everything that took part; does not depend on who else wanted the processor. */
function cpuOf({ microsEach }: Measured): number {
  return Object.values(microsEach).reduce((sum, micros) => sum + micros, 0);
}

export function atLeast(id: string, value: number, goal: number) {
  return { id, value: twoPlaces(value), goal, holds: value >= goal };
}

export function atMost(id: string, value: number, goal: number) {
  return { id, value: twoPlaces(value), goal, holds: value <= goal };
}

export function medianBy<Item>(items: readonly Item[], of: (item: Item) => number): Item {
  return items.toSorted((a, b) => of(a) - of(b))[Math.floor(items.length / 2)]!;
}

function twoPlaces(value: number): number {
  return Math.round(value * 100) / 100;
}
