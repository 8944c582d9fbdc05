import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceNames } from '@fangpiao/engines';
import type { ServiceName } from '@fangpiao/engines';
import { build } from 'esbuild';

const repository = join(import.meta.dirname, '..', '..', '..');

/** What the image gives Node (deploy/images/service.Dockerfile). */
export const imageOptions = ['--max-old-space-size=256', '--max-semi-space-size=8'] as const;

/** Makes one file of each service, as the image does (deploy/images), and tells where they are. */
export async function makeBundles(): Promise<(program: ServiceName | 'town') => string> {
  const folder = join(repository, '.cache', 'bench-bundles');
  await mkdir(folder, { recursive: true });
  const fileOf = (service: string): string => join(folder, `${service}.mjs`);
  const entries = [
    ...serviceNames.map((service) => [service, `apps/${service}/src/main.ts`] as const),
    ['town', 'tools/bench/src/town-service.ts'] as const,
  ];
  await Promise.all(
    entries.map(([name, entry]) =>
      build({
        entryPoints: [join(repository, entry)],
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'esm',
        sourcemap: true,
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
        outfile: fileOf(name),
        logLevel: 'error',
      }),
    ),
  );
  return fileOf;
}
