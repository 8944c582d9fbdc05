import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

export const repositoryFolder = resolve(import.meta.dirname, '../../..');

/** What may be thrown away at any time: jest's cache, the type checker's memory, reports of runs. */
export const cacheFolder = join(repositoryFolder, '.cache');

const running = new Set<ChildProcess>();

/** Ends what runs when somebody ends us. */
export function endChildrenWithUs(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      process.exitCode = 130;
    });
  }
}

export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program with our terminal; gives its exit code. */
export async function run(program: string, args: readonly string[]): Promise<number> {
  return (await finish(spawn(program, args, { ...place, stdio: 'inherit' }))).code;
}

/** Runs a program and keeps what it says. */
export function runQuietly(program: string, args: readonly string[]): Promise<Finished> {
  return finish(spawn(program, args, { ...place, stdio: ['ignore', 'pipe', 'pipe'] }));
}

const place = {
  cwd: repositoryFolder,
  // nx leaves no process behind, and asks and sends nothing.
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' },
};

function finish(child: ChildProcess): Promise<Finished> {
  running.add(child);
  let output = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  child.stderr?.on('data', (text) => (output += String(text)));
  return new Promise((done) => {
    const end = (code: number, more = ''): void => {
      running.delete(child);
      done({ code, output: output + more });
    };
    child.once('error', (problem) => end(1, problem.message));
    child.once('close', (code) => end(code ?? 1));
  });
}
