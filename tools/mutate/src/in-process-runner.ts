import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import type { InstrumenterContext, MutantCoverage } from '@stryker-mutator/api/core';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import type {
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
} from '@stryker-mutator/api/test-runner';
import { bundleSpecs } from './bundle.ts';
import type { Bundle, Loaders } from './bundle.ts';
import { policyFolder } from './folders.ts';
import { gatherTests } from './specs.ts';
import type { Test } from './specs.ts';

/** Where mutated code asks which mutant is active and notes what it reached. */
type Switchboard = { [Field in keyof InstrumenterContext]: InstrumenterContext[Field] | undefined };

/**
 * Runs the specs inside Stryker's own process. Jest builds its module registry anew for every file
 * and mutant, seconds each; here a mutant costs the evaluation of one script and the tests that
 * reach it, the quickest first, until one fails.
 *
 * Everything is loaded afresh under the active mutant, so nothing that another mutant made stays in
 * a cache, and code that runs while modules load is judged like any other. To learn what each test
 * reaches, every spec gets modules of its own; under a mutant the specs share them.
 */
class InProcessRunner implements TestRunner {
  readonly #folder: string;
  readonly #stryker: Switchboard;
  #bundle: Bundle | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    const global = globalThis as { __stryker__?: Switchboard };
    this.#stryker = global.__stryker__ ??= {};
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    steadyChance();
    this.#bundle = await bundleSpecs(this.#folder);
  }

  async dryRun(): Promise<DryRunResult> {
    const coverage: MutantCoverage = { static: {}, perTest: {} };
    this.#stryker.mutantCoverage = coverage;
    const tests: TestResult[] = [];
    for (const spec of this.#specs()) {
      this.#stryker.currentTestId = spec;
      const gathered = gatherTests(spec, evaluated(this.#bundle));
      const whileLoading = coverage.perTest[spec] ?? {};
      delete coverage.perTest[spec];
      for (const test of gathered) {
        this.#stryker.currentTestId = test.id;
        coverage.perTest[test.id] = { ...whileLoading };
        tests.push(await this.#result(test, spec));
      }
    }
    this.#stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: coverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit } = options;
    this.#stryker.activeMutant = activeMutant.id;
    this.#stryker.hitCount = hitLimit === undefined ? undefined : 0;
    this.#stryker.hitLimit = hitLimit;
    this.#stryker.mutantCoverage = { static: {}, perTest: {} };
    try {
      const specs = this.#specsFor({ file: activeMutant.fileName, wanted: testFilter });
      return await this.#judge(specs, testFilter && new Set(testFilter));
    } finally {
      this.#stryker.activeMutant = undefined;
    }
  }

  async #judge(
    specs: readonly string[],
    wanted: ReadonlySet<string> | undefined,
  ): Promise<MutantRunResult> {
    let nrOfTests = 0;
    const loaders = evaluated(this.#bundle);
    for (const spec of specs) {
      let failure: { killedBy: string; failureMessage: string } | undefined;
      try {
        for (const test of gatherTests(spec, loaders)) {
          if (wanted && !wanted.has(test.id)) continue;
          nrOfTests += 1;
          const failureMessage = await failureOf(test);
          if (failureMessage === undefined) continue;
          failure = { killedBy: test.id, failureMessage };
          break;
        }
      } catch (problem) {
        failure = { killedBy: firstOf(wanted, spec), failureMessage: String(problem) };
      }
      const timeout = determineHitLimitReached(this.#stryker.hitCount, this.#stryker.hitLimit);
      if (timeout) return { status: MutantRunStatus.Timeout };
      if (failure) {
        const { killedBy, failureMessage } = failure;
        return { status: MutantRunStatus.Killed, killedBy: [killedBy], failureMessage, nrOfTests };
      }
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  #specs(): readonly string[] {
    return this.#bundle?.specs ?? [];
  }

  async #result(test: Test, spec: string): Promise<TestResult> {
    const begun = performance.now();
    const failureMessage = await failureOf(test);
    const timeSpentMs = performance.now() - begun;
    const common = { id: test.id, name: test.id, timeSpentMs, fileName: join(this.#folder, spec) };
    return failureMessage === undefined
      ? { ...common, status: TestStatus.Success }
      : { ...common, status: TestStatus.Failed, failureMessage };
  }

  /** The specs that reach a file: first its own, then those beside it; generated cases last. */
  #specsFor(of: { file: string; wanted: readonly string[] | undefined }): string[] {
    const { file, wanted } = of;
    const weight = (spec: string): number => {
      if (file.endsWith(spec.replace('.spec.ts', '.ts'))) return 0;
      if (dirname(file).endsWith(dirname(spec))) return 1;
      if (spec.includes('examples')) return 2;
      return /propert|reference/.test(spec) ? 4 : 3;
    };
    return this.#specs()
      .filter((spec) => !wanted || wanted.some((id) => id.startsWith(`${spec} › `)))
      .sort((a, b) => weight(a) - weight(b));
  }
}

function firstOf(wanted: ReadonlySet<string> | undefined, spec: string): string {
  return [...(wanted ?? [])].find((id) => id.startsWith(spec)) ?? spec;
}

async function failureOf(test: Test): Promise<string | undefined> {
  try {
    await test.run();
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}

/** Modules may fail to load under a mutant: then each of its specs fails. */
function evaluated(bundle: Bundle | undefined): Loaders {
  return bundle?.evaluate() ?? {};
}

/** The same generated cases for every mutant, and no search for a smaller one. */
function steadyChance(): void {
  const require = createRequire(import.meta.url);
  const { configureGlobal } = require('fast-check') as typeof import('fast-check');
  configureGlobal({ seed: 20_260_301, endOnFailure: true });
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', makeRunner),
];

/** A worker stands in its sandbox, which has the folders of the repository. */
function makeRunner(): TestRunner {
  return new InProcessRunner(join(process.cwd(), policyFolder));
}
makeRunner.inject = tokens();
