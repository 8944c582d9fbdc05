import {
  chmod,
  cp,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unpackDebianPackages } from './apt.ts';
import { cached, isFolder } from './cache.ts';
import { EngineProblem } from './engine-problem.ts';
import { run } from './run.ts';
import type { Progress } from './run.ts';

/** Raise it when what is kept in the cache changes; older folders are then left unused. */
const recipe = 1;

const major = 18;
const binFolder = `usr/lib/postgresql/${major}/bin`;
const libFolder = `usr/lib/postgresql/${major}/lib`;
const shareFolder = `usr/share/postgresql/${major}`;

const programs = ['postgres', 'initdb', 'psql', 'pg_isready'];
const modules =
  /^(plpgsql|dict_snowball|pg_cron|pg_documentdb(?!_distributed).*|rum|vector|postgis-3|tsm_system_rows)\.so$/;
const extensions =
  /^(plpgsql|pg_cron|documentdb|documentdb_core|documentdb_extended_rum|rum|vector|tsm_system_rows)(--.*\.sql|\.control)$/;

export interface PostgresPrograms {
  /** The folder in the cache; its name changes with the recipe. */
  folder: string;
  postgres: string;
  initdb: string;
  psql: string;
  isReady: string;
  /** For instance "18.1". */
  postgresVersion: string;
  /** For instance "1.0-0". */
  documentdbVersion: string;
}

/** The name of the recipe's folder in the cache. */
export function postgresCacheName(): string {
  return `postgresql-${major}-documentdb-${process.arch}-${recipe}`;
}

/** PostgreSQL with DocumentDB from the cache, made from Debian packages the first time. */
export async function ensurePostgres(options: {
  progress: Progress;
  signal?: AbortSignal | undefined;
}): Promise<PostgresPrograms> {
  if (process.platform !== 'linux') {
    throw new EngineProblem('platform-not-supported', {
      zh: '请安装 MongoDB 6 以上版本（例如 macOS 上用 Homebrew），或用 FANGPIAO_MONGO_URL 指定一个数据库地址。',
      en: 'Install MongoDB 6 or later (on macOS with Homebrew), or give a database address in FANGPIAO_MONGO_URL.',
    });
  }
  const folder = await cached(postgresCacheName(), (target) => make(target, options), options);
  const versions = JSON.parse(await readFile(join(folder, 'versions.json'), 'utf8')) as {
    postgres: string;
    documentdb: string;
  };
  const bin = join(folder, binFolder);
  return {
    folder,
    postgres: join(bin, 'postgres'),
    initdb: join(bin, 'initdb'),
    psql: join(bin, 'psql'),
    isReady: join(bin, 'pg_isready'),
    postgresVersion: versions.postgres,
    documentdbVersion: versions.documentdb,
  };
}

async function make(
  target: string,
  options: { progress: Progress; signal?: AbortSignal | undefined },
): Promise<void> {
  options.progress(
    '下载 PostgreSQL 与 DocumentDB（约 150 MB，仅首次） · downloading PostgreSQL with DocumentDB (about 150 MB, first time only)',
  );
  const work = join(target, 'work');
  const { root, versions } = await unpackDebianPackages(
    [`postgresql-${major}-documentdb`],
    work,
    options,
  );
  options.progress('整理 PostgreSQL 目录 · keeping what PostgreSQL needs');
  await keepFiles(root, target);
  await keepLibraries(root, target, options.signal);
  await wrapPrograms(target);
  const postgres = versions[`postgresql-${major}`] ?? `${major}`;
  const documentdb = versions[`postgresql-${major}-documentdb`] ?? '';
  await writeFile(
    join(target, 'versions.json'),
    JSON.stringify({
      // Without Debian's revision: 18.1-2 is 18.1, 1.0-0-1 is 1.0.
      postgres: postgres.replace(/-.*/, ''),
      documentdb: documentdb.replace(/-.*/, ''),
    }),
  );
  const check = await run(join(target, binFolder, 'postgres'), ['--version']);
  if (check.code !== 0) throw notUsable(check.tail);
  await run('rm', ['-rf', work]);
}

async function keepFiles(root: string, target: string): Promise<void> {
  for (const folder of [binFolder, libFolder, join(shareFolder, 'extension'), 'usr/share/proj']) {
    await mkdir(join(target, folder), { recursive: true });
  }
  for (const program of programs) {
    await cp(join(root, binFolder, program), join(target, binFolder, `${program}.program`));
  }
  for (const file of await readdir(join(root, libFolder))) {
    if (modules.test(file)) await cp(join(root, libFolder, file), join(target, libFolder, file));
  }
  await cp(join(root, shareFolder), join(target, shareFolder), {
    recursive: true,
    filter: (path) => !['extension', 'man', 'contrib'].includes(basename(path)),
  });
  const from = join(root, shareFolder, 'extension');
  const into = join(target, shareFolder, 'extension');
  for (const file of await readdir(from)) {
    if (extensions.test(file)) await cp(join(from, file), join(into, file), { dereference: true });
  }
  // Debian names this control file through an alternative that only an installation would make.
  const control = await readFile(join(from, 'postgis-3.control'), 'utf8');
  await writeFile(join(into, 'postgis.control'), control);
  const version = /default_version\s*=\s*'([^']+)'/.exec(control)?.[1] ?? '';
  const script = `postgis--${version}.sql`;
  await cp(join(from, script), join(into, script), { dereference: true });
  await cp(join(root, 'usr/share/proj/proj.db'), join(target, 'usr/share/proj/proj.db'));
}

/** Every library that a program or a module names, flat in one folder, with the loader itself. */
async function keepLibraries(
  root: string,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const multiarch = await multiarchFolder(root);
  const loader = await loaderName(multiarch);
  const folders = [multiarch];
  for (const entry of await readdir(multiarch, { withFileTypes: true })) {
    // blas and lapack lie in folders of their own, named by alternatives on an installed system.
    if (entry.isDirectory() && /^(blas|lapack)$/.test(entry.name)) {
      folders.push(join(multiarch, entry.name));
    }
  }
  const path = [...folders, join(root, libFolder)].join(':');
  const users = [
    ...programs.map((program) => join(root, binFolder, program)),
    ...(await readdir(join(target, libFolder))).map((file) => join(root, libFolder, file)),
  ];
  const wanted = new Set<string>();
  for (const user of users) {
    const listed = await run(join(multiarch, loader), ['--library-path', path, '--list', user], {
      signal,
    });
    for (const [, library] of listed.output.matchAll(/=>\s+(\/\S+)/g)) {
      if (library !== undefined && !library.startsWith(join(root, libFolder))) wanted.add(library);
    }
    if (listed.code !== 0 || /not found/.test(listed.output)) throw notUsable(listed.tail);
  }
  const into = join(target, 'lib');
  await mkdir(into, { recursive: true });
  for (const library of wanted) {
    await cp(library, join(into, basename(library)), { dereference: true });
  }
  await cp(join(multiarch, loader), join(into, loader), { dereference: true });
  await symlink(loader, join(into, 'loader'));
}

async function multiarchFolder(root: string): Promise<string> {
  for (const entry of await readdir(join(root, 'usr/lib'))) {
    if (/-linux-gnu/.test(entry)) return join(root, 'usr/lib', entry);
  }
  throw notUsable('no library folder among the packages');
}

async function loaderName(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => /^ld-linux.*\.so\.\d+$/.test(file));
  if (name === undefined) throw notUsable('no loader among the packages');
  const found = join(folder, name);
  return (await lstat(found)).isSymbolicLink() ? basename(await readlink(found)) : name;
}

/**
 * A small script beside each program runs it with the loader and the libraries it was built for,
 * whatever this machine has. `--argv0` makes PostgreSQL find its other programs (initdb starts
 * postgres) and its shared files relative to the script.
 */
async function wrapPrograms(target: string): Promise<void> {
  for (const program of programs) {
    const script = join(target, binFolder, program);
    await writeFile(
      script,
      `#!/bin/sh
here=\${0%/*}
root=$here/../../../../..
export PROJ_DATA="$root/usr/share/proj"
exec "$root/lib/loader" --library-path "$root/lib:$here/../lib" --argv0 "$0" "$here/${program}.program" "$@"
`,
    );
    await chmod(script, 0o755);
  }
}

function notUsable(details: string): EngineProblem {
  return new EngineProblem(
    'build-failed',
    {
      zh: '下载的 PostgreSQL 在本机不能运行：请安装 MongoDB 6 以上版本，或用 FANGPIAO_MONGO_URL 指定一个数据库地址。',
      en: 'The downloaded PostgreSQL does not run here: install MongoDB 6 or later, or give a database address in FANGPIAO_MONGO_URL.',
    },
    details,
  );
}

/** True if the recipe's program folder is already in the cache at `cache`. */
export function hasPostgres(cache: string): Promise<boolean> {
  return isFolder(join(cache, postgresCacheName()));
}

/** The settings that the template data folder is made with. */
export const postgresSettings = `
shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb_extended_rum,pg_documentdb'
documentdb.alternate_index_handler_name = 'extended_rum'   # before any index exists: without it no index serves a sort
enable_bitmapscan = off                                    # else sorts by several keys need a hint
deadlock_timeout = 20ms                                    # unique indexes end concurrent conflicts by deadlock
shared_buffers = 256MB
max_connections = 200
cron.database_name = 'postgres'
cron.use_background_workers = on                           # else its jobs connect to the port of the time they were made
cron.log_run = off
cron.log_statement = off
max_worker_processes = 16
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = on
synchronous_commit = on
full_page_writes = on
`;

/** The path of the Go sources of the gateway. */
export const gatewaySources = join(dirname(import.meta.dirname), 'gateway');
