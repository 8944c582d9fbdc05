import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFile, bundleText } from '@fangpiao/policy-tool';
import { problemsOfDocuments } from './documents.ts';
import { comparePublished } from './published-contracts.ts';
import { cacheFolder, repositoryFolder, runQuietly } from './run.ts';

export interface Check {
  readonly name: string;
  readonly what: string;
  run(): Promise<{ readonly isGood: boolean; readonly output: string }>;
}

const modules = join(repositoryFolder, 'node_modules');
const program = {
  tsc: join(modules, 'typescript/bin/tsc'),
  nx: join(modules, 'nx/dist/bin/nx.js'),
  eslint: join(modules, 'eslint/bin/eslint.js'),
  prettier: join(modules, 'prettier/bin/prettier.cjs'),
};

/** What `npm run check` looks at; the slow ones first. */
export const checks: readonly Check[] = [
  { name: 'lint', what: 'code rules and import boundaries', run: lint },
  {
    name: 'types',
    what: 'the type checker',
    run: () => ofProgram(program.tsc, ['--incremental', '--tsBuildInfoFile', typesFile]),
  },
  {
    name: 'format',
    what: 'formatting',
    run: () => ofProgram(program.prettier, ['--check', '--log-level', 'warn', '.']),
  },
  { name: 'contracts', what: 'nothing published is broken', run: compatibility },
  { name: 'documents', what: 'OpenAPI and AsyncAPI are valid', run: documents },
  {
    name: 'accounts',
    what: 'the bus accounts are those of the table',
    run: () => ofProgram('tools/engines/src/main.ts', ['nats-accounts', '--check']),
  },
  { name: 'packs', what: 'the bundled policy packs are those of the folder', run: packs },
];

const typesFile = join(cacheFolder, 'types.tsbuildinfo');

async function ofProgram(file: string, args: readonly string[]) {
  const { code, output } = await runQuietly(process.execPath, [file, ...args]);
  return { isGood: code === 0, output };
}

/** The boundary rule reads the project graph from nx's cache and is silent without it: it is made first. */
export async function lint() {
  const graph = await ofProgram(program.nx, ['show', 'projects']);
  if (!graph.isGood) return graph;
  return ofProgram(program.eslint, ['.', '--max-warnings', '0']);
}

async function compatibility() {
  const { changes, version } = await comparePublished();
  const breaks = changes.filter(({ isBreak }) => isBreak);
  return {
    isGood: version > 0 && breaks.length === 0,
    output:
      version === 0
        ? 'nothing is published: npm run contracts -- publish'
        : breaks.map(({ path, what }) => `${path} ${what}`).join('\n'),
  };
}

async function documents() {
  const problems = await problemsOfDocuments();
  return { isGood: problems.length === 0, output: problems.join('\n') };
}

async function packs() {
  const isGood = (await readFile(bundleFile, 'utf8')) === bundleText();
  return { isGood, output: 'npm run policy -- bundle' };
}
