import { EngineProblem, startEngines } from '@fangpiao/engines';
import { isGreen, runHalf, totalOf } from './halves.ts';
import type { Count, Half } from './halves.ts';
import { endChildrenWithUs } from './run.ts';

/** `npm test`: both halves, or the one that is named; further arguments go to jest. */
endChildrenWithUs();
process.exitCode = await main(process.argv.slice(2)).catch((problem: unknown) => {
  if (!(problem instanceof EngineProblem)) throw problem;
  if (problem.details !== '') say(problem.details);
  say(problem.zh);
  say(problem.en);
  return 1;
});

async function main(args: string[]): Promise<number> {
  const [first] = args;
  const only: Half | undefined = first === 'fast' || first === 'real' ? first : undefined;
  const jestArguments = only === undefined ? args : args.slice(1);
  const halves: readonly Half[] = only === undefined ? ['fast', 'real'] : [only];
  if (halves.includes('real')) await tryEngines();
  const counts: Count[] = [];
  for (const half of halves) {
    const begun = performance.now();
    const count = await runHalf(half, jestArguments);
    counts.push(count);
    say(`${half}: ${wordsOf(count)}, ${Math.round((performance.now() - begun) / 1000)} s`);
    if (process.exitCode === 130) break;
  }
  const total = totalOf(counts);
  if (total.skipped > 0) say(`skipped: ${total.skipped}`);
  console.log(wordsOf(total));
  return process.exitCode === 130 ? 130 : isGreen(total) ? 0 : 1;
}

/**
 * Makes the engines ready where everybody sees it, and starts them once, so that a machine on which
 * they do not run says so in one sentence. Each file of the real half then starts its own: two
 * seconds a file, and no file finds another one's messages on the bus.
 */
async function tryEngines(): Promise<void> {
  const begun = performance.now();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interrupted.abort());
  }
  const engines = await startEngines({ progress: say, signal: interrupted.signal });
  await engines.stop();
  say(
    `${engines.mongoKind} · ${engines.natsKind}, ${Math.round((performance.now() - begun) / 1000)} s`,
  );
}

function wordsOf({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
