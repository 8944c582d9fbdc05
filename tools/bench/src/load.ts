import { Agent, request } from 'node:http';
import mongoose from 'mongoose';

/** One load in a process of its own: `load.ts <kind> <address> <token> <seconds>`; prints operations per second. */
const [kind = '', address = '', token = '', secondsText = '5'] = process.argv.slice(2);
const clients = 64;
const seconds = Number(secondsText);
const note = 'x'.repeat(120);
let serial = 0;

function post(path: string, body: unknown): Promise<void> {
  const text = JSON.stringify(body);
  const key = `${process.pid}-${++serial}-abcdefgh`;
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, address),
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': key,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`status ${answer.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: clients });
const connection = kind.startsWith('raw')
  ? await mongoose
      .createConnection(address, { maxPoolSize: clients, retryWrites: false })
      .asPromise()
  : undefined;
const raw = connection?.collection<{ _id: string; count?: number }>(`bench-${kind}`);
const document = (): object => ({
  stream: `stall/${serial}`,
  version: 1,
  commandName: 'openStall',
  commandKey: 'k'.repeat(26),
  commandHash: 'h'.repeat(64),
  actor: { subject: 'clerk-1', role: 'counter-officer', agency: 'town' },
  at: new Date().toISOString(),
  events: [{ type: 'vouchers.stall.opened.v1', position: 1, data: { name: note } }],
  previousHash: '0'.repeat(64),
  hash: 'h'.repeat(64),
  done: false,
});
const operations: Record<string, () => Promise<unknown>> = {
  hot: () => post('/bench/pay', { till: 'hot', amount: 1 }),
  issue: () => post('/bench/open', { name: 'stall', note }),
  'raw-insert': () => raw!.insertOne({ _id: `${process.pid}-${++serial}`, ...document() }),
  'raw-update': () =>
    raw!.findOneAndUpdate({ _id: 'one' }, { $inc: { count: 1 } }, { upsert: true }),
};
const operation = operations[kind]!;
await operation();

let done = 0;
const started = performance.now();
const end = started + seconds * 1_000;
await Promise.all(
  Array.from({ length: clients }, async () => {
    while (performance.now() < end) {
      await operation();
      done++;
    }
  }),
);
console.log(String(Math.round(done / ((performance.now() - started) / 1_000))));
process.exit(0);
