import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cancelled } from './engine-problem.ts';

export type Progress = (line: string) => void;

export interface RunResult {
  code: number;
  /** Everything the program said on standard output. */
  output: string;
  /** The last lines of both outputs, for error messages. */
  tail: string;
}

/** Runs a program to its end; a program that cannot be started counts as code 127. */
export function run(
  command: string,
  args: readonly string[],
  options: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    signal?: AbortSignal | undefined;
    timeoutMs?: number;
  } = {},
): Promise<RunResult> {
  if (options.signal?.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: options.signal,
      timeout: options.timeoutMs,
      killSignal: 'SIGTERM',
    });
    const output: string[] = [];
    const all: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.push(text);
      all.push(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => all.push(text));
    const finish = (code: number, reason?: string): void => {
      if (options.signal?.aborted) {
        reject(cancelled());
        return;
      }
      const tail = lastLines(all.join('') + (reason ?? ''));
      resolve({ code, output: output.join(''), tail });
    };
    child.on('error', (error) => {
      // Being told to stop is an error too, but the program may go on writing until it has ended.
      if (child.pid === undefined) finish(127, error.message);
    });
    // Not 'exit': what the program started itself (dpkg-deb starts tar) may still be writing.
    child.on('close', (code) => finish(code ?? 128));
  });
}

/** The last lines of a text, enough to tell what went wrong. */
export function lastLines(text: string, count = 15): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** The full path of a program on PATH, or undefined. */
export async function findOnPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here: the next folder may have it.
    }
  }
  return undefined;
}

/**
 * Asks again and again until the answer is not undefined; undefined after the deadline.
 * Waiting for a condition, never for a span of time that happens to suffice on one machine.
 */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  options: { deadlineMs: number; everyMs?: number; signal?: AbortSignal | undefined },
): Promise<T | undefined> {
  const end = performance.now() + options.deadlineMs;
  for (;;) {
    if (options.signal?.aborted) throw cancelled();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= end) return undefined;
    await pause(options.everyMs ?? 20);
  }
}

/** Compares dotted version numbers; text after the numbers is ignored. */
export function isAtLeast(version: string, least: string): boolean {
  const have = numbersOf(version);
  const need = numbersOf(least);
  for (let index = 0; index < need.length; index += 1) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}

/** Does two things at once; when one fails the other is told to stop and waited for. */
export async function together<First, Second>(
  signal: AbortSignal | undefined,
  first: (signal: AbortSignal) => Promise<First>,
  second: (signal: AbortSignal) => Promise<Second>,
): Promise<[First, Second]> {
  const failed = new AbortController();
  const either = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
  let reason: unknown;
  const watch = (error: unknown): never => {
    reason ??= error;
    failed.abort();
    throw error;
  };
  const parts = [first(either).catch(watch), second(either).catch(watch)] as const;
  await Promise.allSettled(parts);
  // The first reason, not the cancellation that it brought upon the other.
  if (reason !== undefined) throw reason;
  return Promise.all(parts);
}
