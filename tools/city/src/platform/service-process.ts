import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineProblem } from '@fangpiao/engines';
import type { EngineProcess, ServiceName } from '@fangpiao/engines';

export interface ServiceProcess extends EngineProcess {
  readonly service: ServiceName;
  readonly url: string;
  /** Asks for an orderly end and waits for it; by force when it takes too long. */
  stop(): Promise<void>;
}

export interface ServiceProcessOptions {
  readonly service: ServiceName;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFolder: string;
  /** The file to run. Left out: the sources. */
  readonly program?: string | undefined;
  /** Options of Node, as a deployment would give them. */
  readonly nodeOptions?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** When it comes back, database and bus may be away too. */
const readyWithinMillis = { first: 60_000, again: 180_000 };
const stopWithinMillis = 15_000;
const repository = join(import.meta.dirname, '..', '..', '..', '..');

/** Starts one service as a process of its own and waits until it takes work. */
export async function startService(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { service, port, signal } = options;
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(options.logFolder, `${service}.log`);
  let child: ChildProcess;
  await begin(readyWithinMillis.first);

  async function begin(withinMillis: number): Promise<void> {
    // Known before it is ready, so that it can be killed while it starts.
    const started = (child = launch(options, logFile));
    const end = performance.now() + withinMillis;
    for (;;) {
      if (signal?.aborted === true) {
        await ended(started);
        throw new EngineProblem('cancelled', { zh: '已取消。', en: 'Cancelled.' });
      }
      if (!isRunning(started)) throw await startFailed(service, logFile);
      if (await isReady(url)) return;
      if (performance.now() > end) {
        await ended(started);
        throw await startFailed(service, logFile);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return {
    name: service,
    service,
    url,
    get pid() {
      return child.pid ?? 0;
    },
    get isRunning() {
      return isRunning(child);
    },
    kill: (sent) => void child.kill(sent),
    stop: () => ended(child),
    restart: async () => {
      await ended(child);
      await begin(readyWithinMillis.again);
    },
  };
}

/** The pipe to its standard input ends it when this process is gone, however that came about. */
function launch(options: ServiceProcessOptions, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  try {
    const main = options.program ?? join(repository, 'apps', options.service, 'src', 'main.ts');
    const child = spawn(process.execPath, [...(options.nodeOptions ?? []), main], {
      cwd: repository,
      stdio: ['pipe', log, log],
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_NO_WARNINGS: '1',
        // Compiled sources are kept, so that a later start need not read them all again.
        NODE_COMPILE_CACHE: join(repository, '.cache', 'compiled'),
        ...options.environment,
        FANGPIAO_PORT: String(options.port),
        FANGPIAO_PARENT_PIPE: '1',
      },
    });
    child.once('error', () => undefined);
    child.stdin?.on('error', () => undefined);
    return child;
  } finally {
    closeSync(log);
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMillis);
  await over;
  clearTimeout(force);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

async function startFailed(service: ServiceName, logFile: string): Promise<EngineProblem> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  return new EngineProblem(
    'start-failed',
    {
      zh: `服务 ${service} 无法启动，请看日志 ${logFile}，以下是最后几行。`,
      en: `The service ${service} does not start; its log ${logFile} tells why, the last lines are below.`,
    },
    log.trimEnd().split('\n').slice(-12).join('\n'),
  );
}
