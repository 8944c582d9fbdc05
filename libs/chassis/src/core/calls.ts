import { shortHash } from './canonical.ts';
import type { Actor, CommandCall } from './command.ts';
import type { ServiceName } from '@fangpiao/contracts';

/** The service itself, acting on an event or on the clock. */
export function serviceActor(service: ServiceName): Actor {
  return { subject: `service:${service}`, role: 'service', agency: service };
}

/**
 * Commands of one source for one target run one after another, in the order in which they are given; others may share a
 * flush, also those of many sources for one hot target. A command behind one that failed is not run.
 */
export class CallOrder {
  /** Something could not even be started: nothing behind it may be. */
  isBroken = false;
  readonly #last = new Map<string, Promise<unknown>>();

  run(sourceAndTarget: string, task: () => Promise<void>): Promise<void> {
    const run = (this.#last.get(sourceAndTarget) ?? Promise.resolve()).then(task);
    run.catch(() => undefined);
    this.#last.set(sourceAndTarget, run);
    return run;
  }
}

/** The stream a call would write to, named as the write path names it. */
export function targetOf(
  { command, input }: CommandCall,
  door: { readonly keyScope: readonly string[]; readonly actor: Actor },
): string {
  const id = command.id(input, {
    // Most commands have a natural key and do not ask.
    get scopeId() {
      return shortHash(door.keyScope);
    },
    actor: door.actor,
  });
  return `${command.aggregate.kind}/${id}`;
}

/** Waits for all; throws the first failure in their order. */
export async function allOf(tasks: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(tasks)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
