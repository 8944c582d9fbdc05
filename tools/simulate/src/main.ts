import { parseArgs } from 'node:util';
import { runSeed, type RunResult } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    seed: { type: 'string' },
    acts: { type: 'string' },
    answers: { type: 'boolean', default: false },
  },
});

const first = values.seed === undefined ? 1 : Number(values.seed);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const options = values.acts === undefined ? {} : { acts: Number(values.acts) };
const failed: number[] = [];
const counts = new Map<string, number>();
let commits = 0;

function add(names: Iterable<readonly [string, number]>, prefix: string): void {
  for (const [name, times] of names)
    counts.set(`${prefix}${name}`, (counts.get(`${prefix}${name}`) ?? 0) + times);
}

function take(result: RunResult): void {
  commits += result.commits;
  add(result.troubles, '! ');
  add(result.died, '! died at ');
  if (values.answers) add(result.answers, '');
  if (result.problems.length === 0) return;
  failed.push(result.seed);
  console.log(`种子 · seed ${result.seed}`);
  for (const problem of result.problems.slice(0, 5)) console.log(`  ${problem.slice(0, 400)}`);
}

// Refusals are thrown by the thousand, and nobody reads their stacks.
Error.stackTraceLimit = 4;
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
for (let seed = first; seed < first + count; seed++) take(await runSeed(seed, options));
const seconds = (performance.now() - startedAt) / 1_000;
const cpu = process.cpuUsage(cpuBefore);
const cpuSeconds = (cpu.user + cpu.system) / 1e6;
for (const [name, times] of [...counts].sort())
  console.log(`${String(times).padStart(7)}  ${name}`);
console.log(
  `${count} 个种子 · seeds, ${commits} 次提交 · commits, ${seconds.toFixed(1)} s ` +
    `(CPU ${cpuSeconds.toFixed(1)} s, ${((count / cpuSeconds) * 60).toFixed(0)} 个种子/分钟 · seeds a minute on one core); ` +
    `${failed.length === 0 ? '全部成立 · all hold' : `不成立 · broken: ${failed.join(', ')}`}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
