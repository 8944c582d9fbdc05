import { readFileSync } from 'node:fs';

/**
 * A process and the children it has started, itself first. PostgreSQL works through one child for
 * each connection, in sessions of their own: whoever stops or kills the server means them too.
 * Where the kernel does not tell (only Linux does), the process alone.
 */
export function familyOf(pid: number): number[] {
  try {
    const told = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return [pid, ...told.split(' ').filter(Boolean).map(Number)];
  } catch {
    return [pid];
  }
}
