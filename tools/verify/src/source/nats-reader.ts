import { jetstream, jetstreamManager, JetStreamApiError } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { CannotRead } from './cannot-read.ts';
import { services, type BusMessage, type BusState, type Service } from './shapes.ts';

const streamNotFound = 10059;
const silenceMillis = 10_000;

/** Each agency's stream on the bus, read to its end as that agency, since no account sees another's. */
export class NatsReader {
  readonly #connections: Readonly<Record<Service, NatsConnection>>;

  private constructor(connections: Readonly<Record<Service, NatsConnection>>) {
    this.#connections = connections;
  }

  static async connect(
    url: string,
    users: Readonly<Record<Service, { user: string; pass: string }>>,
  ): Promise<NatsReader> {
    const connections = {} as Record<Service, NatsConnection>;
    try {
      for (const service of services) {
        connections[service] = await connect({
          servers: url,
          ...users[service],
          name: 'verify',
          timeout: 5_000,
          reconnect: false,
        });
      }
      return new NatsReader(connections);
    } catch (problem) {
      await Promise.all(Object.values(connections).map((connection) => connection.close()));
      throw CannotRead.from('the bus', problem);
    }
  }

  async state(service: Service): Promise<BusState | undefined> {
    try {
      const manager = await jetstreamManager(this.#connections[service]);
      const { created, state } = await manager.streams.info(service.toUpperCase());
      return {
        createdAt: Date.parse(created),
        firstSequence: state.first_seq,
        firstTakenAt: Date.parse(state.first_ts),
        messages: state.messages,
      };
    } catch (problem) {
      if (problem instanceof JetStreamApiError && problem.code === streamNotFound) return undefined;
      throw CannotRead.from(`the bus stream of ${service}`, problem);
    }
  }

  /** Through an ordered consumer, which the bus forgets when it is left. */
  async *messages(service: Service): AsyncIterable<BusMessage> {
    const state = await this.state(service);
    if (!state || state.messages === 0) return;
    try {
      const consumer = await jetstream(this.#connections[service]).consumers.get(
        service.toUpperCase(),
      );
      const messages = await consumer.consume({ max_messages: 1_000, expires: silenceMillis });
      for await (const message of messages) {
        yield {
          sequence: message.seq,
          subject: message.subject,
          headers: Object.fromEntries(
            [...(message.headers ?? [])].map(([name, values]) => [name, values[0] ?? '']),
          ),
          data: message.string(),
        };
        if (message.info.pending === 0) break;
      }
      await consumer.delete();
    } catch (problem) {
      throw CannotRead.from(`the messages of ${service}`, problem);
    }
  }

  async close(): Promise<void> {
    await Promise.all(services.map((service) => this.#connections[service].close()));
  }
}
