import { randomUUID } from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cacheFolder, isFolder, isRoot, processMark } from './cache.ts';
import { EngineProblem, cancelled } from './engine-problem.ts';
import { ensureMongo, startMongod } from './mongo.ts';
import type { MongoSource } from './mongo.ts';
import { ensureNats, natsPasswords, startNats } from './nats.ts';
import type { NatsSource } from './nats.ts';
import { claimPort } from './ports.ts';
import { Warden } from './processes.ts';
import type { EngineProcess } from './processes.ts';
import { together, until } from './run.ts';
import type { Progress } from './run.ts';
import { startDocumentDb } from './start-documentdb.ts';

export interface EnsureOptions {
  /** Gets a line for every step that takes time. */
  progress?: Progress | undefined;
  signal?: AbortSignal | undefined;
}

export interface StartOptions extends EnsureOptions {
  /** Where the data lies; left out, a fresh temporary folder, removed at the end. */
  dataFolder?: string | undefined;
  /**
   * Left out: deploy/nats/nats.conf, with the accounts of all services. Another file keeps its data
   * in the data folder only if it says `store_dir: $FANGPIAO_NATS_STORE`.
   */
  natsConfigFile?: string | undefined;
  /** Left out: a free port. */
  natsPort?: number | undefined;
  /** Left out: a free port. */
  mongoPort?: number | undefined;
}

export interface AvailableEngines {
  mongoKind: string;
  natsKind: string;
}

export interface RunningEngines extends AvailableEngines {
  mongoUrl: string;
  natsUrl: string;
  /** What a service needs in its environment: both addresses and the passwords of the bus users. */
  environment: Record<string, string>;
  processes: EngineProcess[];
  /** Where the bus keeps its streams, which may be lost at any time; undefined if it is not ours. */
  busFolder: string | undefined;
  /** Ends everything that was started and waits for it; may be called more than once. */
  stop(): Promise<void>;
}

/** Finds, downloads or makes both engines without starting them. */
export async function ensureEngines(options: EnsureOptions = {}): Promise<AvailableEngines> {
  const { mongo, nats } = await ensureBoth(options, undefined);
  return { mongoKind: mongo.kind, natsKind: nats.kind };
}

/** Finds or makes both engines and starts those that are not given by their address. */
export async function startEngines(options: StartOptions = {}): Promise<RunningEngines> {
  const progress = options.progress ?? (() => undefined);
  const { signal } = options;
  const isTemporary = options.dataFolder === undefined;
  // Asked before anything is downloaded: an occupied port should not take minutes to be told.
  if (options.mongoPort !== undefined) await claimPort(options.mongoPort, 'MongoDB');
  if (options.natsPort !== undefined) await claimPort(options.natsPort, 'NATS');
  const keep =
    options.dataFolder === undefined ? undefined : await engineOf(resolve(options.dataFolder));
  const { mongo, nats } = await ensureBoth({ progress, signal }, keep);

  const warden = new Warden();
  let release = async (): Promise<void> => {};
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= warden.close().then(() => release());
    return stopping;
  };
  try {
    const folder = isTemporary
      ? await mkdtemp(join(tmpdir(), 'fangpiao-'))
      : resolve(options.dataFolder ?? '');
    if (isTemporary) {
      // The warden does it even if we are killed, and we do it even if the warden is.
      warden.removeAtEnd(folder);
      release = () => rm(folder, { recursive: true, force: true });
    } else {
      release = await claimDataFolder(folder, warden.pid);
    }
    await mkdir(folder, { recursive: true });
    if (isTemporary && isRoot) await chmod(folder, 0o755);
    const logFolder = join(folder, 'logs');
    await mkdir(logFolder, { recursive: true });
    const passwords = await natsPasswords(join(folder, 'nats-passwords.json'));
    const store = join(folder, 'nats');

    const [database, bus] = await together(
      signal,
      (either) =>
        startMongo(warden, mongo, folder, {
          progress,
          signal: either,
          logFolder,
          port: options.mongoPort,
        }),
      (either) =>
        startBus(warden, nats, {
          progress,
          signal: either,
          logFolder,
          port: options.natsPort,
          store,
          configFile: options.natsConfigFile,
          environment: passwords,
        }),
    );
    if (signal?.aborted === true) throw cancelled();
    signal?.addEventListener('abort', () => void stop(), { once: true });
    return {
      mongoUrl: database.url,
      mongoKind: mongo.kind,
      natsUrl: bus.url,
      natsKind: nats.kind,
      environment: {
        FANGPIAO_MONGO_URL: database.url,
        FANGPIAO_NATS_URL: bus.url,
        ...passwords,
      },
      processes: [...database.processes, ...bus.processes],
      busFolder: bus.processes.length > 0 ? store : undefined,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ensureBoth(
  options: EnsureOptions,
  keep: 'program' | 'documentdb' | undefined,
): Promise<{ mongo: MongoSource; nats: NatsSource }> {
  const progress = options.progress ?? (() => undefined);
  const [mongo, nats] = await together(
    options.signal,
    (signal) => ensureMongo({ progress, signal, keep }),
    (signal) => ensureNats({ progress, signal }),
  );
  return { mongo, nats };
}

async function startBus(
  warden: Warden,
  source: NatsSource,
  options: Parameters<typeof startNats>[2],
): Promise<{ url: string; processes: EngineProcess[] }> {
  if (source.how === 'address') return { url: source.url, processes: [] };
  const { url, process } = await startNats(warden, source, options);
  return { url, processes: [process] };
}

async function startMongo(
  warden: Warden,
  source: MongoSource,
  folder: string,
  options: {
    progress: Progress;
    signal: AbortSignal;
    logFolder: string;
    port: number | undefined;
  },
): Promise<{ url: string; processes: EngineProcess[] }> {
  if (source.how === 'address') return { url: source.url, processes: [] };
  if (source.how === 'program') {
    const { url, process } = await startMongod(warden, source.path, {
      ...options,
      data: join(folder, 'mongo'),
    });
    return { url, processes: [process] };
  }
  const place = await databaseFolder(folder);
  return startDocumentDb(warden, source.engine, {
    ...options,
    data: join(place, 'postgres'),
    stateFolder: join(place, 'ferretdb'),
    logFolder: options.logFolder,
  });
}

/** Which engine wrote the data that is already there. */
async function engineOf(folder: string): Promise<'program' | 'documentdb' | undefined> {
  const entries = await readdir(folder).catch((): string[] => []);
  if (entries.includes('mongo')) return 'program';
  return entries.includes('postgres') || entries.includes(asideFile) ? 'documentdb' : undefined;
}

const asideFile = 'database-folder';

/**
 * Where PostgreSQL's files of a data folder lie: inside it, but when we are root and the user that
 * PostgreSQL runs as cannot enter (below a closed home), aside in the cache, which a file names.
 */
async function databaseFolder(folder: string): Promise<string> {
  if (!isRoot || (await isOpen(folder))) return folder;
  const marker = join(folder, asideFile);
  const known = await readFile(marker, 'utf8').catch(() => undefined);
  if (known !== undefined && (await isFolder(known))) return known;
  const all = join(cacheFolder(), 'data');
  await mkdir(all, { recursive: true });
  await removeForgotten(all);
  const place = join(all, randomUUID());
  await mkdir(place);
  for (const opened of [all, place]) await chmod(opened, 0o755);
  if (!(await isOpen(place))) {
    throw new EngineProblem('folder-not-reachable', {
      zh: `以 root 运行时数据库用户 nobody 无法进入 ${place}：请用 FANGPIAO_CACHE 指定一个所有用户都能进入的目录，或改用普通用户运行。`,
      en: `Running as root, the database's user nobody cannot enter ${place}: name a folder open to all users in FANGPIAO_CACHE, or run as an ordinary user.`,
    });
  }
  await writeFile(join(place, 'owner'), marker);
  await writeFile(marker, place);
  return place;
}

/** True if every user can enter the folder. */
async function isOpen(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** Databases laid aside for data folders that were removed since. */
async function removeForgotten(all: string): Promise<void> {
  for (const name of await readdir(all)) {
    const place = join(all, name);
    const marker = await readFile(join(place, 'owner'), 'utf8').catch(() => undefined);
    if (marker === undefined) continue;
    const named = await readFile(marker, 'utf8').catch(() => undefined);
    if (named !== place) await rm(place, { recursive: true, force: true });
  }
}

/**
 * Keeps two starts off one data folder. The file names the warden, which lives exactly as long as
 * the engines; if its owner was killed it is about to end, and then a new start waits for that.
 */
async function claimDataFolder(folder: string, warden: number): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'engines.lock');
  const marks = [warden, process.pid].map(async (pid) => `${pid} ${await processMark(pid)}`);
  const token = (await Promise.all(marks)).join('\n');
  const claimed = await until(
    async () => {
      try {
        const handle = await open(file, 'wx');
        await handle.writeFile(token);
        await handle.close();
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const [wardenLine, ownerLine] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
      if (wardenLine !== undefined && (await isAlive(wardenLine))) {
        if (ownerLine !== undefined && (await isAlive(ownerLine))) throw inUse(folder);
        return undefined;
      }
      await rm(file, { force: true });
      return undefined;
    },
    { deadlineMs: 30_000 },
  );
  if (claimed === undefined) throw inUse(folder);
  return () => rm(file, { force: true });
}

async function isAlive(line: string): Promise<boolean> {
  const [pid, mark] = line.split(' ');
  return pid !== undefined && pid !== '' && (await processMark(Number(pid))) === mark;
}

function inUse(folder: string): EngineProblem {
  return new EngineProblem('data-folder-in-use', {
    zh: `数据目录 ${folder} 正被另一次启动使用：请先停止它，或换一个目录。`,
    en: `The data folder ${folder} is in use by another start: stop that one first, or choose another folder.`,
  });
}
