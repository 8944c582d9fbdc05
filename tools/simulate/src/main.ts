import { parseArgs } from 'node:util';
import { runSeed } from './run.ts';

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
const startedAt = performance.now();
const answers = new Map<string, number>();
const failed: number[] = [];
let commits = 0;
let crashes = 0;
for (let seed = first; seed < first + count; seed++) {
  const result = await runSeed(seed, options);
  commits += result.commits;
  crashes += result.crashes;
  for (const [name, times] of result.answers) answers.set(name, (answers.get(name) ?? 0) + times);
  if (result.problems.length === 0) continue;
  failed.push(seed);
  console.log(`种子 · seed ${seed}`);
  for (const problem of result.problems.slice(0, 12)) console.log(`  ${problem}`);
}
if (values.answers)
  for (const [name, times] of [...answers].sort())
    console.log(`${String(times).padStart(7)}  ${name}`);
const seconds = (performance.now() - startedAt) / 1_000;
console.log(
  `${count} 个种子 · seeds, ${commits} 次提交 · commits, ${crashes} 次崩溃 · crashes, ${seconds.toFixed(1)} s; ` +
    `${failed.length === 0 ? '全部成立 · all hold' : `不成立 · broken: ${failed.join(', ')}`}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
