import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checks } from './checks.ts';
import type { Check } from './checks.ts';
import { endChildrenWithUs } from './run.ts';

/** `npm run check`: every step runs and says in one line how it went; names run only those steps. */
endChildrenWithUs();
process.exitCode = await main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => checks.every((check) => check.name !== name));
  if (unknown !== undefined) {
    console.error(`${unknown}? ${checks.map(({ name }) => name).join(' ')}`);
    return 2;
  }
  const waiting = checks.filter(({ name }) => names.length === 0 || names.includes(name));
  const failed: string[] = [];
  const lanes = Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        if (!(await passes(check))) failed.push(check.name);
      }
    }),
  );
  console.log(failed.length === 0 ? 'check: all passed' : `check: failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

async function passes({ name, what, run }: Check): Promise<boolean> {
  const begun = performance.now();
  const { isGood, output } = await run().catch((problem: unknown) => ({
    isGood: false,
    output: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem),
  }));
  if (!isGood) console.log(output.trimEnd().replaceAll(join(process.cwd(), '/'), ''));
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${what}, ${seconds} s`);
  return isGood;
}
