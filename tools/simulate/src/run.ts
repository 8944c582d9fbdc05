import type { FaultPoint } from '@fangpiao/chassis';
import { checkSafety, findStuck } from './check.ts';
import { act } from './acts/index.ts';
import { askForVoucher } from './acts/issuing.ts';
import { takeAllExpired } from './acts/ending.ts';
import { payAllHolders } from './acts/paying-holders.ts';
import { SimulatedCity } from './city.ts';
import { setUpDistrict, type District } from './district.ts';
import { kindOfSeed } from './kinds.ts';
import { drawFaults, noFaults, type Trouble as TroubleName } from './faults.ts';
import { Story } from './story.ts';
import { Trouble } from './trouble.ts';

export interface RunResult {
  readonly seed: number;
  /** Empty when everything holds. */
  readonly problems: readonly string[];
  /** The whole history as one hash: the same seed gives the same. */
  readonly history: string;
  readonly commits: number;
  readonly answers: ReadonlyMap<string, number>;
  /** What came of it, by type of event. */
  readonly events: ReadonlyMap<string, number>;
  readonly troubles: ReadonlyMap<TroubleName, number>;
  /** Deaths by fault point. */
  readonly died: ReadonlyMap<FaultPoint, number>;
}

export interface RunOptions {
  readonly acts?: number;
}

const nothingHappened = {
  history: '',
  commits: 0,
  answers: new Map<string, number>(),
  events: new Map<string, number>(),
  troubles: new Map<TroubleName, number>(),
  died: new Map<FaultPoint, number>(),
};

const people = 5;
const dayMillis = 86_400_000;

/** People act while things go wrong, then peace returns and time goes on, and everything is held against the invariants. */
export async function runSeed(seed: number, options: RunOptions = {}): Promise<RunResult> {
  let district: District;
  try {
    district = await setUpDistrict(kindOfSeed(seed));
  } catch (problem) {
    return {
      ...nothingHappened,
      seed,
      problems: [`the district cannot be set up: ${String(problem)}`],
    };
  }
  const city = new SimulatedCity(seed, district.standing);
  const story = new Story(city, district);
  const before = city.landed;
  try {
    await city.start();
    await live(story, options.acts ?? drawActs(story));
    if (city.problems.length === 0) await comeToRest(story);
  } catch (problem) {
    city.broken(`the simulation ended early: ${String(problem)}`);
  }
  return {
    seed,
    problems: city.problems,
    history: city.history.digest(),
    commits: city.landed - before,
    answers: story.answers,
    events: city.events,
    troubles: city.troubles,
    died: city.died,
  };
}

/** Many short lives, and some long enough for a claim to be paid and a sale to be undone. */
function drawActs(story: Story): number {
  const [least, more] = story.happens(0.6) ? [10, 15] : [30, 30];
  return least + Math.floor(story.city.chance.next() * more);
}

/** Several people act at once, in the middle of trouble. */
async function live(story: Story, acts: number): Promise<void> {
  const { city } = story;
  city.setFaults(drawFaults(city.chance));
  const trouble = new Trouble(story);
  void trouble.befall();
  let left = acts;
  const person = async (): Promise<void> => {
    while (left-- > 0 && city.problems.length === 0) {
      await act(story);
      await city.pause(Math.floor(city.chance.next() * 4_000));
    }
  };
  for (let each = 0; each < story.known.agreements.length; each++) void askForVoucher(story);
  await city.time.runUntil(Promise.all(Array.from({ length: people }, person)), 400 * dayMillis);
  trouble.end();
  city.setFaults(noFaults);
}

/** Faults stop and time goes on, at last beyond every deadline. After each stretch everything must have been done. */
async function comeToRest(story: Story): Promise<void> {
  const { city } = story;
  await settle(city, 3);
  const operator = new Trouble(story);
  await city.time.runUntil(operator.replayDeadLetters());
  // Mostly all is done by now; what was replayed, or lost once more, has as long again.
  for (let minute = 0; minute < 3 && findStuck(city).length > 0; minute++) {
    await settle(city, 1);
    await city.time.runUntil(operator.replayDeadLetters());
  }
  report(city, findStuck(city));
  for (const days of [4, 31, 600]) {
    if (city.problems.length > 0) return;
    city.time.leap(days * dayMillis);
    await settle(city, days > 100 ? 2 : 1);
    report(city, findStuck(city));
    if (days === 31) report(city, await city.time.runUntil(payHoldersOut(story)));
  }
  report(city, await checkSafety(city));
  city.noteOvertakenReactions();
}

/** Where the pack gives anything for what has expired, holders take it, and everybody is paid what they are owed. */
async function payHoldersOut(story: Story): Promise<string[]> {
  if (story.kind.name === 'plain') return [];
  await takeAllExpired(story);
  await story.city.pause(3_000);
  return payAllHolders(story);
}

function report(city: SimulatedCity, problems: readonly string[]): void {
  for (const problem of problems) city.broken(problem);
}

/**
 * Minutes go by, in strides: what is repeated every few seconds is run once a minute instead, since nothing happens
 * between. Three strides are longer than a digest, a sweep and a lost acknowledgement take.
 */
async function settle(city: SimulatedCity, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await city.time.runFor(1_500);
    city.time.leap(58_500);
  }
  await city.time.runFor(1_500);
}
