import { parseArgs } from 'node:util';
import { EngineProblem } from '@fangpiao/engines';
import { figureTable } from './figures/table.ts';
import { startPlatform } from './platform/platform.ts';
import type { Platform } from './platform/platform.ts';
import { usualPorts } from './platform/ports.ts';
import { createScreen, stopSignal, tellProblem, untilAborted } from './screen.ts';
import { keptSeed, playOnce, usualSeed } from './session.ts';
import { publishedTotals } from './town/published.ts';
import { makeTown } from './town/town.ts';
import { welcome } from './welcome.ts';

/** `npm start [-- --fresh] [--seed N] [--data DIR]`: the platform with the pilot in it, until Ctrl-C. */
const screen = createScreen();
const signal = stopSignal();

process.exitCode = await main().catch((problem: unknown) => tellProblem(screen, problem));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      seed: { type: 'string' },
      data: { type: 'string', default: '.data' },
    },
  });
  const known = values.fresh ? undefined : await keptSeed(values.data);
  const seed = values.seed === undefined ? (known ?? usualSeed) : Number(values.seed);
  if (known !== undefined && known !== seed) {
    throw new EngineProblem('data-folder-in-use', {
      zh: `数据目录里是种子 ${known} 的试点：请去掉 --seed，或加 --fresh 重新开始。`,
      en: `The data folder holds the pilot of seed ${known}: leave out --seed, or begin anew with --fresh.`,
    });
  }
  const town = makeTown({ seed, totals: publishedTotals() });
  const begun = performance.now();
  const platform = await startPlatform({
    dataFolder: values.data,
    fresh: values.fresh,
    ports: usualPorts,
    districts: town.districts.map(({ district }) => district),
    developers: town.developers.map(({ developerId }) => developerId),
    progress: screen.line,
    signal,
  });
  try {
    await Promise.race([show(platform), untilAborted(signal)]);
    await untilAborted(signal);
    screen.line('正在停止 · stopping');
    return 0;
  } finally {
    await platform.stop();
  }

  async function show(running: Platform): Promise<void> {
    const played = await playOnce(running, { town, report: screen.report });
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    console.log(`\n${figureTable(played.figures)}\n`);
    console.log(welcome(running, town));
    console.log(`\n${seconds} s；按 Ctrl-C 停止 · press Ctrl-C to stop`);
  }
}
