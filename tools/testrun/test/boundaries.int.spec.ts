import { join } from 'node:path';
import { runQuietly } from '../src/run.ts';

jest.setTimeout(120_000);

const inDomain = 'apps/listings/src/domain/planted.ts';
const boundary = /enforce-module-boundaries/;
const importOf = (name: string): string => `import { x } from '${name}';\nexport const y = x;\n`;

/** What must be red wherever it is written, and its neighbour that must not be. */
const planted: readonly [what: string, file: string, text: string, red: RegExp | undefined][] = [
  [
    'a service importing a service',
    'apps/listings/src/planted.ts',
    importOf('@fangpiao/vouchers/compose'),
    boundary,
  ],
  [
    'a service importing a service by path',
    'apps/listings/src/planted.ts',
    importOf('../../vouchers/src/compose.ts'),
    boundary,
  ],
  [
    'a service importing a tool',
    'apps/listings/src/planted.ts',
    importOf('@fangpiao/engines'),
    boundary,
  ],
  [
    'a service importing the chassis',
    'apps/listings/src/planted.ts',
    importOf('@fangpiao/chassis'),
    undefined,
  ],
  [
    'values importing anything',
    'libs/values/src/planted.ts',
    importOf('@fangpiao/contracts'),
    boundary,
  ],
  [
    'policy importing contracts',
    'libs/policy/src/planted.ts',
    importOf('@fangpiao/contracts'),
    boundary,
  ],
  [
    'policy importing values',
    'libs/policy/src/planted.ts',
    importOf('@fangpiao/values'),
    undefined,
  ],
  [
    'the chassis importing policy',
    'libs/chassis/src/planted.ts',
    importOf('@fangpiao/policy'),
    boundary,
  ],
  [
    'a program importing what is for tests',
    'apps/listings/src/planted.ts',
    importOf('@fangpiao/testing'),
    /imported from tests only/,
  ],
  [
    'a test importing what is for tests',
    'apps/listings/test/planted.spec.ts',
    importOf('@fangpiao/testing'),
    undefined,
  ],
  ['domain code doing I/O', inDomain, importOf('node:fs'), /no I\/O/],
  ['domain code importing a command', inDomain, importOf('../commands/reserve-unit.ts'), /no I\/O/],
  ['domain code reading the clock', inDomain, 'export const now = Date.now();\n', /clock port/],
  [
    'domain code throwing dice',
    inDomain,
    'export const dice = Math.random();\n',
    /Chance is a port/,
  ],
];

let found: string[][];

beforeAll(async () => {
  // The boundary rule reads the project graph from nx's cache and says nothing without it.
  await runQuietly(process.execPath, [
    join('node_modules', 'nx', 'dist', 'bin', 'nx.js'),
    'show',
    'projects',
  ]);
  const texts = planted.map(([, file, text]) => ({ file, text }));
  const { output, code } = await runQuietly(process.execPath, [
    join(__dirname, 'planted.mjs'),
    JSON.stringify(texts),
  ]);
  if (code !== 0) throw new Error(output);
  found = JSON.parse(output.slice(output.lastIndexOf('\n[[') + 1)) as string[][];
});

it.each(planted.map(([what, , , red], at) => ({ what, red, at })))('$what: $red', ({ red, at }) => {
  if (red === undefined) expect(found[at]).toEqual([]);
  else expect(found[at]?.join('\n')).toMatch(red);
});
