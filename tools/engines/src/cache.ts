import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { EngineProblem } from './engine-problem.ts';
import { until } from './run.ts';
import type { Progress } from './run.ts';

/** True when this process may act for any user. */
export const isRoot = process.getuid?.() === 0;

/** Where engines are kept between runs: FANGPIAO_CACHE, or the platform's place for caches. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const given = env['FANGPIAO_CACHE'];
  if (given !== undefined && given !== '') return resolve(given);
  // PostgreSQL refuses to run as root and root's home is closed to the user it then runs as.
  if (isRoot) return '/var/cache/fangpiao';
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'fangpiao');
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'fangpiao');
}

/**
 * The folder `name` of the cache, made by `make` if it is not there yet. It is made under another
 * name and renamed into place when complete, so that an interrupted run leaves nothing half made;
 * the lock only saves a second process the same work.
 */
export async function cached(
  name: string,
  make: (folder: string) => Promise<void>,
  options: { progress: Progress; signal?: AbortSignal | undefined },
): Promise<string> {
  const root = cacheFolder();
  const target = join(root, name);
  if (await isFolder(target)) return target;
  await openFolder(root);
  const unlock = await lock(join(root, `${name}.lock`), name, options);
  const unfinished = join(root, `.making-${name}-${process.pid}-${randomUUID()}`);
  try {
    if (await isFolder(target)) return target;
    await removeUnfinished(root, name);
    await openFolder(unfinished);
    await make(unfinished);
    if (!(await isFolder(target))) await rename(unfinished, target);
    return target;
  } finally {
    // What cannot be removed now is removed by the next run; it must not hide why this one failed.
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
    await unlock();
  }
}

/** True if there is a folder at the path. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Makes a folder that every user may enter, whatever the umask. */
async function openFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await chmod(path, 0o755);
  } catch (error) {
    throw new EngineProblem(
      'folder-not-reachable',
      {
        zh: `无法写入缓存目录 ${path}：请用环境变量 FANGPIAO_CACHE 指定一个可写的目录。`,
        en: `The cache folder ${path} cannot be written: name a writable one in the environment variable FANGPIAO_CACHE.`,
      },
      String(error),
    );
  }
}

async function removeUnfinished(root: string, name: string): Promise<void> {
  for (const entry of await readdir(root)) {
    const maker = entry.startsWith(`.making-${name}-`)
      ? Number(entry.slice(`.making-${name}-`.length).split('-')[0])
      : undefined;
    if (maker !== undefined && (await processMark(maker)) === 'gone') {
      await rm(join(root, entry), { recursive: true, force: true });
    }
  }
}

async function lock(
  file: string,
  name: string,
  options: { progress: Progress; signal?: AbortSignal | undefined },
): Promise<() => Promise<void>> {
  const mine = await processMark(process.pid);
  const token = `${process.pid} ${mine} ${randomUUID()}`;
  let told = false;
  const taken = await until(
    async () => {
      try {
        const handle = await open(file, 'wx');
        await handle.writeFile(token);
        await handle.close();
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (await isStale(file)) {
        await rm(file, { force: true });
      } else if (!told) {
        told = true;
        options.progress(
          `等待另一个进程准备 ${name} · waiting for another process to make ${name}`,
        );
      }
      return undefined;
    },
    { deadlineMs: 15 * 60_000, everyMs: 100, signal: options.signal },
  );
  if (taken === undefined) {
    throw new EngineProblem('build-failed', {
      zh: `另一个进程长时间占用 ${file}：确认它已停止后请删除该文件再试。`,
      en: `Another process has held ${file} for too long: make sure it has stopped, remove the file and try again.`,
    });
  }
  return async () => {
    const content = await readFile(file, 'utf8').catch(() => '');
    if (content === token) await rm(file, { force: true });
  };
}

/** A lock is stale when its holder is gone; the start time tells a reused process number apart. */
async function isStale(file: string): Promise<boolean> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return false;
  const [pid, mark] = content.split(' ');
  if (pid === undefined || mark === undefined) {
    // Just created and not yet written, or its maker died in between.
    const age = Date.now() - (await stat(file).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    return age > 5_000;
  }
  return (await processMark(Number(pid))) !== mark;
}

/** Tells this run of a process number from another one; 'gone' if there is no such process. */
export async function processMark(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (status === undefined) return 'unknown';
  // Fields after the program's name in brackets: state is the first, the start time the 20th.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? 'gone' : (fields[19] ?? 'unknown');
}
