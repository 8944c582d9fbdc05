import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EngineProblem, passwordVariable, serviceNames } from '@fangpiao/engines';
import { verify } from '@fangpiao/verify';
import { figureTable } from './figures/table.ts';
import { startPlatform } from './platform/platform.ts';
import type { Platform } from './platform/platform.ts';
import { createScreen, stopSignal, tellProblem, untilAborted } from './screen.ts';
import { playOnce, usualSeed } from './session.ts';
import { publishedTotals } from './town/published.ts';
import { makeTown } from './town/town.ts';

/**
 * `npm run demo -- --json FILE [--seed N]`: the pilot on a fresh platform of its own, beside whatever
 * else runs; the figures and the invariants as data. Exit code 0 only if all agree and hold.
 */
const screen = createScreen();
const signal = stopSignal();

process.exitCode = await main().catch((problem: unknown) => tellProblem(screen, problem));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, seed: { type: 'string' } },
  });
  const begun = performance.now();
  const town = makeTown({ seed: Number(values.seed ?? usualSeed), totals: publishedTotals() });
  const platform = await startPlatform({
    districts: town.districts.map(({ district }) => district),
    developers: town.developers.map(({ developerId }) => developerId),
    progress: screen.line,
    signal,
    logLevel: 'warn',
  });
  try {
    const cancelled = untilAborted(signal).then(() => {
      throw new EngineProblem('cancelled', { zh: '已取消。', en: 'Cancelled.' });
    });
    return await Promise.race([run(platform), cancelled]);
  } finally {
    await platform.stop();
  }

  async function run(running: Platform): Promise<number> {
    const { figures, calls, seconds } = await playOnce(running, { town, report: screen.report });
    console.log(figureTable(figures));
    screen.line(`试点用时 · pilot took ${seconds.toFixed(1)} s, ${calls} calls`);
    const invariants = await checkInvariants(running);
    for (const { id, holds, checked, problems } of invariants) {
      console.log(`${holds ? '✓' : '✗'} ${id} (${checked})`);
      for (const problem of problems.slice(0, 5)) {
        console.log(`    ${problem.record}: ${problem.what}`);
      }
    }
    if (values.json !== undefined) {
      const result = {
        figures: figures.map(({ id, published, measured, unit, source }) => ({
          id,
          published,
          measured,
          unit,
          source,
        })),
        invariants: invariants.map(({ id, holds, checked }) => ({ id, holds, checked })),
        seconds: Math.round((performance.now() - begun) / 100) / 10,
      };
      await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
    }
    const isRight = figures.every(({ agrees }) => agrees) && invariants.every(({ holds }) => holds);
    return isRight ? 0 : 1;
  }
}

function checkInvariants({ engines, mongoUrls }: Platform) {
  const users = serviceNames.map((service) => {
    const pass = engines.environment[passwordVariable(service)] ?? '';
    return [service, { user: service, pass }] as const;
  });
  const natsUsers = Object.fromEntries(users) as Record<
    (typeof serviceNames)[number],
    { user: string; pass: string }
  >;
  return verify({ from: { mongoUrls, natsUrl: engines.natsUrl, natsUsers } });
}
