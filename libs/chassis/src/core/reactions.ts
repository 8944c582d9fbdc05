import { instantMillis, type Instant } from '@fangpiao/values';
import type { ServiceName } from '@fangpiao/contracts';
import { allOf, CallOrder, serviceActor, targetOf } from './calls.ts';
import type { Commit, CommittedEvent } from './commit.ts';
import type { DeadLetter, DeadLetters, LetterEntry } from './dead-letters.ts';
import type { EventHandler } from './definition.ts';
import { eventId } from './envelope.ts';
import type { Ports } from './ports.ts';
import { isPassing } from './problems.ts';
import type { Runner } from './runner.ts';

const failuresBeforeDeadLetter = 5;

/**
 * What the service does because of its own events: commands with the event's id as key, so that repeats are harmless.
 * Failures are counted here; after some the commit goes among the dead letters, and later ones of its stream behind it.
 */
export class Reactions {
  readonly #ports: Ports;
  readonly #service: ServiceName;
  readonly #handlers: ReadonlyMap<string, readonly EventHandler[]>;
  readonly #runner: Runner;
  readonly #deadLetters: DeadLetters;
  readonly #failures = new Map<string, number>();

  constructor(options: {
    ports: Ports;
    service: ServiceName;
    reactions: readonly EventHandler[];
    runner: Runner;
    deadLetters: DeadLetters;
  }) {
    this.#ports = options.ports;
    this.#service = options.service;
    this.#handlers = Map.groupBy(options.reactions, (handler) => handler.type);
    this.#runner = options.runner;
    this.#deadLetters = options.deadLetters;
  }

  /** True when every reaction to the commit has its outcome, or the commit is among the dead letters. */
  async to(commit: Commit, order: CallOrder): Promise<boolean> {
    if (!commit.events.some(({ type }) => this.#handlers.has(type))) return true;
    const source = sourceOf(commit.stream);
    if (this.#deadLetters.has(source)) {
      const laid = await this.#deadLetters.lay({
        source,
        events: [letterOf(commit, 'behind the first')],
        behind: true,
      });
      if (laid !== 'gone') return laid === 'laid';
    }
    try {
      await this.#run(commit, order);
      this.#failures.delete(commit._id);
      return true;
    } catch (problem) {
      return this.#fail(commit, problem);
    }
  }

  async #fail(commit: Commit, problem: unknown): Promise<boolean> {
    if (isPassing(problem)) return false;
    const failures = (this.#failures.get(commit._id) ?? 0) + 1;
    this.#failures.set(commit._id, failures);
    this.#ports.log.error('a reaction failed', {
      commit: commit._id,
      failures,
      problem: String(problem),
    });
    if (failures < failuresBeforeDeadLetter) return false;
    const laid = await this.#deadLetters.lay({
      source: sourceOf(commit.stream),
      events: [letterOf(commit, String(problem))],
    });
    if (laid === 'laid') this.#failures.delete(commit._id);
    return laid === 'laid';
  }

  async #run(commit: Commit, order: CallOrder): Promise<void> {
    const actor = serviceActor(this.#service);
    const tasks: Promise<void>[] = [];
    for (const [eventIndex, event] of commit.events.entries()) {
      const id = idOf(commit, event, eventIndex);
      const arrived = {
        type: event.type,
        data: event.data,
        stream: commit.stream,
        position: event.position ?? 0,
        at: commit.at,
        commitHash: commit.hash,
      };
      for (const handler of this.#handlers.get(event.type) ?? []) {
        for (const [index, call] of handler.commands(arrived, undefined).entries()) {
          const door = {
            actor,
            keyScope: [id, call.command.name, String(index)],
            receivedAt: instantMillis(commit.at as Instant),
            trace: commit.trace,
          };
          tasks.push(
            order.run(`${commit.stream} ${targetOf(call, door)}`, async () => {
              await this.#ports.faultPoint('event-not-command');
              const outcome = await this.#runner.call(call, door);
              if (outcome.kind === 'refused')
                throw new Error(
                  `${call.command.name} refused a reaction: ${outcome.refusal.refused}`,
                );
            }),
          );
        }
      }
    }
    await allOf(tasks);
  }

  /** Runs the reactions to a dead letter's commits again, in order; it is taken away when all have passed. */
  async replay(letter: DeadLetter): Promise<boolean> {
    for (;;) {
      const there = await this.#deadLetters.get(letter._id);
      if (!there) return true;
      const commits = await this.#ports.store.commitsByIds(there.events.map(({ id }) => id));
      for (const commit of commits.sort((a, b) => (a._id < b._id ? -1 : 1))) {
        try {
          await this.#run(commit, new CallOrder());
        } catch (problem) {
          this.#ports.log.error('replaying a dead letter failed again', {
            commit: commit._id,
            problem: String(problem),
          });
          return false;
        }
      }
      if (await this.#deadLetters.take(there)) return true;
    }
  }
}

function sourceOf(stream: string): string {
  return `own/${stream}`;
}

function idOf(commit: Commit, event: CommittedEvent, index: number): string {
  return event.position === undefined ? `${commit._id}#${index}` : eventId(commit, event);
}

function letterOf(commit: Commit, problem: string): LetterEntry {
  return { id: commit._id, type: commit.events.map(({ type }) => type).join(' '), problem };
}
