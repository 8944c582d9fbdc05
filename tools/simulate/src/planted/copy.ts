import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Folders of sources, and the files beside them that the tests need. */
const kept = [
  'apps',
  'libs',
  'tools',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'jest.config.mjs',
];
const workspaces = ['apps', 'libs', 'tools'];

/**
 * A copy of the sources in which something may be broken, with the installed packages of this one. Our own packages are
 * linked to the copy, so that nothing of the original is used by mistake.
 */
export function copySources(repository: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'fangpiao-planted-'));
  for (const name of kept)
    cpSync(join(repository, name), join(copy, name), {
      recursive: true,
      filter: (path) => basename(path) !== 'node_modules' && basename(path) !== 'dist',
    });
  const installed = join(repository, 'node_modules');
  mkdirSync(join(copy, 'node_modules', '@fangpiao'), { recursive: true });
  for (const name of readdirSync(installed))
    if (name !== '@fangpiao') symlinkSync(join(installed, name), join(copy, 'node_modules', name));
  for (const folder of workspaces)
    for (const name of readdirSync(join(copy, folder))) {
      const own = packageName(join(copy, folder, name));
      if (own) symlinkSync(join(copy, folder, name), join(copy, 'node_modules', own));
    }
  return copy;
}

function packageName(folder: string): string | undefined {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string;
    };
    return name;
  } catch {
    return undefined;
  }
}
