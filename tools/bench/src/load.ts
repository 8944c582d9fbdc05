import mongoose from 'mongoose';
import { LeanClient } from './lean-client.ts';
import type { LoadOrder } from './load-order.ts';
import { reportLoad } from './report-load.ts';

/** One load in a process of its own: `load.ts ORDER`, an order as JSON; prints its report as JSON. */
const order = JSON.parse(process.argv[2] ?? '{}') as LoadOrder;
const { kind, address, token = '', clients, count, from = 0, document = {} } = order;
const note = 'x'.repeat(120);
let next = 0;

type Operation = (serial: number) => Promise<unknown>;

function posting(path: string, bodyOf: (serial: number) => object, expected: number): Operation[] {
  const headers = { authorization: `Bearer ${token}` };
  return Array.from({ length: clients }, () => {
    const client = new LeanClient(address, headers);
    return async (serial) => {
      const key = `${kind}-${process.pid}-${serial}-key`;
      const status = await client.post(path, key, JSON.stringify(bodyOf(serial)));
      if (status !== expected) throw new Error(`${path}: status ${status}`);
    };
  });
}

async function onDriver(operation: (raw: mongoose.Collection) => Operation): Promise<Operation[]> {
  const settings = { maxPoolSize: clients, retryWrites: false };
  const connection = await mongoose.createConnection(address, settings).asPromise();
  const each = operation(connection.collection(`bench-${kind}`));
  return Array.from({ length: clients }, () => each);
}

const operationsOf: Record<LoadOrder['kind'], () => Operation[] | Promise<Operation[]>> = {
  hot: () => posting('/bench/pay', () => ({ till: 'hot', amount: 1 }), 201),
  open: () => posting('/bench/open', () => ({ name: 'stall', note }), 201),
  issue: () =>
    posting('/issuances', (serial) => ({ agreementId: `${document['agreement']}${serial}` }), 202),
  'raw-insert': () =>
    onDriver(
      (raw) => (serial) => raw.insertOne({ ...document, _id: `${process.pid}-${serial}` as never }),
    ),
  'raw-update': () =>
    onDriver(
      (raw) => () =>
        raw.findOneAndUpdate({ _id: 'one' as never }, { $inc: { count: 1 } }, { upsert: true }),
    ),
};
const operations = await operationsOf[kind]();

/** Every client for itself, one operation after another. */
async function carryOut(total: number, first: number): Promise<void> {
  next = 0;
  await Promise.all(
    operations.slice(0, total).map(async (operation) => {
      while (next < total) await operation(first + next++);
    }),
  );
}

// Connections are made, and code is warm, before the time is taken.
if (order.warmUp) await carryOut(order.warmUp, from);
await reportLoad(count, () => carryOut(count, from + (order.warmUp ?? 0)));
