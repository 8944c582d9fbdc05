import { instantMillis } from '@fangpiao/values';
import type { ServiceName } from '@fangpiao/contracts';
import type { CommandCall, MirrorDeclaration } from './command.ts';
import { DeadLetters, type DeadLetter } from './dead-letters.ts';
import type { EventHandler, SubscriptionDeclaration } from './definition.ts';
import { digestEntries, isDigest } from './digest.ts';
import { readMessage, UnreadableMessage, type ReceivedEvent } from './envelope.ts';
import { serviceActor } from './pipeline.ts';
import type { Delivery, Ports, RepairAsk } from './ports.ts';
import { isPassing } from './problems.ts';
import { mirrorCollection, type MirrorDocument } from './reader.ts';
import type { Runner } from './runner.ts';

const limits = {
  parkMillis: 300,
  retryMillis: 200,
  failuresBeforeDeadLetter: 5,
  mirrorsRemembered: 20_000,
} as const;

interface Received {
  readonly event: ReceivedEvent;
  readonly delivery: Delivery;
}

/** What is known of one foreign stream while a batch is handled. */
interface Cursor {
  readonly stream: string;
  readonly collection: string;
  readonly mirror: MirrorDeclaration<unknown>;
  position: number;
  hash: string;
  facts: unknown;
}

/**
 * Takes one producer's events: restores order and once-ness by position, runs the commands they ask for, remembers
 * the facts, and only then acknowledges (WRITE-PATH §3). The order is commit, mirror, ack.
 */
export class Subscriber {
  readonly #ports: Ports;
  readonly #service: ServiceName;
  readonly #producer: ServiceName;
  readonly #families = new Map<string, MirrorDeclaration<unknown>>();
  readonly #handlers: ReadonlyMap<string, readonly EventHandler[]>;
  readonly #runner: Runner;
  readonly #deadLetters: DeadLetters;
  readonly #remembered = new Map<string, MirrorDocument>();
  /** Failures of the handler by event id, counted here and not by the bus (WRITE-PATH 22). */
  readonly #failures = new Map<string, number>();
  /** Streams whose history at the producer has forked; parked until an operator has looked. */
  readonly #forked = new Set<string>();
  #handled = 0;

  constructor(options: {
    ports: Ports;
    service: ServiceName;
    subscription: SubscriptionDeclaration;
    runner: Runner;
    deadLetters: DeadLetters;
  }) {
    this.#ports = options.ports;
    this.#service = options.service;
    this.#producer = options.subscription.producer;
    this.#runner = options.runner;
    this.#deadLetters = options.deadLetters;
    this.#handlers = Map.groupBy(options.subscription.handlers, (handler) => handler.type);
    for (const mirror of options.subscription.mirrors) this.#families.set(mirror.family, mirror);
    for (const { type } of options.subscription.handlers) {
      const family = type.split('.')[1]!;
      if (!this.#families.has(family))
        this.#families.set(family, cursorOnly(this.#producer, family));
    }
  }

  get families(): readonly string[] {
    return [...this.#families.keys()];
  }

  /** Events handled since the start. */
  get handled(): number {
    return this.#handled;
  }

  get forked(): readonly string[] {
    return [...this.#forked];
  }

  async handle(batch: readonly Delivery[]): Promise<void> {
    if (this.#runner.load > 0.5) {
      // Desks come first: while the queue is half full, events wait on the bus.
      for (const delivery of batch) delivery.nak(limits.retryMillis);
      return;
    }
    const byStream = Map.groupBy(this.#read(batch), ({ event }) => event.stream);
    const cursors = await this.#cursors(
      [...byStream.values()].map((received) => received[0]!.event),
    );
    const asks: RepairAsk[] = [];
    const taken = await Promise.all(
      [...byStream].map(([stream, received]) => this.#take(cursors.get(stream)!, received, asks)),
    );
    await this.#ports.faultPoint('command-not-mirror');
    await this.#writeMirrors(taken.flatMap(({ cursor, advanced }) => (advanced ? [cursor] : [])));
    await this.#ports.faultPoint('mirror-not-ack');
    for (const { acks } of taken) for (const delivery of acks) delivery.ack();
    this.#handled += taken.reduce((sum, { acks }) => sum + acks.length, 0);
    if (asks.length > 0) await this.#askRepair(asks);
  }

  /** Events of families we take; digests are checked at once, unreadable messages are laid aside. */
  #read(batch: readonly Delivery[]): Received[] {
    const received: Received[] = [];
    for (const delivery of batch) {
      if (isDigest(delivery)) {
        void this.#checkDigest(delivery);
        continue;
      }
      try {
        const event = readMessage(delivery);
        if (this.#families.has(event.family)) received.push({ event, delivery });
        else delivery.ack();
      } catch (problem) {
        if (!(problem instanceof UnreadableMessage || problem instanceof SyntaxError))
          throw problem;
        void this.#deadLetters
          .lay({
            source: `${this.#producer}/unreadable`,
            events: [{ id: delivery.id, subject: delivery.subject, problem: String(problem) }],
          })
          .then(
            () => delivery.ack(),
            () => delivery.nak(limits.retryMillis),
          );
      }
    }
    return received;
  }

  async #cursors(events: readonly ReceivedEvent[]): Promise<Map<string, Cursor>> {
    const byFamily = Map.groupBy(events, (event) => event.family);
    const cursors = new Map<string, Cursor>();
    await Promise.all(
      [...byFamily].map(async ([family, ofFamily]) => {
        const mirror = this.#families.get(family)!;
        const collection = mirrorCollection(this.#producer, family);
        const unknown = ofFamily
          .map(({ stream }) => stream)
          .filter((stream) => !this.#remembered.has(stream));
        const stored =
          unknown.length > 0
            ? await this.#ports.store.folded<MirrorDocument>(collection, unknown)
            : [];
        for (const document of stored) this.#remember(document);
        for (const { stream } of ofFamily) {
          const document = this.#remembered.get(stream);
          cursors.set(stream, {
            stream,
            collection,
            mirror,
            position: document?.version ?? 0,
            hash: document?.hash ?? '',
            facts: document ? document.facts : mirror.initial,
          });
        }
      }),
    );
    return cursors;
  }

  #remember(document: MirrorDocument): void {
    if (this.#remembered.size >= limits.mirrorsRemembered) {
      this.#remembered.delete(this.#remembered.keys().next().value!);
    }
    this.#remembered.set(document._id, document);
  }

  async #take(
    cursor: Cursor,
    received: readonly Received[],
    asks: RepairAsk[],
  ): Promise<{ cursor: Cursor; advanced: boolean; acks: Delivery[] }> {
    const source = `${this.#producer}/${cursor.stream}`;
    const sorted = [...received].sort((a, b) => a.event.position - b.event.position);
    if (this.#deadLetters.has(source)) return this.#takeBehindDeadLetter(source, cursor, sorted);
    const acks: Delivery[] = [];
    const running: { received: Received; before: Cursor; ended: Promise<unknown> }[] = [];
    // Commands for one target run one after another; different targets may share a flush.
    const targets = new Map<string, Promise<unknown>>();
    for (const item of sorted) {
      const { event, delivery } = item;
      if (event.position <= cursor.position) {
        if (event.position === cursor.position && cursor.hash !== '' && event.hash !== cursor.hash)
          this.#fork(cursor.stream, delivery);
        else acks.push(delivery);
      } else if (event.position > cursor.position + 1) {
        await this.#park(cursor, item, asks);
      } else {
        const before = { ...cursor };
        cursor.facts = cursor.mirror.apply(cursor.facts, event, {
          at: event.at,
          stream: event.stream,
        });
        cursor.position = event.position;
        cursor.hash = event.hash;
        running.push({ received: item, before, ended: this.#run(event, cursor.facts, targets) });
      }
    }
    const advanced = await this.#settle(cursor, running, acks, source);
    return { cursor, advanced, acks };
  }

  /** Waits for the commands in order of position; at the first that failed the cursor is set back before it. */
  async #settle(
    cursor: Cursor,
    running: readonly { received: Received; before: Cursor; ended: Promise<unknown> }[],
    acks: Delivery[],
    source: string,
  ): Promise<boolean> {
    const results = await Promise.allSettled(running.map(({ ended }) => ended));
    const failed = results.findIndex((result) => result.status === 'rejected');
    for (const { received } of failed === -1 ? running : running.slice(0, failed))
      acks.push(received.delivery);
    if (failed === -1) return running.length > 0;
    const { before } = running[failed]!;
    Object.assign(cursor, before);
    const problem: unknown = (results[failed] as PromiseRejectedResult).reason;
    await this.#fail(
      source,
      running.slice(failed).map(({ received }) => received),
      problem,
      acks,
    );
    return failed > 0;
  }

  async #fail(
    source: string,
    received: readonly Received[],
    problem: unknown,
    acks: Delivery[],
  ): Promise<void> {
    const { event } = received[0]!;
    if (!isPassing(problem)) {
      const failures = (this.#failures.get(event.id) ?? 0) + 1;
      this.#failures.set(event.id, failures);
      this.#ports.log.error('handling an event failed', {
        event: event.id,
        type: event.type,
        failures,
        problem: String(problem),
      });
      if (failures >= limits.failuresBeforeDeadLetter) {
        const laid = await this.#deadLetters.lay({
          source,
          events: received.map((item) => letterOf(item.event)),
        });
        if (laid) {
          this.#failures.delete(event.id);
          acks.push(...received.map(({ delivery }) => delivery));
          return;
        }
      }
    }
    for (const { delivery } of received) delivery.nak(limits.retryMillis);
  }

  async #takeBehindDeadLetter(
    source: string,
    cursor: Cursor,
    sorted: readonly Received[],
  ): Promise<{ cursor: Cursor; advanced: boolean; acks: Delivery[] }> {
    const fresh = sorted.filter(({ event }) => event.position > cursor.position);
    const acks = sorted
      .filter(({ event }) => event.position <= cursor.position)
      .map(({ delivery }) => delivery);
    const laid =
      fresh.length === 0 ||
      (await this.#deadLetters.lay({ source, events: fresh.map(({ event }) => letterOf(event)) }));
    if (laid) acks.push(...fresh.map(({ delivery }) => delivery));
    else for (const { delivery } of fresh) delivery.nak(10_000);
    return { cursor, advanced: false, acks };
  }

  #fork(stream: string, delivery: Delivery): void {
    this.#forked.add(stream);
    this.#ports.log.error('a stream of another agency has forked: its database was set back', {
      producer: this.#producer,
      stream,
    });
    delivery.nak(10_000);
  }

  /** Out of order, or something is missing: it waits, and what is missing is asked for when it waits again. */
  async #park(cursor: Cursor, { event, delivery }: Received, asks: RepairAsk[]): Promise<void> {
    delivery.nak(limits.parkMillis);
    // Another replica may have taken what we miss.
    this.#remembered.delete(cursor.stream);
    if (delivery.delivered > 1) {
      asks.push({
        stream: cursor.stream,
        fromPosition: cursor.position + 1,
        toPosition: event.position - 1,
      });
    }
    return Promise.resolve();
  }

  async #run(
    event: ReceivedEvent,
    facts: unknown,
    targets: Map<string, Promise<unknown>>,
  ): Promise<void> {
    const handlers = this.#handlers.get(event.type) ?? [];
    const ended: Promise<unknown>[] = [];
    for (const handler of handlers) {
      for (const [index, call] of handler.commands(event, facts).entries()) {
        const target = targetOf(call);
        const before = targets.get(target) ?? Promise.resolve();
        const run = before.then(() => this.#runOne(event, call, index));
        targets.set(target, run);
        ended.push(run);
      }
    }
    const failed = (await Promise.allSettled(ended)).find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #runOne(event: ReceivedEvent, call: CommandCall, index: number): Promise<void> {
    const outcome = await this.#runner.call(call, {
      actor: serviceActor(this.#service),
      keyScope: [event.id, call.command.name, String(index)],
      receivedAt: instantMillis(event.at),
      trace: event.trace,
    });
    if (outcome.kind === 'refused')
      throw new Error(`${call.command.name} refused an event: ${outcome.refusal.refused}`);
  }

  async #writeMirrors(cursors: readonly Cursor[]): Promise<void> {
    const documents = cursors.map((cursor): [string, MirrorDocument] => [
      cursor.collection,
      { _id: cursor.stream, version: cursor.position, hash: cursor.hash, facts: cursor.facts },
    ]);
    await Promise.all(
      [...Map.groupBy(documents, ([collection]) => collection)].map(([collection, ofCollection]) =>
        this.#ports.store.writeFolded(
          collection,
          ofCollection.map(([, document]) => document).sort((a, b) => (a._id < b._id ? -1 : 1)),
        ),
      ),
    );
    for (const [, document] of documents) this.#remember(document);
  }

  async #checkDigest(delivery: Delivery): Promise<void> {
    try {
      const entries = digestEntries(delivery).filter(({ stream }) =>
        this.#families.has(stream.slice(0, stream.indexOf('/'))),
      );
      const cursors = await this.#cursors(
        entries.map(
          ({ stream }) =>
            ({ stream, family: stream.slice(0, stream.indexOf('/')) }) as ReceivedEvent,
        ),
      );
      const asks: RepairAsk[] = [];
      for (const { stream, position, hash } of entries) {
        const cursor = cursors.get(stream)!;
        if (cursor.position < position)
          asks.push({ stream, fromPosition: cursor.position + 1, toPosition: position });
        else if (cursor.position === position && cursor.hash !== '' && cursor.hash !== hash) {
          this.#forked.add(stream);
          this.#ports.log.error('a stream of another agency has forked', {
            producer: this.#producer,
            stream,
          });
        }
      }
      if (asks.length > 0) await this.#askRepair(asks);
      delivery.ack();
    } catch {
      delivery.nak(limits.retryMillis);
    }
  }

  async #askRepair(asks: readonly RepairAsk[]): Promise<void> {
    try {
      await this.#ports.bus.askRepair(this.#producer, asks);
    } catch (problem) {
      this.#ports.log.warn('asking for missing events failed; the next digest asks again', {
        problem: String(problem),
      });
    }
  }

  /** Handles a dead letter's events again, in order; it is taken away when all have passed. */
  async replay(letter: DeadLetter): Promise<boolean> {
    const events = letter.events as readonly ReceivedEvent[];
    const sorted = [...events].sort((a, b) => a.position - b.position);
    const [first] = sorted;
    if (!first) return true;
    this.#remembered.delete(first.stream);
    const cursor = (await this.#cursors([first])).get(first.stream)!;
    for (const event of sorted) {
      if (event.position <= cursor.position) continue;
      if (event.position > cursor.position + 1) break;
      const facts = cursor.mirror.apply(cursor.facts, event, {
        at: event.at,
        stream: event.stream,
      });
      try {
        await this.#run(event, facts, new Map());
      } catch (problem) {
        this.#ports.log.error('replaying a dead letter failed again', {
          event: event.id,
          problem: String(problem),
        });
        return false;
      }
      Object.assign(cursor, { facts, position: event.position, hash: event.hash });
      await this.#writeMirrors([cursor]);
    }
    await this.#deadLetters.take(letter._id);
    return true;
  }
}

function cursorOnly(producer: ServiceName, family: string): MirrorDeclaration<unknown> {
  return { producer, family, initial: null, apply: () => null };
}

function targetOf({ command, input }: CommandCall): string {
  if (!command.creates)
    return `${command.aggregate.kind}/${command.id(input, { scopeId: '', actor: { subject: '', role: 'service', agency: '' } })}`;
  return '';
}

function letterOf(event: ReceivedEvent): ReceivedEvent {
  return { ...event };
}
