import type { ServiceName } from '@fangpiao/contracts';
import type { JobDeclaration } from './definition.ts';
import { serviceActor } from './calls.ts';
import type { Ports } from './ports.ts';
import type { Reader } from './reader.ts';
import type { Runner } from './runner.ts';

/**
 * Runs one round of a job: what is due, each under its own key, so that replicas and restarts do no harm. The time is
 * the database's: a replica whose clock is off must not make anything due early (WRITE-PATH 11).
 */
export async function runJob(options: {
  readonly job: JobDeclaration;
  readonly service: ServiceName;
  readonly ports: Ports;
  readonly reader: Reader;
  readonly runner: Runner;
}): Promise<number> {
  const { job, service, ports, reader, runner } = options;
  const now = await ports.store.now();
  const due = await job.find({ now, store: ports.store, reader });
  await Promise.all(
    due.map(async ({ key, call }) => {
      try {
        const outcome = await runner.call(call, {
          actor: serviceActor(service),
          keyScope: [job.name, key],
          receivedAt: now,
        });
        if (outcome.kind === 'refused')
          ports.log.warn('a scheduled command was refused; it stays due', {
            job: job.name,
            key,
            refused: outcome.refusal.refused,
          });
      } catch (problem) {
        ports.log.warn('a scheduled command has no outcome yet; the next round repeats it', {
          job: job.name,
          key,
          problem: String(problem),
        });
      }
    }),
  );
  return due.length;
}

/** Repeats a task for ever, never twice at once; a failure is logged and the next round comes. Answers the stop. */
export function every(
  ports: Pick<Ports, 'timers' | 'log'>,
  millis: number,
  name: string,
  task: () => Promise<unknown>,
): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;
  const next = (): void => {
    if (stopped) return;
    cancel = ports.timers.after(millis, () => {
      void task()
        .catch((problem: unknown) =>
          ports.log.warn('a background task failed', { name, problem: String(problem) }),
        )
        .finally(next);
    });
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}
