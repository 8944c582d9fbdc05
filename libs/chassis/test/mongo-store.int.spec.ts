import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the engines are started by a tool; only this test needs it
import { startEngines, type RunningEngines } from '@fangpiao/engines';
import { MongoStore } from '../src/adapters/mongo-store.ts';
import { StoreAway, UnknownOutcome, type Commit } from '../src/index.ts';

jest.setTimeout(120_000);

/** A way to the database that can stop reading what is sent, as a server does that was stopped. */
async function createWay(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [upstream, client] as const]) {
      one.on('data', (data) => other.write(data));
      one.on('error', () => undefined);
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
    if (isStopped) client.pause();
  });
  let isStopped = false;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/way`,
    stop: () => {
      isStopped = true;
      for (const [client] of pairs) client.pause();
    },
    goOn: () => {
      isStopped = false;
      for (const [client] of pairs) client.resume();
    },
    close: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close();
    },
  };
}

/** Larger than what the kernel takes in for somebody who does not read. */
function largeCommits(count: number): Commit[] {
  const text = 'x'.repeat(200_000);
  return Array.from(
    { length: count },
    (_, index) => ({ _id: `large/${index}@0000000001`, stream: `large/${index}`, text }) as never,
  );
}

describe('a database that stands still in the middle of a large write', () => {
  let engines: RunningEngines;
  let way: Awaited<ReturnType<typeof createWay>>;
  let store: MongoStore;

  beforeAll(async () => {
    engines = await startEngines();
    way = await createWay(engines.mongoUrl);
    store = await MongoStore.connect(way.url, { poolSize: 2, patienceMillis: 1_000 });
    await store.prepare([{ name: 'view', indexes: [] }]);
  });
  afterAll(async () => {
    await store?.close();
    way?.close();
    await engines?.stop();
  });

  test('leaves no call without an end, and every connection can be used again', async () => {
    const commits = largeCommits(80);
    way.stop();
    const views = commits.map(({ _id }) => ({ _id, version: 1, text: 'x'.repeat(200_000) }));
    const [insert, fold] = await Promise.allSettled([
      store.insertCommits(commits, 'unordered'),
      store.writeFolded('view', views),
    ]);
    expect(insert).toMatchObject({ status: 'rejected', reason: expect.any(UnknownOutcome) });
    expect(fold).toMatchObject({ status: 'rejected', reason: expect.any(StoreAway) });
    way.goOn();
    const small = commits.slice(0, 2).map(({ _id }) => ({ _id, version: 2 }));
    await Promise.all(small.map((view) => store.writeFolded('view', [view])));
    const found = await store.folded(
      'view',
      small.map(({ _id }) => _id),
    );
    expect(found.map(({ version }) => version)).toEqual([2, 2]);
  });

  test('keeps the newer of two views, whichever comes last, and takes a text for a text', async () => {
    const view = (version: number) => ({ _id: 'till/v', version, text: '$version', none: null });
    for (const version of [2, 3, 1, 2]) await store.writeFolded('view', [view(version)]);
    await store.writeFolded('view', [view(2)], () => true);
    expect(await store.folded('view', ['till/v'])).toEqual([view(3)]);
    await store.writeFolded('view', [{ _id: 'till/v', version: 4 }]);
    expect(await store.folded('view', ['till/v'])).toEqual([{ _id: 'till/v', version: 4 }]);
  });
});
