import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineProblem } from './engine-problem.ts';
import { runWithUs } from './parent-death.ts';
import { findOnPath, run } from './run.ts';
import type { Progress } from './run.ts';

/** The suites that have DocumentDB, in order of preference. */
const suites = ['forky', 'sid'];

export interface Unpacked {
  /** The folder that the packages were unpacked into. */
  root: string;
  /** Version by package. */
  versions: Record<string, string>;
}

/**
 * Downloads Debian packages with everything they depend on through a private apt (own lists, own
 * state, nothing installed on the machine) and unpacks them into `work/root`. Works as any user.
 */
export async function unpackDebianPackages(
  packages: readonly string[],
  work: string,
  options: { progress: Progress; signal?: AbortSignal | undefined },
): Promise<Unpacked> {
  for (const tool of ['apt-get', 'dpkg-deb', 'dpkg']) {
    if ((await findOnPath(tool)) === undefined) throw noDebian(`${tool} not found`);
  }
  const mirror = await machineMirror();
  let tail = '';
  for (const suite of suites) {
    const folder = join(work, suite);
    for (const sub of ['lists/partial', 'cache/archives/partial']) {
      await mkdir(join(folder, sub), { recursive: true });
    }
    await writeFile(join(folder, 'status'), '');
    await writeFile(
      join(folder, 'sources.list'),
      `deb [signed-by=${mirror.keyring}] ${mirror.uri} ${suite} main\n`,
    );
    const settings = [
      `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`,
      'Dir::Etc::sourceparts=/dev/null',
      'Dir::Etc::preferencesparts=/dev/null',
      `Dir::State::Lists=${join(folder, 'lists')}`,
      `Dir::State::status=${join(folder, 'status')}`,
      `Dir::Cache=${join(folder, 'cache')}`,
      'APT::Sandbox::User=root',
      // A mirror that stands still is past the date in its release files; signatures still count.
      'Acquire::Check-Valid-Until=false',
      'Acquire::Languages=none',
      'Acquire::Retries=2',
      'APT::Install-Recommends=false',
      'APT::Keep-Downloaded-Packages=true',
    ].flatMap((setting) => ['-o', setting]);
    const { signal } = options;
    const update = await runWithUs('apt-get', [...settings, 'update'], { signal });
    const fetch = await runWithUs(
      'apt-get',
      [...settings, '-y', '--download-only', 'install', ...packages],
      { signal },
    );
    tail = [update.tail, fetch.tail].join('\n');
    if (fetch.code !== 0) continue;

    const archives = join(folder, 'cache', 'archives');
    const files = (await readdir(archives)).filter((file) => file.endsWith('.deb'));
    options.progress(`解开 ${files.length} 个软件包 · unpacking ${files.length} packages`);
    const root = join(work, 'root');
    await mkdir(root, { recursive: true });
    for (const file of files) {
      const unpack = await run('dpkg-deb', ['-x', join(archives, file), root], { signal });
      if (unpack.code !== 0) throw downloadFailed(unpack.tail);
    }
    return { root, versions: versionsOf(files) };
  }
  throw downloadFailed(tail);
}

/** File names are `name_version_architecture.deb`, the version's colon written as %3a. */
function versionsOf(files: readonly string[]): Record<string, string> {
  const versions: Record<string, string> = {};
  for (const file of files) {
    const [name, version] = file.split('_');
    if (name !== undefined && version !== undefined) versions[name] = decodeURIComponent(version);
  }
  return versions;
}

/** The Debian mirror and keyring that this machine already uses. */
async function machineMirror(): Promise<{ uri: string; keyring: string }> {
  const keyrings = '/usr/share/keyrings';
  const names = await readdir(keyrings).catch((): string[] => []);
  const fallback = names.find((name) => /^debian-archive-keyring\.(pgp|gpg)$/.test(name));
  const folder = '/etc/apt/sources.list.d';
  const files = (await readdir(folder).catch((): string[] => [])).map((name) => join(folder, name));
  for (const file of ['/etc/apt/sources.list', ...files]) {
    if (!/\.(list|sources)$/.test(file)) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const stanza of text.split(/\n\s*\n/)) {
      const lines = stanza.split('\n').filter((line) => !line.trimStart().startsWith('#'));
      const uri = lines
        .filter((line) => /^\s*(deb\s|URIs:)/.test(line))
        .flatMap((line) => line.split(/\s+/))
        .find((word) => /^[a-z+]+:\/\/\S+\/debian\/?$/.test(word));
      if (uri === undefined) continue;
      const signedBy = /signed-by\s*[:=]\s*([^\]\s]+)/i.exec(lines.join('\n'))?.[1];
      const keyring = signedBy ?? (fallback === undefined ? undefined : join(keyrings, fallback));
      if (keyring !== undefined) return { uri, keyring };
    }
  }
  throw noDebian('no Debian mirror with its keyring among the sources of apt');
}

function noDebian(details: string): EngineProblem {
  return new EngineProblem(
    'tool-missing',
    {
      zh: '本机没有 MongoDB，也无法自行准备（需要 Debian 的 apt）：请安装 MongoDB 6 以上版本，或用 FANGPIAO_MONGO_URL 指定一个数据库地址。',
      en: 'This machine has no MongoDB and cannot make its own (that takes Debian with apt): install MongoDB 6 or later, or give a database address in FANGPIAO_MONGO_URL.',
    },
    details,
  );
}

function downloadFailed(details: string): EngineProblem {
  return new EngineProblem(
    'download-failed',
    {
      zh: '下载 PostgreSQL 与 DocumentDB 失败：请检查网络与软件源后再试，或用 FANGPIAO_MONGO_URL 指定一个数据库地址。',
      en: 'PostgreSQL with DocumentDB could not be downloaded: check the network and the package mirror and try again, or give a database address in FANGPIAO_MONGO_URL.',
    },
    details,
  );
}
