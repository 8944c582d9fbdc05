import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import mongoose from 'mongoose';
import { cacheFolder, processMark } from '../src/cache.ts';
import {
  createServiceDatabases,
  EngineProblem,
  ensureEngines,
  startEngines,
  streamName,
  streamSubjects,
  userFor,
} from '../src/index.ts';
import type { RunningEngines } from '../src/index.ts';

jest.setTimeout(600_000);

const main = join(__dirname, '..', 'src', 'main.ts');
const folders: string[] = [];
const children: ChildProcess[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fangpiao-test-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** The command line as a person starts it. */
function commandLine(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): {
  child: ChildProcess;
  text: () => string;
  said: (pattern: RegExp) => Promise<void>;
  over: Promise<number | null>;
} {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      for (const listener of listeners) listener();
    });
  }
  const over = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(text)) resolve();
      };
      listeners.add(look);
      void over.then(() => reject(new Error(`ended without saying ${String(pattern)}: ${text}`)));
      look();
    });
  return { child, text: () => text, said, over };
}

/** The numbers of the engines' processes that the command line printed. */
function printedPids(text: string): number[] {
  return [...text.matchAll(/^ {2}\S+ (\d+)$/gm)].map(([, pid]) => Number(pid));
}

/** Resolves as soon as none of the processes is there any more. */
async function allGone(pids: readonly number[]): Promise<void> {
  const end = performance.now() + 30_000;
  for (;;) {
    const marks = await Promise.all(pids.map((pid) => processMark(pid)));
    if (marks.every((mark) => mark === 'gone')) return;
    if (performance.now() > end) throw new Error(`still there: ${pids.join()} ${marks.join()}`);
  }
}

/** Asks again until there is an answer: a request sent before the client is back is lost. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

beforeAll(() => ensureEngines());

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a killed engine', () => {
  let engines: RunningEngines;

  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines.stop());

  const processNamed = (name: string) => {
    const found = engines.processes.find((process) => process.name === name);
    if (found === undefined) throw new Error(`no ${name} among the engines`);
    return found;
  };

  it.each(['postgres', 'ferretdb', 'both'])(
    'keeps acknowledged writes of the database: %s',
    async (which) => {
      const names = engines.processes.map(({ name }) => name);
      const database = names.includes('mongod') ? ['mongod'] : ['postgres', 'ferretdb'];
      const victims = which === 'both' || database.length === 1 ? database : [which];
      const client = new mongoose.mongo.MongoClient(engines.mongoUrl, {
        serverSelectionTimeoutMS: 10_000,
      });
      try {
        const rows = client.db(`kill-${which}`).collection<{ _id: string }>('rows');
        await rows.insertOne({ _id: 'first' });
        const acknowledged: string[] = ['first'];
        let killed = false;
        const writers = Array.from({ length: 4 }, async (_, writer) => {
          for (let index = 0; !killed; index += 1) {
            const _id = `${writer}-${index}`;
            try {
              await rows.insertOne({ _id });
              acknowledged.push(_id);
            } catch {
              if (!killed) throw new Error('refused before the kill');
            }
            if (acknowledged.length === 200) {
              killed = true;
              for (const victim of victims) processNamed(victim).kill('SIGKILL');
            }
          }
        });
        await Promise.all(writers);
        for (const victim of victims) await processNamed(victim).restart();
        const found = new Set(await rows.distinct('_id'));
        expect(acknowledged.length).toBeGreaterThanOrEqual(200);
        expect(acknowledged.filter((_id) => !found.has(_id))).toEqual([]);
        await rows.insertOne({ _id: 'after' });
      } finally {
        await client.close();
      }
    },
  );

  it('keeps acknowledged messages of the bus', async () => {
    const nc = await connect({
      servers: engines.natsUrl,
      ...userFor('listings', engines.environment),
      maxReconnectAttempts: -1,
      reconnectTimeWait: 50,
    });
    try {
      const manager = await jetstreamManager(nc, { timeout: 1_000 });
      await manager.streams.add({
        name: streamName('listings'),
        subjects: streamSubjects('listings'),
      });
      const js = jetstream(nc);
      const acknowledged: number[] = [];
      let killed = false;
      const writers = Array.from({ length: 4 }, async () => {
        while (!killed) {
          try {
            const { seq } = await js.publish('listings.unit.listed.v1', 'x', { timeout: 1_000 });
            acknowledged.push(seq);
          } catch {
            if (!killed) throw new Error('refused before the kill');
          }
          if (acknowledged.length === 500) {
            killed = true;
            processNamed('nats-server').kill('SIGKILL');
          }
        }
      });
      await Promise.all(writers);
      await processNamed('nats-server').restart();
      const { state } = await answered(() => manager.streams.info(streamName('listings')));
      expect(state.messages).toBeGreaterThanOrEqual(acknowledged.length);
      expect(state.last_seq).toBeGreaterThanOrEqual(Math.max(...acknowledged));
      expect(state.num_deleted ?? 0).toBe(0);
    } finally {
      await nc.close();
    }
  });

  it('shares its address among services when it runs without users, and says so', async () => {
    const databases = await createServiceDatabases(engines.mongoUrl, ['vouchers', 'listings']);
    expect(databases.haveOwnUsers).toBe(false);
    expect(databases.reason).toBe('the server runs without users');
    expect(new URL(databases.urls['vouchers'] ?? '').pathname).toBe('/vouchers');
  });
});

describe('starting', () => {
  it('keeps the data of a named folder from one start to the next', async () => {
    const dataFolder = temporaryFolder();
    for (const round of [0, 1]) {
      const begun = performance.now();
      const engines = await startEngines({ dataFolder });
      const seconds = (performance.now() - begun) / 1000;
      const client = new mongoose.mongo.MongoClient(engines.mongoUrl);
      try {
        const rows = client.db('kept').collection<{ _id: number }>('rows');
        expect(await rows.countDocuments({})).toBe(round);
        await rows.insertOne({ _id: round });
        // Twice the promised time: this machine may be busy with other tests.
        expect(seconds).toBeLessThan(6);
      } finally {
        await client.close();
        await engines.stop();
      }
    }
  });

  it('refuses an occupied port with one sentence and starts nothing', async () => {
    const occupier = createServer();
    await new Promise<void>((resolve) => occupier.listen(0, '127.0.0.1', resolve));
    const { port } = occupier.address() as AddressInfo;
    try {
      for (const options of [{ mongoPort: port }, { natsPort: port }]) {
        const problem = await startEngines(options).then(
          () => undefined,
          (error: unknown) => error,
        );
        expect(problem).toBeInstanceOf(EngineProblem);
        expect((problem as EngineProblem).code).toBe('port-occupied');
        expect((problem as EngineProblem).en).toContain(String(port));
      }
      const told = commandLine(['start', '--nats-port', String(port)]);
      expect(await told.over).toBe(1);
      expect(told.text()).toContain(`${port}`);
      expect(told.text()).not.toContain('    at ');
    } finally {
      await new Promise((resolve) => occupier.close(resolve));
    }
  });

  it('refuses a data folder that another start uses', async () => {
    const dataFolder = temporaryFolder();
    const engines = await startEngines({ dataFolder });
    try {
      await expect(startEngines({ dataFolder })).rejects.toMatchObject({
        code: 'data-folder-in-use',
      });
    } finally {
      await engines.stop();
    }
    expect(readdirSync(dataFolder)).not.toContain('engines.lock');
  });

  it('says in one sentence what is missing when there is no tool, and leaves nothing', async () => {
    const cache = temporaryFolder();
    const told = commandLine(['ensure'], { PATH: '/nonexistent', FANGPIAO_CACHE: cache });
    expect(await told.over).toBe(1);
    expect(told.text()).toMatch(/FANGPIAO_(MONGO|NATS)_URL/);
    expect(told.text()).not.toContain('    at ');
    expect(readdirSync(cache)).toEqual([]);
  });

  it('says in one sentence that a given address does not answer', async () => {
    const told = commandLine(['ensure'], {
      ...process.env,
      FANGPIAO_NATS_URL: 'nats://127.0.0.1:1',
    });
    expect(await told.over).toBe(1);
    expect(told.text()).toContain('FANGPIAO_NATS_URL');
  });

  it('takes given addresses instead of starting anything', async () => {
    const engines = await startEngines();
    process.env['FANGPIAO_MONGO_URL'] = engines.mongoUrl;
    process.env['FANGPIAO_NATS_URL'] = engines.natsUrl;
    try {
      const given = await startEngines();
      expect(given.processes).toEqual([]);
      expect([given.mongoUrl, given.natsUrl]).toEqual([engines.mongoUrl, engines.natsUrl]);
      expect(given.mongoKind).toMatch(/at the given address$/);
      await given.stop();
    } finally {
      delete process.env['FANGPIAO_MONGO_URL'];
      delete process.env['FANGPIAO_NATS_URL'];
      await engines.stop();
    }
  });

  const withRecipe = readdirSync(cacheFolderOrNothing()).some((name) => /^postgresql-/.test(name));
  (withRecipe ? it : it.skip)(
    'makes the template once for two first starts, also after one that was killed',
    async () => {
      // The programs are there, the template is not.
      const cache = temporaryFolder();
      for (const name of readdirSync(cacheFolder())) {
        if (/^(postgresql|ferretdb|nats-server)-/.test(name)) {
          symlinkSync(join(cacheFolder(), name), join(cache, name));
        }
      }
      const env = { ...process.env, FANGPIAO_CACHE: cache };
      const killed = commandLine(['start'], env);
      await killed.said(/template/);
      killed.child.kill('SIGKILL');
      await killed.over;

      const two = [commandLine(['start'], env), commandLine(['start'], env)];
      await Promise.all(two.map(({ said }) => said(/Ctrl-C/)));
      const pids = two.flatMap(({ text }) => printedPids(text()));
      expect(pids).toHaveLength(6);
      for (const { child } of two) child.kill('SIGINT');
      expect(await Promise.all(two.map(({ over }) => over))).toEqual([0, 0]);
      await allGone(pids);
      const left = readdirSync(cache).filter((name) => !lstatIsLink(join(cache, name)));
      expect(left).toEqual([expect.stringMatching(/^template-[0-9a-f]+-\d+$/)]);
    },
  );
});

describe('nothing is left running', () => {
  it('after Ctrl-C', async () => {
    const started = commandLine(['start']);
    await started.said(/Ctrl-C/);
    const pids = printedPids(started.text());
    expect(pids.length).toBeGreaterThanOrEqual(2);
    started.child.kill('SIGINT');
    expect(await started.over).toBe(0);
    await allGone(pids);
  });

  it('after the parent was killed by force, and its temporary folder is removed', async () => {
    const started = commandLine(['start']);
    await started.said(/Ctrl-C/);
    const pids = printedPids(started.text());
    const folder = folderOf(pids);
    const warden = parentOf(pids[0] ?? 0);
    started.child.kill('SIGKILL');
    await allGone([...pids, warden]);
    expect(folder !== undefined && existsSync(folder)).toBe(false);
  });

  (process.platform === 'linux' ? it : it.skip)(
    'after the parent and the warden were both killed by force',
    async () => {
      const dataFolder = temporaryFolder();
      const started = commandLine(['start', '--data', dataFolder]);
      await started.said(/Ctrl-C/);
      const pids = printedPids(started.text());
      const warden = parentOf(pids[0] ?? 0);
      started.child.kill('SIGKILL');
      process.kill(warden, 'SIGKILL');
      await allGone([...pids, warden]);
      // And the folder can be used again at once.
      const again = await startEngines({ dataFolder });
      await again.stop();
    },
  );

  it('after the warden alone was killed by force', async () => {
    const engines = await startEngines();
    const pids = engines.processes.map(({ pid }) => pid);
    process.kill(parentOf(pids[0] ?? 0), 'SIGKILL');
    await allGone(pids);
    await engines.stop();
  });

  it('after being told to stop while starting', async () => {
    const controller = new AbortController();
    const starting = startEngines({ signal: controller.signal });
    controller.abort();
    await expect(starting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

function cacheFolderOrNothing(): string {
  return existsSync(cacheFolder()) ? cacheFolder() : tmpdir();
}

function lstatIsLink(path: string): boolean {
  return readdirSync(join(path, '..'), { withFileTypes: true }).some(
    (entry) => join(entry.parentPath, entry.name) === path && entry.isSymbolicLink(),
  );
}

function parentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The temporary folder that one of the processes has on its command line. */
function folderOf(pids: readonly number[]): string | undefined {
  for (const pid of pids) {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const found = /([^\0]*\/fangpiao-[A-Za-z0-9]+)\//.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
