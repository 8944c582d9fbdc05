import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  jetstream,
  jetstreamManager,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type ConsumerConfig,
  type ConsumerMessages,
  type JetStreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import {
  apiPrefixFor,
  consumerFilter,
  durableName,
  repairSubject,
  streamName,
  streamSubjects,
  subscribersOf,
  type ServiceName,
} from '@fangpiao/contracts';
import { BusAway } from '../core/ports.ts';
import type { Bus, BusMessage, Delivery, Log, RepairAsk } from '../core/ports.ts';
import { NatsPublisher } from './nats-publisher.ts';

const limits = {
  batch: 256,
  publishTimeoutMillis: 3_000,
  ackWaitMillis: 30_000,
  ackPending: 4_000,
  duplicateWindowNanos: 120_000_000_000,
  maxAgeNanos: 30 * 24 * 3_600 * 1_000_000_000,
  retryMillis: 500,
  pinMillis: 5_000,
  /** The shortest that the client allows. */
  pullMillis: 1_000,
} as const;

/**
 * Of a service's replicas one at a time takes a producer's events, and keeps them as long as it lives. Shared out among
 * several, neighbouring events of a hot stream would wait for each other at every step: each replica may only go on
 * where the other has written its cursor. Order is safe without this; speed is not (measured: 4 a second against 300).
 */
const replicas = 'replicas';

export interface NatsBusOptions {
  readonly url: string;
  readonly service: ServiceName;
  readonly user: string;
  readonly pass: string;
  readonly log: Log;
  /** Left out: what the contract's table says that a subscriber takes. */
  readonly filterOf?: (subscriber: ServiceName) => string[];
  /** After this long without an answer a message comes again; shorter in tests that kill the one who holds it. */
  readonly ackWaitMillis?: number;
  /** After this long without a sign of the replica that takes events another one takes them; the same holds. */
  readonly pinMillis?: number;
}

/** One service on its agency's NATS account: its own stream, and the durables other agencies made for it. */
export class NatsBus implements Bus {
  readonly #service: ServiceName;
  readonly #connection: NatsConnection;
  readonly #log: Log;
  readonly #publisher: NatsPublisher;
  readonly #filterOf: (subscriber: ServiceName) => string[];
  readonly #ackWaitMillis: number;
  readonly #pinMillis: number;
  #manager: Promise<JetStreamManager> | undefined;
  #isConnected = true;

  private constructor(options: NatsBusOptions, connection: NatsConnection) {
    this.#service = options.service;
    this.#log = options.log;
    this.#filterOf =
      options.filterOf ?? ((subscriber) => consumerFilter(this.#service, subscriber));
    this.#ackWaitMillis = options.ackWaitMillis ?? limits.ackWaitMillis;
    this.#pinMillis = options.pinMillis ?? limits.pinMillis;
    this.#connection = connection;
    this.#publisher = new NatsPublisher(connection, limits.publishTimeoutMillis);
    void this.#watch();
  }

  static async connect(options: NatsBusOptions): Promise<NatsBus> {
    const connection = await connect({
      servers: options.url,
      user: options.user,
      pass: options.pass,
      name: options.service,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      waitOnFirstConnect: true,
      pingInterval: 10_000,
    });
    return new NatsBus(options, connection);
  }

  async #watch(): Promise<void> {
    for await (const status of this.#connection.status()) {
      if (status.type === 'disconnect') this.#isConnected = false;
      if (status.type === 'reconnect') this.#isConnected = true;
    }
  }

  #managed(): Promise<JetStreamManager> {
    this.#manager ??= jetstreamManager(this.#connection, { timeout: limits.publishTimeoutMillis });
    this.#manager.catch(() => (this.#manager = undefined));
    return this.#manager;
  }

  prepare(): Promise<void> {
    return asking(() => this.#prepare());
  }

  async #prepare(): Promise<void> {
    const manager = await this.#managed();
    const name = streamName(this.#service);
    const config = {
      name,
      subjects: streamSubjects(this.#service),
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      discard: DiscardPolicy.Old,
      duplicate_window: limits.duplicateWindowNanos,
      max_age: limits.maxAgeNanos,
    };
    await manager.streams.add(config).catch(async (problem: unknown) => {
      // 10058: it is there with other settings.
      if (problem instanceof JetStreamApiError && problem.code === 10058)
        await manager.streams.update(name, config);
      else throw problem;
    });
    for (const subscriber of subscribersOf(this.#service)) {
      await makeConsumer(manager, name, {
        durable_name: durableName(subscriber, this.#service),
        filter_subjects: this.#filterOf(subscriber),
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        ack_wait: this.#ackWaitMillis * 1_000_000,
        max_deliver: -1,
        max_ack_pending: limits.ackPending,
        priority_groups: [replicas],
        priority_policy: 'pinned_client',
        priority_timeout: this.#pinMillis * 1_000_000,
      });
    }
  }

  publish(messages: readonly BusMessage[]): Promise<void> {
    return this.#publisher.publish(messages);
  }

  consume(
    producer: string,
    handle: (batch: readonly Delivery[]) => Promise<void>,
  ): Promise<{ stop(): Promise<void> }> {
    const from = producer as ServiceName;
    let stopped = false;
    let messages: ConsumerMessages | undefined;
    const run = async (): Promise<void> => {
      while (!stopped && !this.#connection.isClosed()) {
        try {
          const client = jetstream(this.#connection, {
            apiPrefix: apiPrefixFor(from),
            timeout: limits.publishTimeoutMillis,
          });
          const consumer = await client.consumers.get(
            streamName(from),
            durableName(this.#service, from),
          );
          messages = await consumer.consume({
            max_messages: limits.batch * 2,
            // A pull is renewed in time to keep the pin.
            expires: Math.max(limits.pullMillis, this.#pinMillis / 2),
            group: replicas,
            abort_on_missing_resource: true,
          });
          await this.#deliver(messages, handle, () => stopped);
        } catch (problem) {
          if (!stopped)
            this.#log.warn('the consumer is not there yet or went away; trying again', {
              producer,
              problem: String(problem),
            });
        }
        if (!stopped && !this.#connection.isClosed()) await wait(limits.retryMillis);
      }
    };
    const running = run();
    return Promise.resolve({
      stop: async () => {
        stopped = true;
        messages?.stop();
        await running;
      },
    });
  }

  /** Hands over what has come in while the batch before was handled. */
  async #deliver(
    messages: ConsumerMessages,
    handle: (batch: readonly Delivery[]) => Promise<void>,
    stopped: () => boolean,
  ): Promise<void> {
    const waiting: JsMsg[] = [];
    let handling: Promise<void> | undefined;
    const next = async (): Promise<void> => {
      while (waiting.length > 0 && !stopped()) {
        const batch = waiting.splice(0, limits.batch).map(deliveryOf);
        try {
          await handle(batch);
        } catch (problem) {
          this.#log.error('a batch of events failed as a whole; it comes again', {
            problem: String(problem),
          });
          for (const delivery of batch) delivery.nak(limits.retryMillis);
        }
      }
      handling = undefined;
    };
    for await (const message of messages) {
      waiting.push(message);
      // A turn of the loop gathers what arrived together.
      handling ??= new Promise<void>((resolve) => setImmediate(resolve)).then(next);
      if (waiting.length >= limits.batch * 4) await handling;
    }
    await handling;
    // What nobody will handle any more is given back at once, not after the ack wait.
    for (const message of waiting.splice(0)) message.nak();
  }

  async askRepair(producer: string, asks: readonly RepairAsk[]): Promise<void> {
    const subject = repairSubject(producer as ServiceName, this.#service);
    await this.#connection.request(subject, JSON.stringify(asks), {
      timeout: limits.publishTimeoutMillis,
    });
  }

  onRepairAsked(handle: (asks: readonly RepairAsk[]) => Promise<void>): Promise<void> {
    for (const subscriber of subscribersOf(this.#service)) {
      this.#connection.subscribe(repairSubject(this.#service, subscriber), {
        queue: 'repair',
        callback: (error, message) => {
          if (error) return;
          let asks: unknown;
          try {
            asks = message.json();
          } catch {
            return;
          }
          message.respond('taken');
          handle(Array.isArray(asks) ? (asks as RepairAsk[]) : []).catch((problem: unknown) =>
            this.#log.warn('a repair failed; the subscriber asks again', {
              subscriber,
              problem: String(problem),
            }),
          );
        },
      });
    }
    return Promise.resolve();
  }

  createdAt(): Promise<string> {
    return asking(async () => {
      try {
        const info = await (await this.#managed()).streams.info(streamName(this.#service));
        return info.created;
      } catch (problem) {
        if (problem instanceof JetStreamApiError && problem.code === 10059) return '';
        throw problem;
      }
    });
  }

  lastMessages(limit: number): Promise<Readonly<Record<string, string>>[]> {
    return asking(() => this.#lastMessages(limit));
  }

  async #lastMessages(limit: number): Promise<Readonly<Record<string, string>>[]> {
    const manager = await this.#managed();
    const { state } = await manager.streams.info(streamName(this.#service));
    const found: Record<string, string>[] = [];
    for (
      let sequence = Math.max(state.first_seq, state.last_seq - limit + 1);
      sequence <= state.last_seq && state.messages > 0;
      sequence++
    ) {
      const message = await manager.streams.getMessage(streamName(this.#service), {
        seq: sequence,
      });
      if (message) found.push(plainHeaders(message.header));
    }
    return found;
  }

  isConnected(): boolean {
    return this.#isConnected && !this.#connection.isClosed();
  }

  async close(): Promise<void> {
    await this.#connection.drain();
  }
}

/**
 * A durable that is there with other settings is changed; where the server does not change them it is made anew, and all
 * that the stream holds comes again: every event knows its position, so that is harmless.
 */
async function makeConsumer(
  manager: JetStreamManager,
  stream: string,
  config: Partial<ConsumerConfig> & { readonly durable_name: string },
): Promise<void> {
  const isThereOtherwise = (problem: unknown): boolean =>
    problem instanceof JetStreamApiError && problem.code === 10148;
  try {
    await manager.consumers.add(stream, config);
  } catch (problem) {
    if (!isThereOtherwise(problem)) throw problem;
    try {
      await manager.consumers.update(stream, config.durable_name, config);
    } catch (refused) {
      if (!(refused instanceof JetStreamApiError)) throw refused;
      await manager.consumers.delete(stream, config.durable_name);
      await manager.consumers.add(stream, config);
    }
  }
}

/** What is not the server's answer about what was asked means that it is down or just coming up. */
async function asking<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (problem) {
    if (problem instanceof JetStreamApiError && problem.status < 500) throw problem;
    throw new BusAway(String(problem), { cause: problem });
  }
}

function plainHeaders(headers: Iterable<[string, string[]]> | undefined): Record<string, string> {
  return Object.fromEntries([...(headers ?? [])].map(([name, values]) => [name, values[0] ?? '']));
}

function deliveryOf(message: JsMsg): Delivery {
  const headers = plainHeaders(message.headers);
  return {
    subject: message.subject,
    id: headers['Nats-Msg-Id'] ?? '',
    headers,
    data: message.string(),
    delivered: message.info.deliveryCount,
    ack: () => message.ack(),
    nak: (delayMillis) => message.nak(delayMillis),
  };
}

function wait(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
