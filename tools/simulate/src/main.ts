import { resolve } from 'node:path';
import { readArguments, usage, WrongArgument, type Arguments } from './arguments.ts';
import { defects } from './planted/defects.ts';
import { plantAll } from './planted/plant.ts';
import { Tally } from './tally.ts';
import { runSeed } from './run.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const said = readArguments(process.argv.slice(2));
    return said.planted ? showPlanted(said) : await simulate(said);
  } catch (problem) {
    if (!(problem instanceof WrongArgument)) throw problem;
    console.error(`${problem.message}\n\n${usage}`);
    return 2;
  }
}

async function simulate({ first, count, acts, ...said }: Arguments): Promise<number> {
  // Refusals are thrown by the thousand, and nobody reads their stacks.
  Error.stackTraceLimit = 4;
  const tally = new Tally({ answers: said.answers });
  for (let seed = first; seed < first + count; seed++) {
    tally.take(await runSeed(seed, acts === undefined ? {} : { acts }));
    if (said.untilBroken && tally.failed.length > 0) break;
  }
  tally.show();
  return tally.failed.length === 0 ? 0 : 1;
}

/** The table of docs/reliability.md: exit 0 only if every planted defect was caught. */
function showPlanted({ count, only }: Arguments): number {
  const ids = defects.map(({ id }) => id);
  if (only !== undefined && !ids.includes(only))
    throw new WrongArgument(`没有此缺陷 · no such defect: ${only} (${ids.join(', ')})`);
  const repository = resolve(import.meta.dirname, '../../..');
  let missed = 0;
  console.log('| 缺陷 · defect | 由谁发现 · caught by | 说了什么 · what it said |');
  console.log('| --- | --- | --- |');
  const which = only === undefined ? {} : { only };
  for (const { defect, by, said } of plantAll({ repository, seeds: count, ...which })) {
    if (by === 'nothing') missed++;
    const what = said.replaceAll('|', '\\|').slice(0, 160);
    console.log(`| ${defect.zh} · ${defect.en} | ${by} | ${what} |`);
  }
  return missed === 0 ? 0 : 1;
}
