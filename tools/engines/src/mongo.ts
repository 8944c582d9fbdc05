import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { hasPostgres } from './documentdb.ts';
import { EngineProblem } from './engine-problem.ts';
import { askMongo } from './mongo-wire.ts';
import { claimPort } from './ports.ts';
import { withParentDeathSignal } from './parent-death.ts';
import { launch } from './processes.ts';
import type { EngineProcess, Warden } from './processes.ts';
import { findOnPath, isAtLeast, run } from './run.ts';
import type { Progress } from './run.ts';
import { documentDbKind, ensureDocumentDb } from './start-documentdb.ts';
import type { DocumentDb } from './start-documentdb.ts';

const leastMongoVersion = '6.0';

interface Options {
  progress: Progress;
  signal?: AbortSignal | undefined;
}

export type MongoSource =
  | { how: 'address'; url: string; kind: string }
  | { how: 'program'; path: string; kind: string }
  | { how: 'documentdb'; engine: DocumentDb; kind: string };

/**
 * An address in the environment, a program on PATH, the cache, the ordinary download, or the
 * recipe, in this order. A data folder that already has data stays with the engine that wrote it.
 */
export async function ensureMongo(
  options: Options & { keep?: 'program' | 'documentdb' | undefined },
): Promise<MongoSource> {
  const url = process.env['FANGPIAO_MONGO_URL'];
  if (url !== undefined && url !== '') return existingServer(url);

  if (options.keep !== 'documentdb') {
    const program = await findMongod(options);
    if (program !== undefined) return program;
  }
  const engine = await ensureDocumentDb(options);
  return { how: 'documentdb', engine, kind: documentDbKind(engine) };
}

async function findMongod(options: Options): Promise<MongoSource | undefined> {
  const onPath = await findOnPath('mongod');
  if (onPath !== undefined) {
    const version = await versionOf(onPath);
    if (version !== undefined && isAtLeast(version, leastMongoVersion)) {
      return { how: 'program', path: onPath, kind: `MongoDB ${version} on PATH` };
    }
    options.progress(
      `PATH 中的 mongod ${version ?? ''} 低于 ${leastMongoVersion}，不使用 · mongod on PATH is older than ${leastMongoVersion}, not used`,
    );
  }
  if (await hasPostgres(cacheFolder())) return undefined;
  const path = await downloadMongod(options);
  if (path === undefined) return undefined;
  const version = await versionOf(path);
  return version === undefined
    ? undefined
    : { how: 'program', path, kind: `MongoDB ${version} downloaded` };
}

/** The ordinary download, if mongodb-memory-server is installed and its server can be reached. */
async function downloadMongod(options: Options): Promise<string | undefined> {
  try {
    // Not a dependency: a name that the type checker and bundlers do not follow.
    const name = 'mongodb-memory-server-core/lib/util/MongoBinary.js';
    const { MongoBinary } = (await import(name)) as {
      MongoBinary: { getPath(wanted: Record<string, unknown>): Promise<string> };
    };
    // By itself it takes seven seconds to find out that there is no network.
    await fetch('https://fastdl.mongodb.org/', {
      method: 'HEAD',
      signal: AbortSignal.timeout(5_000),
    });
    options.progress('下载 MongoDB（仅首次） · downloading MongoDB (first time only)');
    return await MongoBinary.getPath({ downloadDir: join(cacheFolder(), 'mongodb') });
  } catch {
    return undefined;
  }
}

/** Starts a real mongod on a folder of its own. */
export async function startMongod(
  warden: Warden,
  path: string,
  options: Options & { data: string; logFolder: string; port: number | undefined },
): Promise<{ url: string; process: EngineProcess }> {
  const port = await claimPort(options.port, 'MongoDB');
  await mkdir(options.data, { recursive: true });
  const [command, ...args] = [
    ...(await withParentDeathSignal('SIGTERM')),
    ...[path, '--dbpath', options.data, '--port', String(port), '--bind_ip', '127.0.0.1'],
  ];
  const process_ = await launch(
    warden,
    {
      name: 'mongod',
      command: command ?? path,
      args,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', HOME: process.env['HOME'] ?? '/' },
      logFile: join(options.logFolder, 'mongod.log'),
      stopSignal: 'SIGTERM',
    },
    async () => (await askMongo({ host: '127.0.0.1', port }, 'ping')) !== undefined,
    { deadlineMs: 60_000, signal: options.signal },
  );
  // A single server acknowledges before its journal is on disk unless told to wait.
  return { url: `mongodb://127.0.0.1:${port}/?journal=true`, process: process_ };
}

async function existingServer(url: string): Promise<MongoSource> {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    const info = await client.db('admin').command({ buildInfo: 1 });
    const version = String(info['version']);
    if (!isAtLeast(version, leastMongoVersion)) {
      throw new EngineProblem('version-too-old', {
        zh: `FANGPIAO_MONGO_URL 指定的 MongoDB 是 ${version}，需要 ${leastMongoVersion} 以上版本：请升级或去掉该变量。`,
        en: `MongoDB at the address in FANGPIAO_MONGO_URL is ${version}, but ${leastMongoVersion} or later is needed: upgrade it, or unset the variable.`,
      });
    }
    const ferret = (info['ferretdb'] as { version?: string } | undefined)?.version;
    const kind =
      ferret === undefined
        ? `MongoDB ${version} at the given address`
        : `FerretDB ${ferret} at the given address`;
    return { how: 'address', url, kind };
  } catch (error) {
    if (error instanceof EngineProblem) throw error;
    throw new EngineProblem(
      'address-not-answering',
      {
        zh: 'FANGPIAO_MONGO_URL 指定的数据库没有应答：请启动它、改正地址，或去掉该变量。',
        en: 'The database at the address in FANGPIAO_MONGO_URL does not answer: start it, correct the address, or unset the variable.',
      },
      error instanceof Error ? error.message : '',
    );
  } finally {
    await client.close();
  }
}

async function versionOf(program: string): Promise<string | undefined> {
  const told = await run(program, ['--version'], { timeoutMs: 5_000 });
  return told.code === 0 ? /v(\d+\.\d+\.\d+)/.exec(told.output)?.[1] : undefined;
}
