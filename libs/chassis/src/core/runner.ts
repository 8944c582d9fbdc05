import { shortHash, hashOfReceived } from './canonical.ts';
import { Committer, type Durable } from './committer.ts';
import type { CommandCall, CommandDeclaration, Decision, Door, Outcome } from './command.ts';
import type { AnyAggregate } from './head.ts';
import type { Ports } from './ports.ts';
import { NotingReader, type Reader } from './reader.ts';
import type { DomainEvent } from '@fangpiao/contracts';

/** Carries a command from any door to the group commit: names the stream, gathers the facts, submits. */
export class Runner {
  readonly #reader: Reader;
  readonly #committer: Committer;

  constructor(options: {
    ports: Ports;
    aggregates: ReadonlyMap<string, AnyAggregate>;
    reader: Reader;
    onDurable: (durable: readonly Durable[]) => void;
  }) {
    this.#reader = options.reader;
    this.#committer = new Committer(options);
  }

  /** Rejects with a passing problem (see `isPassing`) when there is no outcome yet. */
  async run<Input, State, Event extends DomainEvent, Facts>(
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
      commandHash: hashOfReceived(door.received),
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

  call({ command, input }: CommandCall, door: Omit<Door, 'received'>): Promise<Outcome> {
    return this.run(command, input, { ...door, received: input });
  }

  get load(): number {
    return this.#committer.load;
  }

  stop(): Promise<void> {
    return this.#committer.stop();
  }
}
