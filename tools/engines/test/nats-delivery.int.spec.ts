import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  apiPrefixFor,
  durableName,
  repairSubject,
  startEngines,
  streamName,
  streamSubjects,
  userFor,
} from '../src/index.ts';
import type { RunningEngines, ServiceName } from '../src/index.ts';

jest.setTimeout(300_000);

let engines: RunningEngines;
const connections: NatsConnection[] = [];

/** One connection a service, as it would sign in itself; errors of permission are collected. */
async function signIn(service: ServiceName): Promise<{ nc: NatsConnection; refusals: string[] }> {
  const nc = await connect({
    servers: engines.natsUrl,
    ...userFor(service, engines.environment),
    maxReconnectAttempts: -1,
  });
  connections.push(nc);
  const refusals: string[] = [];
  void (async () => {
    for await (const status of nc.status()) {
      if (status.type === 'error') refusals.push(String(status.error));
    }
  })();
  return { nc, refusals };
}

async function eventually(check: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!check()) {
    if (performance.now() > end) throw new Error('did not come true in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

beforeAll(async () => {
  engines = await startEngines();
  const { nc } = await signIn('vouchers');
  const manager = await jetstreamManager(nc);
  await manager.streams.add({
    name: streamName('vouchers'),
    subjects: streamSubjects('vouchers'),
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
  });
  await manager.consumers.add(streamName('vouchers'), {
    durable_name: durableName('listings', 'vouchers'),
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    max_deliver: -1,
    // Of two families of events, this subscriber gets one.
    filter_subjects: ['vouchers.purchase.>'],
  });
  const js = jetstream(nc);
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => [
      js.publish('vouchers.purchase.started.v1', JSON.stringify({ index })),
      js.publish('vouchers.voucher.issued.v1', JSON.stringify({ index })),
    ]).flat(),
  );
});

afterAll(async () => {
  await Promise.all(connections.map((nc) => nc.close()));
  await engines.stop();
});

const acrossTheBorder = async (subscriber: ServiceName, producer: ServiceName) => {
  const { nc, refusals } = await signIn(subscriber);
  const js = jetstream(nc, { apiPrefix: apiPrefixFor(producer) });
  return { nc, js, refusals };
};

describe('delivery across accounts (rule 21)', () => {
  it('gives the subscriber its batch, a look at its consumer, delayed redelivery, and takes acks', async () => {
    const { js } = await acrossTheBorder('listings', 'vouchers');
    const consumer = await js.consumers.get(
      streamName('vouchers'),
      durableName('listings', 'vouchers'),
    );
    expect((await consumer.info()).num_pending).toBe(100);

    const subjects = new Set<string>();
    let received = 0;
    let naked: number | undefined;
    for await (const message of await consumer.fetch({ max_messages: 100, expires: 5_000 })) {
      received += 1;
      subjects.add(message.subject);
      if (naked === undefined) {
        naked = message.seq;
        message.nak(200);
      } else {
        // Confirmed by the other account's server side, not only sent.
        expect(await message.ackAck()).toBe(true);
      }
    }
    expect(received).toBe(100);
    expect([...subjects]).toEqual(['vouchers.purchase.started.v1']);

    const again = await consumer.next({ expires: 5_000 });
    expect(again?.seq).toBe(naked);
    expect(again?.info.deliveryCount).toBe(2);
    expect(await again?.ackAck()).toBe(true);
    const after = await consumer.info();
    expect([after.num_ack_pending, after.num_pending]).toEqual([0, 0]);
  });

  it('keeps delivering through consume() as new events are published', async () => {
    const { js } = await acrossTheBorder('listings', 'vouchers');
    const consumer = await js.consumers.get(
      streamName('vouchers'),
      durableName('listings', 'vouchers'),
    );
    const messages = await consumer.consume({ max_messages: 50 });
    const { nc } = await signIn('vouchers');
    const publisher = jetstream(nc);
    for (let index = 0; index < 60; index += 1) {
      await publisher.publish('vouchers.purchase.reserved.v1', `${index}`);
    }
    let received = 0;
    for await (const message of messages) {
      expect(await message.ackAck()).toBe(true);
      received += 1;
      if (received === 60) break;
    }
    expect(received).toBe(60);
    await messages.close();
  });

  it('lets the subscriber make no consumer and see no stream of the other account', async () => {
    const { nc } = await acrossTheBorder('listings', 'vouchers');
    const manager = await jetstreamManager(nc, {
      apiPrefix: apiPrefixFor('vouchers'),
      checkAPI: false,
      timeout: 1_000,
    });
    await expect(
      manager.consumers.add(streamName('vouchers'), {
        durable_name: 'mine',
        ack_policy: AckPolicy.Explicit,
      }),
    ).rejects.toThrow();
    await expect(manager.streams.info(streamName('vouchers'))).rejects.toThrow();
    await expect(
      manager.consumers.info(streamName('vouchers'), 'settlement-vouchers'),
    ).rejects.toThrow();
    await expect(manager.streams.getMessage(streamName('vouchers'), { seq: 2 })).rejects.toThrow();
    await expect(manager.streams.purge(streamName('vouchers'))).rejects.toThrow();
    // Nor through its own door: its own JetStream does not know the stream.
    const own = await jetstreamManager(nc);
    await expect(own.streams.info(streamName('vouchers'))).rejects.toThrow('stream not found');
  });

  it('refuses publishing under, and subscribing to, another agency’s subjects', async () => {
    const { nc, refusals } = await signIn('listings');
    nc.publish('vouchers.purchase.started.v1', 'forged');
    nc.publish('households.agreement.effective.v1', 'forged');
    await nc.flush();
    await eventually(() => refusals.length >= 2);
    expect(refusals.join()).toMatch(/vouchers\.purchase\.started\.v1/);

    let failure: unknown;
    nc.subscribe('vouchers.>', {
      callback: (error) => {
        failure = error;
      },
    });
    await nc.flush();
    await eventually(() => failure !== undefined);
    expect(String(failure)).toMatch(/permissions violation/i);

    const { nc: producer } = await signIn('vouchers');
    const manager = await jetstreamManager(producer);
    const { state } = await manager.streams.info(streamName('vouchers'), {
      subjects_filter: 'vouchers.purchase.started.v1',
    });
    expect(state.subjects?.['vouchers.purchase.started.v1']).toBe(100);
  });

  it('carries repair requests and their answers, and keeps them out of the stream', async () => {
    const { nc: producer } = await signIn('vouchers');
    const subject = repairSubject('vouchers', 'listings');
    producer.subscribe(subject, {
      callback: (_error, message) => void message.respond(`again ${message.string()}`),
    });
    await producer.flush();
    const manager = await jetstreamManager(producer);
    const before = (await manager.streams.info(streamName('vouchers'))).state.messages;

    const { nc } = await signIn('listings');
    const answer = await nc.request(subject, 'purchase/7 from 3', { timeout: 5_000 });
    expect(answer.string()).toBe('again purchase/7 from 3');

    const after = (await manager.streams.info(streamName('vouchers'))).state.messages;
    expect(after).toBe(before);
    // Only in one's own name.
    const { nc: other, refusals } = await signIn('settlement');
    other.publish(subject, 'in the name of listings');
    await other.flush();
    await eventually(() => refusals.length > 0);
  });
});
