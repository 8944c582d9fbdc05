import type { ServiceName } from '@fangpiao/contracts';
import { CallOrder } from './calls.ts';
import { isHeads, witness } from './chain-heads.ts';
import type { MirrorDeclaration } from './command.ts';
import { Cursors, familyOf, type Cursor } from './cursors.ts';
import { isFull, type DeadLetter, type DeadLetters } from './dead-letters.ts';
import type { SubscriptionDeclaration } from './definition.ts';
import { checkDigest, type Missing } from './digest-watch.ts';
import { isDigest, type DigestEntry } from './digest.ts';
import { readMessage, UnreadableMessage, type ReceivedEvent } from './envelope.ts';
import { EventHandling } from './event-handling.ts';
import type { Delivery, Ports, RepairAsk } from './ports.ts';
import { isPassing } from './problems.ts';
import type { Runner } from './runner.ts';

const limits = {
  /** Times the number of deliveries: another replica may be about to take what is missing. */
  parkMillis: 50,
  parkAtMostMillis: 2_000,
  deliveriesBeforeAsking: 4,
  retryMillis: 200,
  standMillis: 10_000,
  failuresBeforeDeadLetter: 5,
} as const;

interface Received {
  readonly event: ReceivedEvent;
  readonly delivery: Delivery;
}

interface Running {
  readonly received: Received;
  readonly before: Cursor;
  readonly ended: Promise<void>;
}

interface Taken {
  readonly cursor: Cursor;
  readonly advanced: boolean;
  readonly acks: readonly Delivery[];
}

/**
 * Takes one producer's events: restores order and once-ness by position, runs the commands they ask for, remembers
 * the facts, and only then acknowledges (WRITE-PATH §3). The order is commit, mirror, ack.
 */
export class Subscriber {
  readonly #ports: Ports;
  readonly #producer: ServiceName;
  readonly #families = new Map<string, MirrorDeclaration<unknown>>();
  readonly #handling: EventHandling;
  readonly #runner: Runner;
  readonly #deadLetters: DeadLetters;
  readonly #cursors: Cursors;
  /** Failures of the handler by event id, counted here and not by the bus (WRITE-PATH 22). */
  readonly #failures = new Map<string, number>();
  /** Streams whose history at the producer has forked; they stand until an operator has looked. */
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
    this.#producer = options.subscription.producer;
    this.#runner = options.runner;
    this.#deadLetters = options.deadLetters;
    this.#handling = new EventHandling({
      ports: options.ports,
      service: options.service,
      handlers: options.subscription.handlers,
      runner: options.runner,
    });
    for (const mirror of options.subscription.mirrors) this.#families.set(mirror.family, mirror);
    for (const { type } of options.subscription.handlers) {
      const family = type.split('.')[1]!;
      if (!this.#families.has(family))
        this.#families.set(family, cursorOnly(this.#producer, family));
    }
    this.#cursors = new Cursors(options.ports, this.#producer, this.#families);
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
    const byStream = Map.groupBy(await this.#read(batch), ({ event }) => event.stream);
    const cursors = await this.#cursors.of([...byStream.keys()]);
    const asks: RepairAsk[] = [];
    const taken = await Promise.all(
      [...byStream].map(([stream, received]) => this.#take(cursors.get(stream)!, received, asks)),
    );
    await this.#ports.faultPoint('command-not-mirror');
    await this.#cursors.write(taken.flatMap(({ cursor, advanced }) => (advanced ? [cursor] : [])));
    await this.#ports.faultPoint('mirror-not-ack');
    for (const { acks } of taken) for (const delivery of acks) delivery.ack();
    this.#handled += taken.reduce((sum, { acks }) => sum + acks.length, 0);
    if (asks.length > 0) await this.#askRepair(asks);
    // Digests last: what they tell of may have been in the same batch.
    for (const delivery of batch) {
      if (isDigest(delivery)) await this.#checkDigest(delivery);
      if (isHeads(delivery)) await this.#witness(delivery);
    }
  }

  /** Events of families we take; unreadable messages are laid aside. */
  async #read(batch: readonly Delivery[]): Promise<Received[]> {
    const received: Received[] = [];
    for (const delivery of batch) {
      if (isDigest(delivery) || isHeads(delivery)) continue;
      try {
        const event = readMessage(delivery);
        if (this.#families.has(event.family) && familyOf(event.stream) === event.family)
          received.push({ event, delivery });
        else delivery.ack();
      } catch (problem) {
        if (!(problem instanceof UnreadableMessage || problem instanceof SyntaxError))
          throw problem;
        const laid = await this.#deadLetters.lay({
          source: `${this.#producer}/unreadable`,
          events: [{ id: delivery.id, subject: delivery.subject, problem: String(problem) }],
        });
        if (laid === 'laid') delivery.ack();
        else delivery.nak(limits.standMillis);
      }
    }
    return received;
  }

  async #take(cursor: Cursor, received: readonly Received[], asks: RepairAsk[]): Promise<Taken> {
    if (this.#forked.has(cursor.stream)) {
      for (const { delivery } of received) delivery.nak(limits.standMillis);
      return { cursor, advanced: false, acks: [] };
    }
    const source = `${this.#producer}/${cursor.stream}`;
    const sorted = [...received].sort((a, b) => a.event.position - b.event.position);
    if (this.#deadLetters.has(source)) {
      const behind = await this.#takeBehindDeadLetter(source, cursor, sorted);
      if (behind) return behind;
    }
    const acks: Delivery[] = [];
    const running: Running[] = [];
    const order = new CallOrder();
    for (const item of sorted) {
      const { event, delivery } = item;
      if (this.#forked.has(cursor.stream)) {
        // Seen to be a fork in this very batch: nothing on top of it is taken.
        delivery.nak(limits.standMillis);
      } else if (event.position <= cursor.position) {
        if (event.position === cursor.position && cursor.hash !== '' && event.hash !== cursor.hash)
          this.#fork(cursor.stream, delivery);
        else acks.push(delivery);
      } else if (event.position > cursor.position + 1) {
        await this.#park(cursor, item, asks);
      } else {
        const before = { ...cursor };
        running.push({ received: item, before, ended: this.#handling.start(cursor, event, order) });
      }
    }
    const advanced = await this.#settle(cursor, running, acks, source);
    return { cursor, advanced, acks };
  }

  /** Waits for the commands in order of position; at the first that failed the cursor is set back before it. */
  async #settle(
    cursor: Cursor,
    running: readonly Running[],
    acks: Delivery[],
    source: string,
  ): Promise<boolean> {
    const results = await Promise.allSettled(running.map(({ ended }) => ended));
    const failed = results.findIndex((result) => result.status === 'rejected');
    const passed = failed === -1 ? running : running.slice(0, failed);
    for (const { received } of passed) {
      this.#failures.delete(received.event.id);
      acks.push(received.delivery);
    }
    if (failed === -1) return running.length > 0;
    Object.assign(cursor, running[failed]!.before);
    const problem: unknown = (results[failed] as PromiseRejectedResult).reason;
    const rest = running.slice(failed).map(({ received }) => received);
    await this.#fail(source, rest, problem, acks);
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
        const events = received.map((item) => ({ ...item.event }));
        if ((await this.#deadLetters.lay({ source, events })) === 'laid') {
          this.#failures.delete(event.id);
          acks.push(...received.map(({ delivery }) => delivery));
          return;
        }
      }
    }
    for (const { delivery } of received) delivery.nak(limits.retryMillis);
  }

  /** Stores what comes later behind the letter; undefined when the letter has been replayed meanwhile. */
  async #takeBehindDeadLetter(
    source: string,
    cursor: Cursor,
    sorted: readonly Received[],
  ): Promise<Taken | undefined> {
    const fresh = sorted.filter(({ event }) => event.position > cursor.position);
    const old = sorted.filter(({ event }) => event.position <= cursor.position);
    const events = fresh.map(({ event }) => ({ ...event }));
    const laid = await this.#deadLetters.lay({ source, events, behind: true });
    if (laid === 'gone') {
      this.#cursors.forget(cursor.stream);
      Object.assign(cursor, (await this.#cursors.of([cursor.stream])).get(cursor.stream));
      return undefined;
    }
    const acks = (laid === 'laid' ? sorted : old).map(({ delivery }) => delivery);
    if (laid === 'full') for (const { delivery } of fresh) delivery.nak(limits.standMillis);
    return { cursor, advanced: false, acks };
  }

  #fork(stream: string, delivery: Delivery | undefined): void {
    delivery?.nak(limits.standMillis);
    // Every digest tells of it again.
    if (this.#forked.has(stream)) return;
    this.#forked.add(stream);
    this.#ports.log.error('a stream of another agency has forked: its database was set back', {
      producer: this.#producer,
      stream,
    });
  }

  /** Out of order, or something is missing: it waits, and what is missing is asked for when it waits again. */
  async #park(cursor: Cursor, { event, delivery }: Received, asks: RepairAsk[]): Promise<void> {
    delivery.nak(Math.min(limits.parkMillis * delivery.delivered, limits.parkAtMostMillis));
    // Another replica may have taken what we miss, or have laid it among the dead letters.
    this.#cursors.forget(cursor.stream);
    if (delivery.delivered < limits.deliveriesBeforeAsking) return;
    if (await this.#deadLetters.get(`${this.#producer}/${cursor.stream}`)) return;
    asks.push(gapBefore(event, cursor));
  }

  #checkDigest(delivery: Delivery): Promise<void> {
    return checkDigest(delivery, {
      cursors: this.#cursors,
      takes: (family) => this.#families.has(family),
      missing: (entry, cursor) => this.#missing(entry, cursor),
      onFork: (stream) => this.#fork(stream, undefined),
      ask: (asks) => this.#askRepair(asks),
    });
  }

  /** What lies behind a dead letter has arrived; what is neither taken nor there would be lost with the digest. */
  async #missing({ stream, position }: DigestEntry, cursor: Cursor): Promise<Missing> {
    // It stands until an operator has looked: nothing on top of a fork is taken.
    if (this.#forked.has(stream)) return 'nothing';
    const source = `${this.#producer}/${stream}`;
    const letter = this.#deadLetters.has(source) ? await this.#deadLetters.get(source) : undefined;
    const laid = new Set(letter?.events.map((event) => event['position']));
    let arrived = cursor.position;
    while (laid.has(arrived + 1)) arrived++;
    if (arrived >= position) return 'nothing';
    if (letter && isFull(letter)) return 'to be asked later';
    return { stream, fromPosition: arrived + 1, toPosition: position };
  }

  async #witness(delivery: Delivery): Promise<void> {
    try {
      await witness(this.#ports, this.#producer, delivery);
      delivery.ack();
    } catch {
      delivery.nak(limits.standMillis);
    }
  }

  async #askRepair(asks: readonly RepairAsk[]): Promise<void> {
    try {
      await this.#ports.bus.askRepair(this.#producer, asks);
    } catch (problem) {
      this.#ports.log.warn('asking for missing events failed; it is asked again', {
        problem: String(problem),
      });
    }
  }

  /** Handles a dead letter's events again, in order; it is taken away when all have passed. */
  async replay({ _id }: DeadLetter): Promise<boolean> {
    for (;;) {
      const letter = await this.#deadLetters.get(_id);
      if (!letter) return true;
      const events = [...letter.events] as unknown as ReceivedEvent[];
      for (const event of events.sort((a, b) => a.position - b.position))
        if (event.stream !== undefined && !(await this.#replayOne(event))) return false;
      if (await this.#deadLetters.take(letter)) return true;
    }
  }

  async #replayOne(event: ReceivedEvent): Promise<boolean> {
    this.#cursors.forget(event.stream);
    const cursor = (await this.#cursors.of([event.stream])).get(event.stream)!;
    if (event.position <= cursor.position) return true;
    if (event.position > cursor.position + 1) {
      // What is before it has not arrived: once it has, it lies behind the letter too, in its place.
      await this.#askRepair([gapBefore(event, cursor)]);
      return false;
    }
    try {
      await this.#handling.start(cursor, event, new CallOrder());
      await this.#cursors.write([cursor]);
      return true;
    } catch (problem) {
      this.#ports.log.error('replaying a dead letter failed again', {
        event: event.id,
        problem: String(problem),
      });
      return false;
    }
  }
}

function gapBefore({ position }: ReceivedEvent, cursor: Cursor): RepairAsk {
  return {
    stream: cursor.stream,
    fromPosition: cursor.position + 1,
    toPosition: position - 1,
  };
}

function cursorOnly(producer: ServiceName, family: string): MirrorDeclaration<unknown> {
  return { producer, family, initial: null, apply: () => null };
}
