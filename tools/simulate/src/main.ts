import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { plantAll } from './planted/plant.ts';
import { Tally } from './tally.ts';
import { runSeed } from './run.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    acts: { type: 'string' },
    answers: { type: 'boolean', default: false },
    'until-broken': { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

if (values.planted) showPlanted();
else await simulate();

async function simulate(): Promise<void> {
  const first = Number(values.seed ?? values.from ?? 1);
  const count = values.seed === undefined ? Number(values.seeds ?? 50) : 1;
  const options = values.acts === undefined ? {} : { acts: Number(values.acts) };
  // Refusals are thrown by the thousand, and nobody reads their stacks.
  Error.stackTraceLimit = 4;
  const tally = new Tally({ answers: values.answers });
  for (let seed = first; seed < first + count; seed++) {
    tally.take(await runSeed(seed, options));
    if (values['until-broken'] && tally.failed.length > 0) break;
  }
  tally.show();
  process.exitCode = tally.failed.length === 0 ? 0 : 1;
}

/** The table of docs/reliability.md: exit 0 only if every planted defect was caught. */
function showPlanted(): void {
  const repository = resolve(import.meta.dirname, '../../..');
  const seeds = Number(values.seeds ?? 100);
  let missed = 0;
  console.log('| 缺陷 · defect | 由谁发现 · caught by | 说了什么 · what it said |');
  console.log('| --- | --- | --- |');
  const only = values.only === undefined ? {} : { only: values.only };
  for (const { defect, by, said } of plantAll({ repository, seeds, ...only })) {
    if (by === 'nothing') missed++;
    const what = said.replaceAll('|', '\\|').slice(0, 160);
    console.log(`| ${defect.zh} · ${defect.en} | ${by} | ${what} |`);
  }
  process.exitCode = missed === 0 ? 0 : 1;
}
