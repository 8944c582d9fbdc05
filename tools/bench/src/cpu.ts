import { readdirSync, readFileSync } from 'node:fs';

/** CPU that a process and all below it have used since they started, in milliseconds; 0 where there is no /proc. */
export type CpuMillis = ReadonlyMap<string, number>;

const clockTickMillis = 10;

interface ProcessLine {
  readonly parent: number;
  /** Own time and that of children that have ended and were waited for. */
  readonly millis: number;
}

/** One reading of every named tree of processes: a database server has a process for each connection. */
export function cpuOf(roots: Readonly<Record<string, number>>): CpuMillis {
  const lines = readProcesses();
  const childrenOf = new Map<number, number[]>();
  for (const [pid, { parent }] of lines) {
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid]);
  }
  const sum = (pid: number): number =>
    (lines.get(pid)?.millis ?? 0) +
    (childrenOf.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return new Map(Object.entries(roots).map(([name, pid]) => [name, sum(pid)]));
}

function readProcesses(): Map<number, ProcessLine> {
  const lines = new Map<number, ProcessLine>();
  for (const name of listProc()) {
    if (!/^\d+$/.test(name)) continue;
    const line = readStat(name);
    if (line) lines.set(Number(name), line);
  }
  return lines;
}

function listProc(): string[] {
  try {
    return readdirSync('/proc');
  } catch {
    return [];
  }
}

/** A process may end between being listed and being read. */
function readStat(pid: string): ProcessLine | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name stands in brackets and may hold spaces; what follows it has fixed places.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((total, index) => total + Number(fields[index]), 0);
  return { parent: Number(fields[1]), millis: ticks * clockTickMillis };
}
