import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { cpuOf } from './cpu.ts';
import type { LoadOrder, LoadReport } from './load-order.ts';

/** What a load achieved, and what each process spent on one operation. */
export interface Measured extends LoadReport {
  /** Microseconds of processor time an operation, by process. */
  readonly microsEach: Readonly<Record<string, number>>;
}

/** Runs one load in a process of its own; `processes` are those whose time is taken meanwhile. */
export async function runLoad(
  order: LoadOrder,
  processes: Readonly<Record<string, number>>,
  untilAllFollowed?: () => Promise<void>,
): Promise<Measured> {
  const before = cpuOf(processes);
  const started = performance.now();
  const load = join(import.meta.dirname, 'load.ts');
  const child = spawn(process.execPath, [load, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const report = JSON.parse(await firstLine(child)) as LoadReport;
  await untilAllFollowed?.();
  const after = cpuOf(processes);
  const operations = order.count + (order.warmUp ?? 0);
  const microsEach = Object.fromEntries(
    [...after].map(([name, millis]) => [
      name,
      Math.round(((millis - before.get(name)!) * 1_000) / operations),
    ]),
  );
  microsEach['load'] = Math.round((report.cpuMillis * 1_000) / order.count);
  if (!untilAllFollowed) return { ...report, microsEach };
  const seconds = (performance.now() - started) / 1_000;
  return { ...report, seconds, perSecond: operations / seconds, microsEach };
}

export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.on('exit', (code) => reject(new Error(`a part of the bench ended with ${code}`)));
  });
}
