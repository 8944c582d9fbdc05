import { shortHash, hashOfReceived } from './canonical.ts';
import { Committer, type Durable } from './committer.ts';
import type { CommandCall, CommandDeclaration, Decision, Door, Outcome } from './command.ts';
import type { AnyAggregate, Head } from './head.ts';
import type { Ports } from './ports.ts';
import { ShuttingDown } from './problems.ts';
import { NotingReader, type Reader } from './reader.ts';
import type { DomainEvent } from '@fangpiao/contracts';

/** Carries a command from any door to the group commit: names the stream, gathers the facts, submits. */
export class Runner {
  readonly #reader: Reader;
  readonly #committer: Committer;
  readonly #ports: Ports;
  /** Commands from outside without an answer yet. */
  readonly #open = new Set<Promise<Outcome>>();
  #closing = false;

  constructor(options: {
    ports: Ports;
    aggregates: ReadonlyMap<string, AnyAggregate>;
    reader: Reader;
    onDurable: (durable: readonly Durable[]) => void;
  }) {
    this.#reader = options.reader;
    this.#ports = options.ports;
    this.#committer = new Committer(options);
  }

  /** Rejects with a passing problem (see `isPassing`) when there is no outcome yet. */
  run<Input, State, Event extends DomainEvent, Facts>(
    command: CommandDeclaration<Input, State, Event, Facts>,
    input: Input,
    door: Door,
  ): Promise<Outcome> {
    if (this.#closing) return Promise.reject(new ShuttingDown('the service is shutting down'));
    const outcome = this.#submit(command, input, door);
    this.#open.add(outcome);
    const forget = (): void => void this.#open.delete(outcome);
    outcome.then(forget, forget);
    return outcome;
  }

  async #submit<Input, State, Event extends DomainEvent, Facts>(
    command: CommandDeclaration<Input, State, Event, Facts>,
    input: Input,
    door: Door,
  ): Promise<Outcome> {
    const commandKey = shortHash(door.keyScope);
    const context = { scopeId: commandKey, actor: door.actor };
    const reader = new NotingReader(this.#reader);
    const facts = command.facts
      ? await command.facts(input, reader, context)
      : (undefined as Facts);
    return this.#committer.submit({
      stream: `${command.aggregate.kind}/${command.id(input, context)}`,
      aggregate: command.aggregate as unknown as AnyAggregate,
      commandName: command.name,
      commandKey,
      // The scope is in it as salt: the client's key is random and not stored, so nobody can find out personal data
      // of a request by hashing guesses (WRITE-PATH 27).
      commandHash: hashOfReceived([door.keyScope, door.received]),
      actor: door.actor,
      receivedAt: door.receivedAt,
      trace: door.trace ?? '',
      creates: command.creates ?? false,
      basis: reader.basis,
      ...(door.expectedVersion !== undefined && { expectedVersion: door.expectedVersion }),
      decide: (state, decisionContext): Decision<DomainEvent> =>
        command.decide(state as State, input, facts, decisionContext),
    });
  }

  /** A command from the clock or from an event: taken until `stop`, also while the doors are closed. */
  call({ command, input }: CommandCall, door: Omit<Door, 'received'>): Promise<Outcome> {
    return this.#submit(command, input, { ...door, received: input });
  }

  /** The newest head of a stream that this process has seen become durable, if it remembers one. */
  knownHead(stream: string): Head | undefined {
    return this.#committer.knownHead(stream);
  }

  /** How many commands from outside have no answer yet. */
  get callers(): number {
    return this.#open.size;
  }

  get load(): number {
    return this.#committer.load;
  }

  /** Refuses new commands from outside and resolves when those taken have their answers, or after `millis`. */
  async close(millis: number): Promise<void> {
    this.#closing = true;
    if (this.#open.size > 0) await this.#atMost(Promise.allSettled(this.#open), millis);
  }

  async stop(millis: number): Promise<void> {
    await this.#atMost(this.#committer.stop(), millis);
  }

  /** A database that is away would hold up the end for ever. */
  #atMost(ended: Promise<unknown>, millis: number): Promise<unknown> {
    return new Promise((resolve) => {
      const cancel = this.#ports.timers.after(millis, () => resolve(undefined));
      void ended.then((result) => {
        cancel();
        resolve(result);
      });
    });
  }
}
