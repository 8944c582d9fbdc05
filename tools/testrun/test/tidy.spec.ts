import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../../..');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(repository, file)));
const isText = (file: string): boolean => !/\.(png|jpg|woff2?|ttf|pdf|gz)$/.test(file);
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

/** The top folders and those directly below them; names with a dot are for programs. */
const entered = [
  ...new Set(
    tracked
      .filter((file) => !file.startsWith('.'))
      .flatMap((file) => {
        const parts = file.split('/').slice(0, -1);
        return [parts.slice(0, 1), parts.slice(0, 2)].map((some) => some.join('/'));
      }),
  ),
];

test.each(entered)('the folder "%s" says what it is', (folder) => {
  expect(tracked.includes(join(folder, 'README.md'))).toBe(true);
});

/** Written so that this file does not contain what it looks for. */
const unwanted: readonly [what: string, pattern: RegExp][] = [
  ['a path of one machine', /\/(wor[k]|roo[t])\/|\/tmp\/bas[h]/],
  ['the host of a registry', new RegExp(registryHosts().join('|'))],
  ['work put off', /\b(TOD[O]|FIXM[E]|XX[X])\b/],
];

test.each(unwanted)('no file holds %s', (_what, pattern) => {
  const found = tracked.filter(isText).flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])),
  );
  expect(found).toEqual([]);
});

/** Well-known ones, and those this machine is set up with. */
function registryHosts(): string[] {
  const given = ['npm_config_registry', 'PIP_INDEX_URL', 'GOPROXY'].flatMap((name) =>
    [...(process.env[name] ?? '').matchAll(/https?:\/\/([^/,|:]+)/g)].map(([, host]) => host!),
  );
  const known = ['registry.npmj[s].org', 'npmmirro[r]', 'registry.yarnpk[g]'];
  const own = given.filter((host) => !/^(localhost|127\.|pypi\.org|proxy\.golang\.org)/.test(host));
  return [...known, ...own].map((host) => host.replaceAll('.', '\\.'));
}

const manifests = tracked.filter((file) => /^(apps|libs|tools)\/[^/]+\/package\.json$/.test(file));

test.each(manifests)('%s is like its neighbours', (file) => {
  const manifest = JSON.parse(read(file)) as Record<string, unknown>;
  const [layer, folder] = file.split('/') as [string, string];
  const order = ['name', 'version', 'private', 'description', 'license', 'type', 'exports', 'nx'];
  // Versions of dependencies stand in the root alone.
  expect(Object.keys(manifest)).toEqual(order.filter((key) => key in manifest));
  expect(manifest).toMatchObject({
    name: expect.stringMatching(new RegExp(`^@fangpiao/${folder}(-tool)?$`)),
    version: '0.1.0',
    private: true,
    description: expect.stringMatching(/\w/),
    license: 'MulanPSL-2.0',
    type: 'module',
  });
  const { tags } = manifest['nx'] as { tags: string[] };
  const expected = {
    apps: ['layer:service', `service:${folder}`],
    libs: [`layer:${folder}`],
    tools: ['layer:tools'],
  }[layer];
  expect(tags).toEqual(expected);
  for (const target of Object.values((manifest['exports'] ?? {}) as Record<string, string>)) {
    expect(tracked.includes(join(layer, folder, target))).toBe(true);
  }
});

test('dependencies are pinned exactly, in the root', () => {
  const root = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const versions = Object.values({ ...root['dependencies'], ...root['devDependencies'] });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('each dependency has its reason', () => {
  const root = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const names = Object.keys({ ...root['dependencies'], ...root['devDependencies'] });
  const reasons = read('docs/decisions/dependencies.md');
  expect(names.filter((name) => !reasons.includes(`\`${name}\``))).toEqual([]);
});

test('links between pages lead somewhere', () => {
  const dead = tracked
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#:\s]+)(#[^)]*)?\)/g)]
        .map(([, target]) => resolve(repository, file, '..', target!))
        .filter((target) => !existsSync(target))
        .map((target) => `${file} → ${target.slice(repository.length + 1)}`),
    );
  expect(dead).toEqual([]);
});

test('what must be run can be run', () => {
  expect(statSync(join(repository, '.ci/run')).mode & 0o111).not.toBe(0);
});
