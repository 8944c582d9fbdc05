import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, repositoryFolder, run } from './run.ts';

/** `fast`: pure code and the memory engines. `real`: real servers and real processes. */
export type Half = 'fast' | 'real';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothingRan: Count = { passed: 0, failed: 0, skipped: 0 };

/**
 * The real half runs one file at a time: each starts a database and a bus of its own, and with two
 * cores two such files at once only make each other's waits longer.
 */
const workers: Readonly<Record<Half, string>> = { fast: '2', real: '1' };

/** Runs one half in a process of its own and counts; what jest says goes to the terminal. */
export async function runHalf(half: Half, jestArguments: readonly string[]): Promise<Count> {
  const report = join(cacheFolder, `testrun-${half}.json`);
  await mkdir(cacheFolder, { recursive: true });
  await rm(report, { force: true });
  const code = await run(process.execPath, [
    join(repositoryFolder, 'node_modules/jest/bin/jest.js'),
    `--selectProjects=${half}`,
    '--json',
    `--outputFile=${report}`,
    '--passWithNoTests',
    // A real file that failed may leave connections open; the count must come all the same.
    ...(half === 'real' ? ['--forceExit'] : []),
    `--maxWorkers=${workers[half]}`,
    ...jestArguments,
  ]);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  const count = text === undefined ? nothingRan : countOf(JSON.parse(text) as JestReport);
  // A run that failed without a failed test (a coverage threshold, a crash of jest) is a failure too.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** The part of jest's own report that is counted. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not be run at all; none of their tests is among the failed. */
  readonly numRuntimeErrorTestSuites: number;
}

export function countOf(report: JestReport): Count {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function totalOf(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    nothingRan,
  );
}

/** Nothing failed is not enough: something must have run. */
export function isGreen({ passed, failed }: Count): boolean {
  return failed === 0 && passed > 0;
}
