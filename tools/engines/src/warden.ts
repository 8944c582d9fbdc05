/**
 * The warden starts the engines for its owner and ends them with it. Its standard input is a pipe
 * that only the owner holds: however the owner ends, by force too, the pipe closes, and the warden
 * stops what it started, last started first, removes temporary folders, and goes. It runs in a
 * session of its own, so that Ctrl-C and the killing of the owner's group pass it by.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ProgramSpec, WardenOrder, WardenReport } from './warden-protocol.ts';

/** How long a program may take to end when asked, before it is killed. */
const graceMs = 8_000;

interface Ward {
  child: ChildProcess;
  program: ProgramSpec;
  ended: Promise<void>;
}

const wards = new Map<number, Ward>();
const leftovers: string[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// The owner may be gone before it has read everything.
process.stdout.on('error', () => undefined);

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => obey(JSON.parse(line) as WardenOrder));
orders.once('close', () => void end());

function obey(order: WardenOrder): void {
  if (order.order === 'remove-at-end') leftovers.push(order.path);
  else start(order.id, order.program);
}

function start(id: number, program: ProgramSpec): void {
  let log: number | undefined;
  try {
    log = openSync(program.logFile, 'a', 0o600);
    const child = spawn(program.command, program.args, {
      env: program.env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    child.once('error', (error) => tell({ report: 'failed', id, reason: error.message }));
    const pid = child.pid;
    if (pid === undefined) return;
    const ended = new Promise<void>((resolve) => {
      child.once('exit', (code, signal) => {
        wards.delete(pid);
        tell({ report: 'ended', pid, code, signal });
        resolve();
      });
    });
    wards.set(pid, { child, program, ended });
    tell({ report: 'started', id, pid });
  } catch (error) {
    tell({ report: 'failed', id, reason: String(error) });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}

function tell(report: WardenReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function end(): Promise<void> {
  for (const { child, program, ended } of [...wards.values()].reverse()) {
    child.kill(program.stopSignal);
    const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(force);
  }
  for (const path of leftovers) await rm(path, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
}
