import { createInbox, headers as natsHeaders } from '@nats-io/transport-node';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { BusMessage } from '../core/ports.ts';

interface Batch {
  open: number;
  readonly tokens: Set<string>;
  readonly resolve: () => void;
  readonly reject: (problem: Error) => void;
}

/**
 * Publishes batches and waits for the broker's acknowledgements on one inbox, with one timer a batch. The client's own
 * publish makes a timer, two promises and two errors with their stacks for each message, which cost the service more
 * than the message itself.
 */
export class NatsPublisher {
  readonly #connection: NatsConnection;
  readonly #timeoutMillis: number;
  readonly #inbox = createInbox();
  readonly #batches = new Map<string, Batch>();
  #isListening = false;
  #serial = 0;

  constructor(connection: NatsConnection, timeoutMillis: number) {
    this.#connection = connection;
    this.#timeoutMillis = timeoutMillis;
  }

  /** Resolves when the broker has stored every message; rejects when it refuses one or is silent about one. */
  publish(messages: readonly BusMessage[]): Promise<void> {
    if (messages.length === 0) return Promise.resolve();
    this.#listen();
    return new Promise((resolve, reject) => {
      const tokens = new Set<string>();
      const end = (): void => {
        clearTimeout(timer);
        for (const token of tokens) this.#batches.delete(token);
      };
      const batch: Batch = {
        open: messages.length,
        tokens,
        resolve: () => {
          end();
          resolve();
        },
        reject: (problem) => {
          end();
          reject(problem);
        },
      };
      const timer = setTimeout(
        () => batch.reject(new Error(`${batch.open} messages were not acknowledged in time`)),
        this.#timeoutMillis,
      );
      try {
        for (const message of messages) this.#send(message, batch);
      } catch (problem) {
        batch.reject(problem as Error);
      }
    });
  }

  #send({ subject, id, headers, data }: BusMessage, batch: Batch): void {
    const sent = natsHeaders();
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    sent.set('Nats-Msg-Id', id);
    const token = String(++this.#serial);
    batch.tokens.add(token);
    this.#batches.set(token, batch);
    this.#connection.publish(subject, data, { headers: sent, reply: `${this.#inbox}.${token}` });
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    this.#connection.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (!error) this.#acknowledged(message);
      },
    });
  }

  #acknowledged(message: Msg): void {
    const token = message.subject.slice(this.#inbox.length + 1);
    const batch = this.#batches.get(token);
    if (!batch) return;
    this.#batches.delete(token);
    batch.tokens.delete(token);
    const problem = problemIn(message);
    if (problem !== undefined) batch.reject(new Error(problem));
    else if (--batch.open === 0) batch.resolve();
  }
}

/** Undefined when the broker has stored the message, or had it already. */
function problemIn(message: Msg): string | undefined {
  // Nobody listens on the subject: the stream is not there.
  if (message.headers?.code === 503) return 'no stream takes this subject';
  try {
    const answer = message.json<{ stream?: string; error?: { description?: string } }>();
    if (answer.error) return answer.error.description ?? 'the bus refused a message';
    return answer.stream ? undefined : 'the bus sent no acknowledgement';
  } catch {
    return 'the bus sent no acknowledgement';
  }
}
