import { EngineProblem } from './engine-problem.ts';
import { findOnPath, run } from './run.ts';
import type { RunResult } from './run.ts';

/**
 * What to put before a command so that the kernel sends it a signal when its parent dies, where
 * that is to be had; and so that it runs as another user, which only root may ask for.
 */
export async function withParentDeathSignal(
  signal: NodeJS.Signals,
  asUser?: { uid: string; gid: string },
): Promise<string[]> {
  const setpriv = process.platform === 'linux' ? await findOnPath('setpriv') : undefined;
  if (setpriv === undefined) {
    if (asUser === undefined) return [];
    throw new EngineProblem('tool-missing', {
      zh: '以 root 运行时需要 setpriv 命令：请安装 util-linux，或改用普通用户运行。',
      en: 'Running as root needs the command setpriv: install util-linux, or run as an ordinary user.',
    });
  }
  const parts = [setpriv];
  if (asUser !== undefined) {
    parts.push(`--reuid=${asUser.uid}`, `--regid=${asUser.gid}`, '--clear-groups');
  }
  pdeathsigKnown ??= run(setpriv, ['--help']).then((help) => help.output.includes('pdeathsig'));
  if (await pdeathsigKnown) parts.push('--pdeathsig', signal.replace('SIG', ''));
  else if (asUser === undefined) return [];
  return [...parts, '--'];
}

let pdeathsigKnown: Promise<boolean> | undefined;

/** Runs a long preparation to its end; it does not go on when this process is killed. */
export async function runWithUs(
  command: string,
  args: readonly string[],
  options: Parameters<typeof run>[2],
): Promise<RunResult> {
  const [first, ...rest] = [...(await withParentDeathSignal('SIGTERM')), command, ...args];
  return run(first ?? command, rest, options);
}
