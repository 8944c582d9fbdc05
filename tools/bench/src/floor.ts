import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, createInbox, headers } from '@nats-io/transport-node';
import mongoose from 'mongoose';
import { floorBatch } from './floor-order.ts';
import type { FloorOrder } from './floor-order.ts';
import { reportLoad } from './report-load.ts';

/**
 * What an issuance costs before anybody has written a line of a service: the documents and messages it leaves, written,
 * marked and delivered by the drivers alone, in large groups, each once, in any order. No HTTP, no decision, no hash, no
 * guard, no view written twice.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as FloorOrder;
const { address, natsAddress, count, warmUp, traces } = order;
const batchesAtOnce = 2;
const stream = 'FLOOR';
/** Three published events, and how many take each: three agencies, but vouchers alone the answer about its cover. */
const takers = { 'floor.asked': 3, 'floor.covered': 1, 'floor.issued': 3 };
const headersOfAnEvent = 8;
const value = 'x'.repeat(24);
const payload = JSON.stringify(
  Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, value])),
);

const connection = await mongoose.createConnection(address, { maxPoolSize: 8 }).asPromise();
const bus = await connect({ servers: natsAddress });
const manager = await jetstreamManager(bus);
await manager.streams.add({ name: stream, subjects: ['floor.>'] });

let open = 0;
let allDone: () => void = () => undefined;
const did = (): void => {
  if (--open === 0) allDone();
};
const inbox = createInbox();
bus.subscribe(inbox, { callback: did });
for (const [subject, agencies] of Object.entries(takers)) {
  for (let agency = 0; agency < agencies; agency++) {
    const durable = `${subject.replace('.', '-')}-${agency}`;
    const settings = { durable_name: durable, filter_subject: subject, max_ack_pending: 4_000 };
    await manager.consumers.add(stream, { ...settings, ack_policy: AckPolicy.Explicit });
    const consumer = await jetstream(bus).consumers.get(stream, durable);
    await consumer.consume({
      max_messages: 512,
      callback: (message) => {
        message.json();
        message.ack();
        did();
      },
    });
  }
}
for (const { collection, indexes } of traces) {
  await connection.createCollection(collection);
  for (const key of indexes)
    await connection.collection(collection).createIndex({ ...key } as never);
}

let serial = 0;
function publish(subject: string): void {
  const sent = headers();
  for (let n = 0; n < headersOfAnEvent; n++) sent.set(`ce-${n}`, value);
  sent.set('Nats-Msg-Id', `${process.pid}-${++serial}`);
  bus.publish(subject, payload, { headers: sent, reply: inbox });
}

async function leaveTraces(): Promise<void> {
  const first = serial;
  const written = traces.map(({ collection, documents }) => ({
    documents,
    into: connection.collection<{ _id: string }>(collection),
    isMarked: collection.endsWith('-commits'),
    ids: documents.map((_, part) =>
      Array.from(
        { length: floorBatch },
        (_each, n) => `${first}-${String(n).padStart(5, '0')}-${part}`,
      ),
    ),
  }));
  const writes = written.flatMap(({ into, documents, ids }) =>
    documents.map((document, part) =>
      into.insertMany(
        ids[part]!.map((_id) => ({ ...document, _id })),
        { ordered: false },
      ),
    ),
  );
  for (let n = 0; n < floorBatch; n++) Object.keys(takers).forEach(publish);
  await Promise.all(writes);
  // Commits are marked as done when what follows them is (WRITE-PATH 10).
  await Promise.all(
    written
      .filter(({ isMarked }) => isMarked)
      .map(({ into, ids }) =>
        into.updateMany({ _id: { $in: ids.flat() } }, { $set: { done: true } }),
      ),
  );
}

async function carryOut(vouchers: number): Promise<void> {
  const deliveries = Object.values(takers).reduce((sum, agencies) => sum + agencies + 1, 0);
  open = vouchers * deliveries;
  const delivered = new Promise<void>((resolve) => (allDone = resolve));
  let left = vouchers / floorBatch;
  const writers = Array.from({ length: batchesAtOnce }, async () => {
    while (left-- > 0) await leaveTraces();
  });
  await Promise.all([...writers, delivered]);
}

await carryOut(warmUp);
await reportLoad(count, () => carryOut(count));
