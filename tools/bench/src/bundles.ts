import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceNames } from '@fangpiao/engines';
import type { ServiceName } from '@fangpiao/engines';

const repository = join(import.meta.dirname, '..', '..', '..');
const images = join(repository, 'deploy', 'images');

/** Makes one file of each service, as the image does, and tells where they are. */
export async function makeBundles(): Promise<(program: ServiceName | 'town') => string> {
  const folder = join(repository, '.cache', 'bench-bundles');
  await mkdir(folder, { recursive: true });
  const fileOf = (service: string): string => join(folder, `${service}.mjs`);
  const entries = [
    ...serviceNames.map((service) => [service, `apps/${service}/src/main.ts`] as const),
    ['town', 'tools/bench/src/town-service.ts'] as const,
  ];
  const bundle = promisify(execFile);
  await Promise.all(
    entries.map(([name, entry]) =>
      bundle(process.execPath, [join(images, 'bundle.mjs'), fileOf(name), entry], {
        cwd: repository,
      }),
    ),
  );
  return fileOf;
}

/** What the image sets for a service: bounds of its memory, above all. */
export async function imageEnvironment(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(images, 'service.Dockerfile'), 'utf8');
  const set = [...text.matchAll(/^ENV (\w+)="?([^"\n]+)"?$/gm)];
  return Object.fromEntries(set.map(([, name, value]) => [name!, value!]));
}
