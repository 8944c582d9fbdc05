import { checkSafety, findStuck } from './check.ts';
import { noFaults, SimulatedCity, type CityFaults } from './city.ts';
import { Story } from './story.ts';

export interface RunResult {
  readonly seed: number;
  /** Empty when everything holds. */
  readonly problems: readonly string[];
  readonly commits: number;
  readonly crashes: number;
  readonly answers: ReadonlyMap<string, number>;
}

/** How hard a seed is hit is drawn from the seed itself: some run in peace, so that faults are not blamed for everything. */
function faultsOf(city: SimulatedCity): CityFaults {
  const strength = city.chance.next();
  if (strength < 0.1) return noFaults;
  const upTo = (most: number): number => city.chance.next() * most * strength;
  return {
    crash: upTo(0.004),
    lostReply: upTo(0.05),
    lateLanding: upTo(0.03),
    deadlock: upTo(0.05),
    failedCall: upTo(0.03),
    laggingView: upTo(0.2),
    duplicate: upTo(0.2),
    reorder: upTo(0.2),
    failedPublish: upTo(0.05),
  };
}

export interface RunOptions {
  readonly households?: number;
  readonly units?: number;
  readonly acts?: number;
}

/** Sets a district up, lets people act while things go wrong, then lets peace return and holds everything against the invariants. */
export async function runSeed(seed: number, options: RunOptions = {}): Promise<RunResult> {
  const { households = 5, units = 6, acts = 60 } = options;
  const city = new SimulatedCity(seed);
  await city.start();
  const story = new Story(city);
  await city.time.runUntil(story.setUp({ households, units }));
  await city.time.runFor(5_000);
  city.setFaults(faultsOf(city));
  await city.time.runUntil(story.act(acts), 3_600_000);
  city.setFaults(noFaults);
  // Longer than a digest, a sweep and a lost acknowledgement take.
  await city.time.runFor(240_000);
  const results = await checkSafety(city);
  const broken = results.flatMap(({ id, problems }) =>
    problems.slice(0, 3).map(({ record, what }) => `${id}: ${record} ${what}`),
  );
  const commits = [...city.databases.values()].reduce(
    (sum, database) => sum + database.commits.size,
    0,
  );
  return {
    seed,
    problems: [...city.problems, ...broken, ...findStuck(city)],
    commits,
    crashes: city.crashes,
    answers: story.answers,
  };
}
