import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';

const noticed: readonly string[] = ['Killed', 'Timeout'];
const unnoticed: readonly string[] = ['Survived', 'NoCoverage'];

type Score = { noticed: number; unnoticed: number };

/** One line a folder and one for all: what was noticed of what was changed. */
export function scoresByFolder(results: readonly MutantResult[], sources: string): string[] {
  const scores = new Map<string, Score>();
  const all: Score = { noticed: 0, unnoticed: 0 };
  for (const { fileName, status } of results) {
    const [folder = '', file] = relative(sources, relativeName(fileName, sources)).split('/');
    const name = file === undefined ? '.' : folder;
    const score = scores.get(name) ?? { noticed: 0, unnoticed: 0 };
    scores.set(name, score);
    for (const each of [score, all]) {
      if (noticed.includes(status)) each.noticed += 1;
      if (unnoticed.includes(status)) each.unnoticed += 1;
    }
  }
  const rows = [...scores].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...rows, ['all', all] as const].map(([name, score]) => {
    const total = score.noticed + score.unnoticed;
    const percent = total === 0 ? '–' : `${((100 * score.noticed) / total).toFixed(2)} %`;
    return `${name.padEnd(10)} ${percent.padStart(9)}  ${score.noticed} of ${total}`;
  });
}

/** Every change that no test noticed, as one would write it in a review. */
export function writeSurvivors(results: readonly MutantResult[], file: string): void {
  const lines = results
    .filter(({ status }) => unnoticed.includes(status))
    .map(({ fileName, location, mutatorName, replacement, status, coveredBy }) => {
      const where = `${fileName}:${location.start.line}:${location.start.column}`;
      const by = status === 'NoCoverage' ? 'no test' : `${coveredBy?.length ?? 0} tests`;
      return `${where} ${mutatorName} (${by}) → ${(replacement ?? '').replaceAll(/\s+/g, ' ')}`;
    });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

function relativeName(fileName: string, sources: string): string {
  const start = fileName.indexOf(sources);
  return start < 0 ? fileName : fileName.slice(start);
}
