import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EngineProblem } from './engine-problem.ts';
import { familyOf } from './process-family.ts';
import { lastLines, until } from './run.ts';
import type { ProgramSpec, WardenOrder, WardenReport } from './warden-protocol.ts';

/** A started engine that can be killed and brought back, for tests of recovery. */
export interface EngineProcess {
  readonly name: string;
  /** The number of the running process; another one after `restart`. */
  readonly pid: number;
  /** False once it has ended, whoever ended it. */
  readonly isRunning: boolean;
  /** Sends a signal to it and to what works for it; it does not wait for the end. */
  kill(signal: NodeJS.Signals): void;
  /** Starts it again with the same port and data, after asking it to end if it still runs. */
  restart(): Promise<void>;
}

interface Waiting {
  resolve(pid: number): void;
  reject(problem: Error): void;
}

/** The owner's end of the warden (see warden.ts). */
export class Warden {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #running = new Map<number, NodeJS.Signals>();
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #closing = false;

  /** Starts a warden, which lives until `close` or until this process ends in whatever way. */
  constructor() {
    // Flags of this process (a debugger's port, a test runner's loader) are not for the warden.
    const child = spawn(process.execPath, [fileURLToPath(new URL('warden.ts', import.meta.url))], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
      env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
    });
    this.#child = child;
    this.pid = child.pid ?? 0;
    child.stdin?.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      const over = (): void => {
        this.#onEnd();
        resolve();
      };
      child.once('exit', over);
      child.once('error', over);
    });
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) =>
        this.#onReport(JSON.parse(line) as WardenReport),
      );
    }
  }

  /** Starts a program and gives its process number. */
  start(program: ProgramSpec): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#closing) {
        reject(startFailed(program.name, 'the engines are being stopped'));
        return;
      }
      const id = this.#nextId;
      this.#nextId += 1;
      this.#waiting.set(id, {
        resolve: (pid) => {
          this.#running.set(pid, program.stopSignal);
          resolve(pid);
        },
        reject: (problem) => reject(startFailed(program.name, problem.message)),
      });
      this.#send({ order: 'start', id, program });
    });
  }

  /** True while the process that this warden started runs. */
  isRunning(pid: number): boolean {
    return this.#running.has(pid);
  }

  /** Asks for an orderly end and waits for it. */
  async end(pid: number): Promise<void> {
    const stopSignal = this.#running.get(pid);
    if (stopSignal === undefined) return;
    signalTo(pid, stopSignal);
    const gone = async (): Promise<true | undefined> => (this.isRunning(pid) ? undefined : true);
    if ((await until(gone, { deadlineMs: 8_000 })) === undefined) {
      signalTo(pid, 'SIGKILL');
      await until(gone, { deadlineMs: 8_000 });
    }
  }

  /** Has a folder removed after everything has stopped. */
  removeAtEnd(path: string): void {
    this.#send({ order: 'remove-at-end', path });
  }

  /** Stops everything that was started and waits until it is gone. */
  close(): Promise<void> {
    this.#closing = true;
    this.#child.stdin?.end();
    return this.#ended;
  }

  #send(order: WardenOrder): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  #onReport(report: WardenReport): void {
    if (report.report === 'ended') {
      this.#running.delete(report.pid);
      return;
    }
    const waiting = this.#waiting.get(report.id);
    this.#waiting.delete(report.id);
    if (report.report === 'started') waiting?.resolve(report.pid);
    else waiting?.reject(new Error(report.reason));
  }

  /** The warden itself was killed: what it started must not outlive it. */
  #onEnd(): void {
    this.#closing = true;
    for (const pid of [...this.#running.keys()].reverse()) signalTo(pid, 'SIGKILL');
    this.#running.clear();
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('the warden has ended'));
    this.#waiting.clear();
  }
}

/** Starts a program, waits until it is ready, and keeps the means to start it again. */
export async function launch(
  warden: Warden,
  program: ProgramSpec,
  isReady: () => Promise<boolean>,
  options: { deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<EngineProcess> {
  let pid = 0;
  const begin = async (): Promise<void> => {
    const end = performance.now() + options.deadlineMs;
    for (;;) {
      const started = await warden.start(program);
      pid = started;
      const outcome = await until<'ready' | 'ended'>(
        async () => {
          if (!warden.isRunning(started)) return 'ended';
          return (await isReady()) && warden.isRunning(started) ? 'ready' : undefined;
        },
        { deadlineMs: Math.max(0, end - performance.now()), signal: options.signal },
      );
      if (outcome === 'ready') return;
      // It may end at once while remains of a killed predecessor still hold its data.
      if (outcome === undefined || performance.now() >= end) {
        throw startFailed(program.name, await logTail(program.logFile));
      }
      if (!(await mayTryAgain(program.logFile))) {
        throw startFailed(program.name, await logTail(program.logFile));
      }
    }
  };
  await begin();
  return {
    name: program.name,
    get pid() {
      return pid;
    },
    get isRunning() {
      return warden.isRunning(pid);
    },
    kill: (signal) => {
      if (warden.isRunning(pid)) for (const each of familyOf(pid)) signalTo(each, signal);
    },
    restart: async () => {
      await warden.end(pid);
      await begin();
    },
  };
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function logTail(file: string): Promise<string> {
  return lastLines(await readFile(file, 'utf8').catch(() => ''));
}

async function mayTryAgain(logFile: string): Promise<boolean> {
  return /still in use|already exists|address already in use|lock file/i.test(
    await logTail(logFile),
  );
}

function startFailed(name: string, details: string): EngineProblem {
  return new EngineProblem(
    'start-failed',
    {
      zh: `${name} 无法启动，请看它的最后几行日志。`,
      en: `${name} does not start; its last lines of log tell why.`,
    },
    details,
  );
}
