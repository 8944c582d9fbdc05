import { createHash } from 'node:crypto';
import { appendFile, chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, isFolder, isRoot } from './cache.ts';
import { ensurePostgres, postgresSettings } from './documentdb.ts';
import type { PostgresPrograms } from './documentdb.ts';
import { EngineProblem } from './engine-problem.ts';
import { ensureGateway } from './gateway.ts';
import type { GatewayProgram } from './gateway.ts';
import { askMongo } from './mongo-wire.ts';
import { claimPort, freePort } from './ports.ts';
import { withParentDeathSignal } from './parent-death.ts';
import { launch, Warden } from './processes.ts';
import type { EngineProcess } from './processes.ts';
import { run, together, until } from './run.ts';
import type { Progress } from './run.ts';

export interface DocumentDb {
  postgres: PostgresPrograms;
  gateway: GatewayProgram;
  /** A data folder with the extensions made, to be copied for each new engine. */
  template: string;
}

interface Options {
  progress: Progress;
  signal?: AbortSignal | undefined;
}

/** What the person who reads `mongoKind` sees. */
export function documentDbKind(engine: DocumentDb): string {
  const { postgres, gateway } = engine;
  return `DocumentDB ${postgres.documentdbVersion} on PostgreSQL ${postgres.postgresVersion} + FerretDB ${gateway.version}`;
}

/** PostgreSQL with DocumentDB, the gateway and the template data folder, from the cache or made. */
export async function ensureDocumentDb(options: Options): Promise<DocumentDb> {
  const [{ postgres, template }, gateway] = await together(
    options.signal,
    async (signal) => {
      const programs = await ensurePostgres({ ...options, signal });
      return {
        postgres: programs,
        template: await ensureTemplate(programs, { ...options, signal }),
      };
    },
    (signal) => ensureGateway({ ...options, signal }),
  );
  return { postgres, gateway, template };
}

async function ensureTemplate(postgres: PostgresPrograms, options: Options): Promise<string> {
  const digest = createHash('sha256')
    .update(`${postgres.folder} ${postgres.postgresVersion} ${postgresSettings}`)
    .digest('hex')
    .slice(0, 12);
  const user = await databaseUser();
  // A data folder belongs to the user it is for.
  const name = `template-${digest}-${user?.uid ?? String(process.getuid?.() ?? 0)}`;
  return cached(
    name,
    async (target) => {
      options.progress('创建数据库模板 · making the template database');
      const data = join(target, 'postgres');
      await makeDatabaseFolder(data, user);
      const [command, ...args] = [
        ...(user === undefined ? [] : await withParentDeathSignal('SIGINT', user)),
        postgres.initdb,
      ];
      const made = await run(
        command ?? postgres.initdb,
        [
          ...args,
          ...['-D', data, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--no-instructions'],
          ...['--locale-provider=builtin', '--locale=C.UTF-8'],
        ],
        { env: postgresEnvironment(), signal: options.signal, cwd: '/' },
      );
      if (made.code !== 0) throw templateFailed(made.tail);
      await appendFile(join(data, 'postgresql.conf'), postgresSettings);
      const warden = new Warden();
      try {
        const port = await freePort();
        await launchPostgres(warden, postgres, { data, port, logFolder: target, ...options });
        for (const extension of ['documentdb', 'documentdb_extended_rum']) {
          const created = await run(
            postgres.psql,
            [
              ...['-X', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-d', 'postgres'],
              ...['-v', 'ON_ERROR_STOP=1', '-c', `CREATE EXTENSION ${extension} CASCADE`],
            ],
            { env: postgresEnvironment(), signal: options.signal },
          );
          if (created.code !== 0) throw templateFailed(created.tail);
        }
      } finally {
        await warden.close();
      }
    },
    options,
  );
}

/** Starts PostgreSQL and the gateway on a data folder, which is copied from the template if new. */
export async function startDocumentDb(
  warden: Warden,
  engine: DocumentDb,
  options: Options & {
    /** Where PostgreSQL's files go; every user must be able to reach its parent. */
    data: string;
    logFolder: string;
    stateFolder: string;
    port: number | undefined;
  },
): Promise<{ url: string; processes: EngineProcess[] }> {
  const port = await claimPort(options.port, 'FerretDB');
  if (!(await isFolder(options.data))) await copyTemplate(engine, options);
  const postgresPort = await freePort();
  const postgres = await launchPostgres(warden, engine.postgres, {
    ...options,
    port: postgresPort,
  });
  const user = await databaseUser();
  await mkdir(options.stateFolder, { recursive: true });
  if (user !== undefined) await chown(options.stateFolder, Number(user.uid), Number(user.gid));
  const [command, ...args] = [
    ...(await withParentDeathSignal('SIGTERM', user)),
    engine.gateway.path,
  ];
  const gateway = await launch(
    warden,
    {
      name: 'ferretdb',
      command: command ?? engine.gateway.path,
      args,
      env: {
        PATH: process.env['PATH'] ?? '',
        // Eight serve every load that was measured; more only wait inside PostgreSQL.
        GATEWAY_POSTGRESQL_URL: `postgres://postgres@127.0.0.1:${postgresPort}/postgres?pool_max_conns=${poolSize}&pool_min_conns=${poolSize}`,
        GATEWAY_LISTEN: `127.0.0.1:${port}`,
        GATEWAY_STATE: options.stateFolder,
      },
      logFile: join(options.logFolder, 'ferretdb.log'),
      stopSignal: 'SIGTERM',
    },
    // Listing databases goes through to PostgreSQL, a mere ping does not.
    async () => (await askMongo({ host: '127.0.0.1', port }, 'listDatabases')) !== undefined,
    { deadlineMs: 30_000, signal: options.signal },
  );
  const postgresWithPool: EngineProcess = {
    name: postgres.name,
    get pid() {
      return postgres.pid;
    },
    get isRunning() {
      return postgres.isRunning;
    },
    kill: (signal) => postgres.kill(signal),
    restart: async () => {
      await postgres.restart();
      if (warden.isRunning(gateway.pid)) await renewPool(port, options.signal);
    },
  };
  return { url: `mongodb://127.0.0.1:${port}/`, processes: [postgresWithPool, gateway] };
}

const poolSize = 8;

/**
 * Each of the gateway's connections to a PostgreSQL that was killed fails once more when it is
 * next used, and is then replaced: use them all up, so that "back" means back.
 */
async function renewPool(port: number, signal: AbortSignal | undefined): Promise<void> {
  let goodRounds = 0;
  await until(
    async () => {
      const answers = await Promise.all(
        Array.from({ length: poolSize * 4 }, () =>
          askMongo({ host: '127.0.0.1', port }, 'listDatabases'),
        ),
      );
      goodRounds = answers.every((answer) => answer !== undefined) ? goodRounds + 1 : 0;
      return goodRounds >= 3 ? true : undefined;
    },
    { deadlineMs: 15_000, signal },
  );
}

async function copyTemplate(
  engine: DocumentDb,
  options: Options & { data: string },
): Promise<void> {
  // Copied under another name first: a folder under the right name is always complete.
  const unfinished = `${options.data}.copying`;
  await run('rm', ['-rf', unfinished]);
  for (const args of [
    ['cp', '-a', '--reflink=auto', join(engine.template, 'postgres'), unfinished],
    // On disk before the first acknowledged write relies on it.
    ['sync', '-f', unfinished],
    ['mv', '-T', unfinished, options.data],
  ]) {
    const [command, ...rest] = args;
    const done = await run(command ?? '', rest, { signal: options.signal });
    if (done.code !== 0) throw templateFailed(done.tail);
  }
}

async function launchPostgres(
  warden: Warden,
  postgres: PostgresPrograms,
  options: Options & { data: string; port: number; logFolder: string },
): Promise<EngineProcess> {
  const [command, ...args] = [
    ...(await withParentDeathSignal('SIGINT', await databaseUser())),
    ...[postgres.postgres, '-D', options.data, '-p', String(options.port)],
  ];
  return launch(
    warden,
    {
      name: 'postgres',
      command: command ?? postgres.postgres,
      args,
      env: postgresEnvironment(),
      logFile: join(options.logFolder, 'postgres.log'),
      // A fast shutdown: it does not wait for clients to leave.
      stopSignal: 'SIGINT',
    },
    async () => {
      const answer = await run(postgres.isReady, [
        ...['-q', '-h', '127.0.0.1', '-p', String(options.port), '-U', 'postgres'],
      ]);
      return answer.code === 0;
    },
    { deadlineMs: 60_000, signal: options.signal },
  );
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`. Undefined means: as ourselves. */
async function databaseUser(): Promise<{ uid: string; gid: string } | undefined> {
  if (!isRoot) return undefined;
  const uid = await run('id', ['-u', 'nobody']);
  const gid = await run('id', ['-g', 'nobody']);
  if (uid.code !== 0 || gid.code !== 0) {
    throw new EngineProblem('tool-missing', {
      zh: '以 root 运行时需要系统用户 nobody：请改用普通用户运行。',
      en: 'Running as root needs the system user nobody: run as an ordinary user.',
    });
  }
  return { uid: uid.output.trim(), gid: gid.output.trim() };
}

async function makeDatabaseFolder(
  folder: string,
  user: { uid: string; gid: string } | undefined,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  if (user !== undefined) await chown(folder, Number(user.uid), Number(user.gid));
}

/** Nothing of the caller's settings for PostgreSQL or for languages reaches the server. */
function postgresEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC', HOME: '/nonexistent' };
}

function templateFailed(details: string): EngineProblem {
  return new EngineProblem(
    'build-failed',
    {
      zh: '无法创建数据库：请检查磁盘空间与目录权限，或用 FANGPIAO_MONGO_URL 指定一个数据库地址。',
      en: 'The database could not be made: check disk space and folder permissions, or give a database address in FANGPIAO_MONGO_URL.',
    },
    details,
  );
}
