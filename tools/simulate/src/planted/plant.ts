import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copySources } from './copy.ts';
import { defects, type Defect } from './defects.ts';

export interface Caught {
  readonly defect: Defect;
  /** The seed that turned red, and what it said; or the test; or nothing. */
  readonly by: string;
  readonly said: string;
}

/** The text of a file with the defect in it. Throws when what is to be replaced is not there exactly once. */
export function withDefect(text: string, { find, replace, file }: Defect['edits'][number]): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(`${file}: ${parts.length - 1} places instead of one for: ${find}`);
  return parts.join(replace);
}

/** Plants each defect in a copy of the sources, and says which seed, or else which test, turns red. */
export function* plantAll(options: {
  readonly repository: string;
  readonly seeds: number;
  readonly only?: string;
}): Iterable<Caught> {
  const copy = copySources(options.repository);
  try {
    for (const defect of defects) {
      if (options.only !== undefined && options.only !== defect.id) continue;
      yield plantOne(defect, copy, options.seeds);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function plantOne(defect: Defect, copy: string, seeds: number): Caught {
  const before = new Map<string, string>();
  for (const edit of defect.edits) {
    const path = join(copy, edit.file);
    const text = readFileSync(path, 'utf8');
    if (!before.has(path)) before.set(path, text);
    writeFileSync(path, withDefect(text, edit));
  }
  try {
    return simulated(defect, copy, seeds) ?? tested(defect, copy);
  } finally {
    for (const [path, text] of before) writeFileSync(path, text);
  }
}

function simulated(defect: Defect, copy: string, seeds: number): Caught | undefined {
  const main = join(copy, 'tools/simulate/src/main.ts');
  const args = [main, '--seeds', String(seeds), '--until-broken'];
  const { stdout, stderr } = run(copy, args);
  const [, seed, said] = /种子 · seed (\d+)\n {2}(?:\S+Z )?(.*)/.exec(stdout) ?? [];
  if (seed !== undefined && said !== undefined) return { defect, by: `seed ${seed}`, said };
  if (/seeds a minute/.test(stdout)) return undefined;
  // It could not even run: that is no proof that anybody would have noticed.
  throw new Error(
    `with ${defect.id} the simulation did not run to its end: ${stderr.slice(0, 2_000)}`,
  );
}

function tested(defect: Defect, copy: string): Caught {
  const jest = join(copy, 'node_modules/jest/bin/jest.js');
  const { stderr } = run(copy, [jest, '--selectProjects', 'fast', '--cache=false', defect.test]);
  const failed = /● (.*)/.exec(stderr)?.[1];
  return failed === undefined
    ? { defect, by: 'nothing', said: '' }
    : { defect, by: defect.test, said: failed };
}

function run(cwd: string, args: readonly string[]): { stdout: string; stderr: string } {
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: 600_000,
  });
  return { stdout, stderr };
}
