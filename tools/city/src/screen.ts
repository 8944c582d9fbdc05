import { EngineProblem } from '@fangpiao/engines';
import type { Report } from './pilot/together.ts';

/** Lines for the person who waits: on a terminal a step's line grows, elsewhere it is written at its end. */
export interface Screen {
  line(text: string): void;
  readonly report: Report;
}

const refreshMillis = 200;

export function createScreen(out: NodeJS.WriteStream = process.stderr): Screen {
  const begun = new Map<string, number>();
  let open = '';
  let drawnAt = 0;
  const line = (text: string): void => {
    out.write(open === '' ? `${text}\n` : `\r\u001b[K${text}\n${open}`);
  };
  return {
    line,
    report: ({ zh, en }, done, total) => {
      const now = performance.now();
      const since = begun.get(en) ?? now;
      begun.set(en, since);
      const isOver = done >= total;
      const text = `  ${zh} · ${en}  ${done} / ${total}`;
      if (isOver) {
        if (begun.get(en) === Number.POSITIVE_INFINITY) return;
        begun.set(en, Number.POSITIVE_INFINITY);
        open = '';
        const seconds = ((now - since) / 1000).toFixed(1);
        out.write(`${out.isTTY ? '\r\u001b[K' : ''}${text}  ${seconds} s\n`);
      } else if (out.isTTY && now - drawnAt > refreshMillis) {
        drawnAt = now;
        open = text;
        out.write(`\r\u001b[K${text}`);
      }
    },
  };
}

/** What went wrong, in a sentence where it is known what to do; gives the exit code. */
export function tellProblem(screen: Screen, problem: unknown): number {
  if (problem instanceof EngineProblem) {
    if (problem.code === 'cancelled') return 130;
    if (problem.details !== '') screen.line(problem.details);
    screen.line(problem.zh);
    screen.line(problem.en);
    return 1;
  }
  screen.line(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem));
  return 1;
}

/** Aborted by Ctrl-C or by being told to stop. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort());
  }
  return controller.signal;
}

export function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
