import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ensureEngines } from '@fangpiao/engines';
import { makeBundles } from './bundles.ts';
import type { Figure } from './figure.ts';
import { measureHotStream } from './measure-chassis.ts';
import { measureIssue } from './measure-issue.ts';
import { pilotFigures, playPilotOnce } from './measure-pilot.ts';
import type { PilotRun } from './measure-pilot.ts';
import { currentLoad, writeReport } from './report.ts';

/** `npm run bench [-- --json FILE] [--rounds N] [--scale X]`: all six figures in one run. */
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    /** The pilot takes minutes on a busy machine. */
    pilots: { type: 'string', default: '3' },
    /** Part of the usual number of operations, for a quick look; what is measured so is not written down. */
    scale: { type: 'string', default: '1' },
  },
});
const rounds = Number(options.rounds);
const pilots = Number(options.pilots);
const scale = Number(options.scale);
const progress = (line: string): void => console.error(line);

const loadBefore = currentLoad();
const { mongoKind, natsKind } = await ensureEngines({ progress });
const bundle = await makeBundles();
const hot = await measureHotStream({ program: bundle('town'), rounds, scale, progress });
const issue = await measureIssue({ bundle, rounds, scale, progress });
const runs: PilotRun[] = [];
for (let round = 0; round < pilots; round++) {
  runs.push(await playPilotOnce({ bundle, progress }));
  progress(`pilot ${JSON.stringify(runs.at(-1))}`);
}
const figures: Figure[] = [...issue, hot, ...pilotFigures(runs)];
for (const figure of figures) console.log(JSON.stringify(figure));
if (options.json !== undefined)
  await writeFile(options.json, `${JSON.stringify({ figures }, undefined, 2)}\n`);
if (scale === 1) {
  const loads = [loadBefore, currentLoad()] as const;
  await writeReport(figures, { mongoKind, natsKind, rounds, pilots, loads });
}
const isRight = figures.every(({ holds }) => holds) && runs.every(({ allAgree }) => allAgree);
process.exitCode = isRight ? 0 : 1;
