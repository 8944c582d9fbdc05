import type { Bus, BusMessage, Chance, Clock, Delivery, RepairAsk, Timers } from '../core/ports.ts';

interface Stored {
  readonly sequence: number;
  readonly message: BusMessage;
}

interface Consumer {
  /** Messages to be delivered, with the time before which each is held back. */
  pending: { stored: Stored; notBefore: number; delivered: number }[];
  readonly attached: Set<Attached>;
  /** When a timer will look for messages that were held back. */
  wakesAt: number;
}

/** One process that pulls from a consumer; replicas share what there is. */
interface Attached {
  readonly handle: (batch: readonly Delivery[]) => Promise<void>;
  running: boolean;
}

export interface BusFaults {
  duplicate: number;
  reorder: number;
  delayMillis: number;
  /** The bus takes a message no more, and says so. */
  failedPublish: number;
  /** A message was taken, and the publisher does not learn it. */
  lostReply: number;
}

export const noBusFaults: BusFaults = {
  duplicate: 0,
  reorder: 0,
  delayMillis: 0,
  failedPublish: 0,
  lostReply: 0,
};

interface Stream {
  readonly createdAt: string;
  readonly stored: Stored[];
  readonly ids: Set<string>;
  readonly consumers: Map<string, Consumer>;
}

const batchSize = 100;

/** The next batch of what is not held back. */
function readyAt({ pending }: Consumer, now: number): Consumer['pending'] {
  const ready: Consumer['pending'] = [];
  for (const entry of pending) {
    if (entry.notBefore <= now && ready.push(entry) === batchSize) break;
  }
  return ready;
}

const ackWaitMillis = 30_000;

/** The broker of all agencies: one stream per service, one durable consumer per subscriber. */
export class MemoryBroker {
  readonly faults: BusFaults = { ...noBusFaults };
  readonly #timers: Timers;
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #streams = new Map<string, Stream>();
  readonly #attached = new Map<string, Set<Attached>>();
  readonly #repairers = new Map<string, (asks: readonly RepairAsk[]) => Promise<void>>();
  #sequence = 0;

  constructor(options: { timers: Timers; clock: Clock; chance: Chance }) {
    this.#timers = options.timers;
    this.#clock = options.clock;
    this.#chance = options.chance;
  }

  stream(service: string, subscribers: readonly string[]): Stream {
    let stream = this.#streams.get(service);
    if (!stream) {
      stream = {
        createdAt: `${new Date(this.#clock.now()).toISOString()}#${++this.#sequence}`,
        stored: [],
        ids: new Set(),
        consumers: new Map(),
      };
      this.#streams.set(service, stream);
    }
    for (const subscriber of subscribers) {
      if (!stream.consumers.has(subscriber)) {
        const consumer = {
          pending: stream.stored.map((stored) => ({ stored, notBefore: 0, delivered: 0 })),
          attached: this.#attachedTo(service, subscriber),
          wakesAt: Infinity,
        };
        stream.consumers.set(subscriber, consumer);
        this.wake(consumer);
      }
    }
    return stream;
  }

  publish(service: string, message: BusMessage): void {
    const stream = this.#streams.get(service);
    if (!stream) throw new Error(`no stream for ${service}`);
    if (stream.ids.has(message.id)) return;
    stream.ids.add(message.id);
    const stored = { sequence: ++this.#sequence, message };
    stream.stored.push(stored);
    for (const consumer of stream.consumers.values()) {
      const copies = this.happens(this.faults.duplicate) ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        const entry = { stored, notBefore: this.#clock.now() + this.delay(), delivered: 0 };
        if (this.happens(this.faults.reorder)) consumer.pending.unshift(entry);
        else consumer.pending.push(entry);
      }
      this.wake(consumer);
    }
  }

  attach(
    service: string,
    subscriber: string,
    handle: (batch: readonly Delivery[]) => Promise<void>,
  ): () => void {
    const attached = { handle, running: false };
    // A consumer that is not there yet is found by those who wait for it.
    this.#attachedTo(service, subscriber).add(attached);
    const consumer = this.#streams.get(service)?.consumers.get(subscriber);
    if (consumer) this.wake(consumer);
    return () => this.#attachedTo(service, subscriber).delete(attached);
  }

  #attachedTo(service: string, subscriber: string): Set<Attached> {
    const name = `${service} ${subscriber}`;
    let attached = this.#attached.get(name);
    if (!attached) this.#attached.set(name, (attached = new Set()));
    return attached;
  }

  /** Whoever pulls is given what is ready; for what is held back somebody looks again when its time has come. */
  wake(consumer: Consumer): void {
    const now = this.#clock.now();
    let soonest = Infinity;
    let ready = 0;
    for (const { notBefore } of consumer.pending) {
      if (notBefore < soonest) soonest = notBefore;
      if (notBefore <= now) ready++;
    }
    if (ready === 0) return this.#wakeAt(consumer, soonest);
    const idle = [...consumer.attached].filter(({ running }) => !running);
    // One message is not worth asking two: which of them pulls it is a matter of chance.
    while (idle.length > ready) idle.splice(Math.floor(this.#chance.next() * idle.length), 1);
    for (const attached of idle) {
      attached.running = true;
      this.#timers.soon(() => void this.#deliver(consumer, attached));
    }
  }

  /** One timer a consumer is enough: the earliest. */
  #wakeAt(consumer: Consumer, at: number): void {
    if (at === Infinity || consumer.wakesAt <= at) return;
    consumer.wakesAt = at;
    this.#timers.after(at - this.#clock.now(), () => {
      if (consumer.wakesAt !== at) return;
      consumer.wakesAt = Infinity;
      this.wake(consumer);
    });
  }

  async #deliver(consumer: Consumer, attached: Attached): Promise<void> {
    const now = this.#clock.now();
    const isAttached = consumer.attached.has(attached);
    const ready = isAttached ? readyAt(consumer, now) : [];
    if (ready.length === 0) {
      attached.running = false;
      // A rival was quicker, or this process is gone.
      this.wake(consumer);
      return;
    }
    const batch = ready.map((entry): Delivery => {
      entry.delivered++;
      // Not answered in time: delivered again.
      entry.notBefore = now + ackWaitMillis;
      return {
        ...entry.stored.message,
        delivered: entry.delivered,
        ack: () => {
          consumer.pending = consumer.pending.filter((other) => other !== entry);
        },
        nak: (delayMillis) => {
          entry.notBefore = this.#clock.now() + delayMillis;
        },
      };
    });
    try {
      await attached.handle(batch);
    } catch {
      // The handler failed as a whole: what it did not answer comes again after the ack wait.
    }
    attached.running = false;
    this.wake(consumer);
  }

  /** The stream, if its owner has made it. */
  existing(service: string): { createdAt: string; stored: Stored[] } | undefined {
    return this.#streams.get(service);
  }

  /** What `other` holds, taken over by a broker that nobody is connected to yet. */
  takeOver(other: MemoryBroker): void {
    this.#sequence = other.#sequence;
    for (const [service, { createdAt, stored, ids, consumers }] of other.#streams) {
      const copies = new Map<string, Consumer>();
      for (const [subscriber, { pending }] of consumers) {
        copies.set(subscriber, {
          pending: pending.map((entry) => ({ ...entry })),
          attached: this.#attachedTo(service, subscriber),
          wakesAt: Infinity,
        });
      }
      this.#streams.set(service, {
        createdAt,
        stored: [...stored],
        ids: new Set(ids),
        consumers: copies,
      });
    }
  }

  /** Everything the bus held is gone, as after a lost disk. */
  wipe(service: string): void {
    this.#streams.delete(service);
  }

  onRepair(service: string, handle: (asks: readonly RepairAsk[]) => Promise<void>): void {
    this.#repairers.set(service, handle);
  }

  repairer(service: string): ((asks: readonly RepairAsk[]) => Promise<void>) | undefined {
    return this.#repairers.get(service);
  }

  happens(chance: number): boolean {
    return chance > 0 && this.#chance.next() < chance;
  }

  delay(): number {
    return this.faults.delayMillis > 0
      ? Math.floor(this.#chance.next() * this.faults.delayMillis)
      : 0;
  }
}

/** One service's connection to the broker. */
export class MemoryBus implements Bus {
  readonly #broker: MemoryBroker;
  readonly #service: string;
  readonly #subscribers: readonly string[];
  readonly #timers: Timers;
  readonly #detach: (() => void)[] = [];
  #closed = false;

  constructor(options: {
    broker: MemoryBroker;
    service: string;
    subscribers: readonly string[];
    timers: Timers;
  }) {
    this.#broker = options.broker;
    this.#service = options.service;
    this.#subscribers = options.subscribers;
    this.#timers = options.timers;
  }

  prepare(): Promise<void> {
    this.#broker.stream(this.#service, this.#subscribers);
    return Promise.resolve();
  }

  async publish(messages: readonly BusMessage[]): Promise<void> {
    await new Promise<void>((resolve) => this.#timers.soon(resolve));
    if (this.#closed) throw new Error('the bus is closed');
    for (const message of messages) {
      const { faults } = this.#broker;
      if (this.#broker.happens(faults.failedPublish)) throw new Error('the bus does not answer');
      this.#broker.publish(this.#service, message);
      if (this.#broker.happens(faults.lostReply)) throw new Error('the bus did not answer in time');
    }
  }

  consume(
    producer: string,
    handle: (batch: readonly Delivery[]) => Promise<void>,
  ): Promise<{ stop(): Promise<void> }> {
    const detach = this.#broker.attach(producer, this.#service, handle);
    this.#detach.push(detach);
    return Promise.resolve({
      stop: () => {
        detach();
        return Promise.resolve();
      },
    });
  }

  /** The producer takes the question and repairs on its own time, or was killed meanwhile: the asker does not wait. */
  askRepair(producer: string, asks: readonly RepairAsk[]): Promise<void> {
    this.#broker
      .repairer(producer)?.(asks)
      .catch(() => undefined);
    return Promise.resolve();
  }

  onRepairAsked(handle: (asks: readonly RepairAsk[]) => Promise<void>): Promise<void> {
    this.#broker.onRepair(this.#service, handle);
    return Promise.resolve();
  }

  createdAt(): Promise<string> {
    return Promise.resolve(this.#broker.existing(this.#service)?.createdAt ?? '');
  }

  lastMessages(limit: number): Promise<Readonly<Record<string, string>>[]> {
    const stored = this.#broker.existing(this.#service)?.stored ?? [];
    return Promise.resolve(stored.slice(-limit).map(({ message }) => message.headers));
  }

  isConnected(): boolean {
    return !this.#closed;
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const detach of this.#detach) detach();
    return Promise.resolve();
  }
}
