import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { PartialStrykerOptions } from '@stryker-mutator/api/core';
import { cacheFolder, policyFolder, repositoryFolder } from './folders.ts';
import { scoresByFolder, writeSurvivors } from './scores.ts';

/**
 * `npm run mutate [-- FOLDER|FILE …]`: changes the policy engine in every small way and looks whether
 * a test notices. Paths are below libs/policy/src: `engine`, `load/merge.ts`.
 */
const sources = join(policyFolder, 'src');
const fewerGeneratedCases = '30';

process.exitCode = await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<number> {
  process.chdir(repositoryFolder);
  const unknown = wanted.find((each) => !existsSync(join(sources, each)));
  if (unknown !== undefined) {
    console.error(`${unknown}? ${sources} 下没有 · not below ${sources}`);
    return 2;
  }
  process.env.POLICY_RUNS ??= fewerGeneratedCases;
  const results = await new Stryker(optionsFor(wanted)).runMutationTest();
  for (const line of scoresByFolder(results, sources)) console.log(line);
  const survivors = join(cacheFolder, 'survivors.txt');
  writeSurvivors(results, survivors);
  console.log(relative(repositoryFolder, survivors));
  return 0;
}

function optionsFor(wanted: readonly string[]): PartialStrykerOptions {
  const patterns = wanted.length === 0 ? ['**/*.ts'] : wanted.map(patternOf);
  return {
    mutate: [
      ...patterns.map((each) => join(sources, each)),
      `!${sources}/**/*.spec.ts`,
      // Generated from the packs, which the examples judge.
      `!${sources}/bundled-packs.ts`,
    ],
    // The sandbox holds what the specs need; the rest they find above it.
    ignorePatterns: ['**', `!${policyFolder}/**`, '!libs/values/**'],
    plugins: ['in-process-runner.ts', 'wording.ts'].map((each) => join(import.meta.dirname, each)),
    testRunner: 'in-process',
    ignorers: ['wording'],
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.MUTATE_CONCURRENCY ?? 2),
    // A loop without end is noticed by counting; time is for what cannot be counted.
    timeoutMS: 120_000,
    incremental: true,
    incrementalFile: join(cacheFolder, 'incremental.json'),
    tempDirName: join(cacheFolder, 'sandbox'),
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName: join(cacheFolder, 'report.json') },
    disableTypeChecks: false,
    allowConsoleColors: false,
  };
}

function patternOf(path: string): string {
  return path.endsWith('.ts') ? path : join(path, '**/*.ts');
}
