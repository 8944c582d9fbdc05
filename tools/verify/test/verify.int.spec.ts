import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { startEngines, streamName } from '@fangpiao/engines';
import type { RunningEngines } from '@fangpiao/engines';
import { verify, type Addresses } from '../src/index.ts';
import { layOut, makeStreams, withBus, withDatabase } from './engines.fixture.ts';
import { wholeLife } from './life.fixture.ts';

jest.setTimeout(300_000);

let engines: RunningEngines;
let addresses: Addresses;
let folder: string;
let platform: string;
/** How much of each kind there is to look at, as the same world in memory says. */
let there: Map<string, number>;

beforeAll(async () => {
  engines = await startEngines();
  folder = await mkdtemp(join(tmpdir(), 'fangpiao-verify-'));
  platform = join(folder, 'platform.json');
  await makeStreams(engines);
  const source = wholeLife({ begin: Date.now() + 1, stepMillis: 1 }).source();
  there = new Map((await verify({ from: source })).map(({ id, checked }) => [id, checked]));
  addresses = await layOut(source, engines);
  const services = Object.entries(addresses.mongoUrls).map(([name, mongoUrl]) => [
    name,
    { mongoUrl },
  ]);
  await writeFile(
    platform,
    JSON.stringify({
      services: Object.fromEntries(services),
      nats: { url: addresses.natsUrl, users: addresses.natsUsers },
    }),
  );
});

afterAll(async () => {
  await engines.stop();
  await rm(folder, { recursive: true, force: true });
});

const problemsOf = async (invariant: string): Promise<string[]> =>
  (await verify({ from: addresses, graceMillis: 0 }))
    .find(({ id }) => id === invariant)!
    .problems.map(({ record }) => record);

/** Runs the command as a person would. */
function command(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const main = join(__dirname, '..', 'src', 'main.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, '--grace', '0', ...options], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

it('finds a clean world on real engines clean, says so on the terminal and in a file', async () => {
  const json = join(folder, 'result.json');
  const { code, out } = await command('--platform', platform, '--json', json);
  expect([code, out]).toEqual([0, expect.stringMatching(/all \d+ invariants hold/)]);
  const { invariants } = JSON.parse(await readFile(json, 'utf8')) as {
    invariants: { id: string; holds: boolean; checked: number }[];
  };
  expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
  expect(new Map(invariants.map(({ id, checked }) => [id, checked]))).toEqual(there);
  expect(invariants.filter(({ checked }) => checked > 0).length).toBeGreaterThan(30);
});

it('names an event that was deleted from the stream', async () => {
  await withBus('listings', engines, async (connection) => {
    const manager = await jetstreamManager(connection);
    expect(await manager.streams.deleteMessage(streamName('listings'), 3)).toBe(true);
  });
  expect(await problemsOf('bus-complete')).toEqual([
    expect.stringMatching(/^listings event unit\/U-1#3#/),
  ]);
});

it('names an edited document, and the command ends with 1', async () => {
  await withDatabase(addresses.mongoUrls.vouchers, (database) =>
    database
      .collection<{ _id: string }>('commits')
      .updateOne({ _id: 'voucher/V-A-1@0000000005' }, { $set: { 'events.0.data.amountFen': 1 } }),
  );
  const { code, out } = await command('--platform', platform);
  expect(code).toBe(1);
  expect(out).toContain(
    '    vouchers voucher/V-A-1@0000000005: its content does not give its hash',
  );
});

it('names a mirror that is gone', async () => {
  await withDatabase(addresses.mongoUrls.settlement, (database) =>
    database.collection('mirror-vouchers-purchase').deleteMany({}),
  );
  expect(await problemsOf('events-arrived')).toContain(
    'settlement mirror-vouchers-purchase purchase/P-1',
  );
});

it('ends with 2 and says why when nothing runs or nothing answers', async () => {
  const nothing = await command('--platform', join(folder, 'none.json'));
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('npm start first')]);
  const file = join(folder, 'gone.json');
  const gone = (await readFile(platform, 'utf8')).replaceAll(
    new URL(engines.natsUrl).host,
    '127.0.0.1:1',
  );
  await writeFile(file, gone);
  const unreachable = await command('--platform', file);
  expect([unreachable.code, unreachable.err]).toEqual([2, expect.stringContaining('the bus')]);
});
