import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { cpuOf } from './cpu.ts';
import type { FloorOrder } from './floor-order.ts';
import type { LoadOrder, LoadReport } from './load-order.ts';

/** What a load achieved, and what each process spent on one operation. */
export interface Measured extends LoadReport {
  /** Microseconds of processor time an operation, by process. */
  readonly microsEach: Readonly<Record<string, number>>;
}

/** Runs one load in a process of its own; `processes` are those whose time is taken meanwhile. */
export async function runLoad(
  order: LoadOrder | FloorOrder,
  processes: Readonly<Record<string, number>>,
  untilAllFollowed?: () => Promise<void>,
): Promise<Measured> {
  const before = cpuOf(processes);
  const program = join(import.meta.dirname, order.kind === 'floor' ? 'floor.ts' : 'load.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const report = JSON.parse(await firstLine(child)) as LoadReport;
  const answered = performance.now();
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
  // The generator's own start is no part of it.
  const seconds = report.seconds + (performance.now() - answered) / 1_000;
  return { ...report, seconds, perSecond: order.count / seconds, microsEach };
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
