import type { InvariantResult } from './check.ts';
import { allChecks } from './checks/index.ts';
import { readAll } from './read-all.ts';
import { EnginesSource, type Addresses } from './source/engines-source.ts';
import type { Source } from './source/shapes.ts';

export interface VerifyOptions {
  /** Where the data lies, or a source that is open already. */
  readonly from: Addresses | Source;
  /** Commits younger than this may still be on their way. */
  readonly graceMillis?: number;
  /** False when the bus need not hold what was published: then the mirrors alone count. */
  readonly bus?: boolean;
}

/** Commits younger than this are not yet expected everywhere. */
export const usualGraceMillis = 15_000;

/**
 * Holds everything that is stored against everything that must never happen. While the platform runs, two databases
 * are not read at one instant: a problem counts when it is still there on a second reading after the grace period.
 */
export async function verify(options: VerifyOptions): Promise<InvariantResult[]> {
  const { from, graceMillis = usualGraceMillis, bus = true } = options;
  const how = { graceMillis, bus };
  if (isSource(from)) return settled(from, how);
  const source = await EnginesSource.connect(from);
  try {
    return await settled(source, how);
  } finally {
    await source.close();
  }
}

function isSource(from: Addresses | Source): from is Source {
  return 'commits' in from;
}

interface How {
  readonly graceMillis: number;
  readonly bus: boolean;
}

async function settled(source: Source, how: How): Promise<InvariantResult[]> {
  const { graceMillis } = how;
  const movingSince = source.now() - graceMillis;
  const first = await readOnce(source, how);
  if (first.results.every(({ holds }) => holds)) return first.results;
  if (first.newestCommit < movingSince) return first.results;
  await new Promise((resolve) => setTimeout(resolve, graceMillis));
  const second = await readOnce(source, how);
  return second.results.map((result) => {
    const earlier = first.results.find(({ id }) => id === result.id)?.problems ?? [];
    const problems = result.problems.filter(({ record }) =>
      earlier.some((problem) => problem.record === record),
    );
    return { ...result, problems, found: problems.length, holds: problems.length === 0 };
  });
}

function readOnce(source: Source, { graceMillis, bus }: How): ReturnType<typeof readAll> {
  return readAll(source, allChecks({ now: source.now(), graceMillis }, { bus }));
}
