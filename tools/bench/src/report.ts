import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Figure } from './figure.ts';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'bench.md');
const begin = '<!-- measured by `npm run bench` -->';
const end = '<!-- end of what was measured -->';

export interface Surroundings {
  readonly mongoKind: string;
  readonly natsKind: string;
  readonly rounds: number;
  readonly pilots: number;
  /** Processes that wanted the processor on average, before and after. */
  readonly loads: readonly [before: number, after: number];
}

/** Replaces the measured part of docs/bench.md; what limits each figure is written by hand below it. */
export async function writeReport(figures: readonly Figure[], around: Surroundings): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [head] = text.split(begin);
  const [, tail = ''] = text.split(end);
  const written = `${head}${begin}\n\n${measured(figures, around)}\n${end}${tail}`;
  const style = await resolveConfig(file);
  await writeFile(file, await format(written, { ...style, parser: 'markdown' }));
}

export function currentLoad(): number {
  return Math.round(loadavg()[0]! * 10) / 10;
}

function measured(figures: readonly Figure[], around: Surroundings): string {
  const { mongoKind, natsKind, rounds, pilots, loads } = around;
  const processors = cpus();
  const machine =
    `${processors.length} cores of ${processors[0]?.model ?? 'an unknown processor'}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GB; load average ${loads[0]} before, ${loads[1]} after`;
  const versions = `Node ${process.versions.node}; ${mongoKind}; ${natsKind}`;
  const rows = figures.map(({ id, value, goal, holds, seen }) => {
    const sign = ['pilot-seconds', 'documents-per-command', 'resident-mb'].includes(id) ? '≤' : '≥';
    return `| \`${id}\` | ${value} | ${sign} ${goal} | ${holds ? 'yes' : 'no'} | ${seen} |`;
  });
  const costs = figures.flatMap(({ id, microsEach }) =>
    microsEach ? [`- \`${id}\`: ${each(microsEach)}`] : [],
  );
  return [
    `${machine}. ${versions}. Medians of ${rounds}, the pilot of ${pilots}; load generator, services, database and bus on the same cores.`,
    '',
    '| figure | measured | goal | holds | seen |',
    '| ------ | -------- | ---- | ----- | ---- |',
    ...rows,
    '',
    'Microseconds of processor time one operation cost, by process (median round):',
    '',
    ...costs,
    '',
  ].join('\n');
}

function each(micros: Readonly<Record<string, number>>): string {
  return Object.entries(micros)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
