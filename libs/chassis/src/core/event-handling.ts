import { instantMillis } from '@fangpiao/values';
import type { ServiceName } from '@fangpiao/contracts';
import { allOf, serviceActor, targetOf, type CallOrder } from './calls.ts';
import type { Cursor } from './cursors.ts';
import type { EventHandler } from './definition.ts';
import type { ReceivedEvent } from './envelope.ts';
import type { Ports } from './ports.ts';
import type { Runner } from './runner.ts';

/** Applies another agency's event to what is remembered of its stream, and runs the commands it asks for. */
export class EventHandling {
  readonly #service: ServiceName;
  readonly #handlers: ReadonlyMap<string, readonly EventHandler[]>;
  readonly #runner: Runner;
  readonly #ports: Pick<Ports, 'faultPoint'>;

  constructor(options: {
    ports: Pick<Ports, 'faultPoint'>;
    service: ServiceName;
    handlers: readonly EventHandler[];
    runner: Runner;
  }) {
    this.#service = options.service;
    this.#handlers = Map.groupBy(options.handlers, (handler) => handler.type);
    this.#runner = options.runner;
    this.#ports = options.ports;
  }

  /**
   * Moves the cursor behind the event and starts its commands. A fault in `apply` or in a handler ends in the promise,
   * like a command that fails; then nothing behind the event may be applied, which `order` sees to.
   */
  start(cursor: Cursor, event: ReceivedEvent, order: CallOrder): Promise<void> {
    let ended: Promise<void>;
    try {
      if (order.isBroken) throw new Error('an event before it could not be applied');
      cursor.facts = cursor.mirror.apply(cursor.facts, event, {
        at: event.at,
        stream: event.stream,
      });
      ended = this.#run(event, cursor.facts, order);
    } catch (problem) {
      order.isBroken = true;
      ended = Promise.reject(problem as Error);
    }
    cursor.position = event.position;
    cursor.hash = event.hash;
    ended.catch(() => undefined);
    return ended;
  }

  #run(event: ReceivedEvent, facts: unknown, order: CallOrder): Promise<void> {
    const actor = serviceActor(this.#service);
    const tasks: Promise<void>[] = [];
    for (const handler of this.#handlers.get(event.type) ?? []) {
      for (const [index, call] of handler.commands(event, facts).entries()) {
        const door = {
          actor,
          keyScope: [event.id, call.command.name, String(index)],
          receivedAt: instantMillis(event.at),
          trace: event.trace,
        };
        tasks.push(
          order.run(targetOf(call, door), async () => {
            await this.#ports.faultPoint('event-not-command');
            const outcome = await this.#runner.call(call, door);
            if (outcome.kind === 'refused')
              throw new Error(`${call.command.name} refused an event: ${outcome.refusal.refused}`);
          }),
        );
      }
    }
    return allOf(tasks);
  }
}
