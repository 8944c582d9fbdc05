import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readExamples } from '@fangpiao/policy';
import type { ExampleFile } from '@fangpiao/policy';

/** All files in folders named `examples` below a folder. */
export function examplesIn(folder: string): (ExampleFile & { file: string })[] {
  return filesIn(folder, false).map((file) => {
    try {
      return { file, ...readExamples(parse(readFileSync(file, 'utf8'))) };
    } catch (problem) {
      throw new Error(`${file}: ${(problem as Error).message}`, { cause: problem });
    }
  });
}

function filesIn(folder: string, isExamples: boolean): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path, entry.name === 'examples');
      return isExamples && /\.ya?ml$/.test(entry.name) ? [path] : [];
    })
    .sort();
}
