import { cp, lstat, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { unpackDebianPackages } from './apt.ts';
import { cached } from './cache.ts';
import { gatewaySources } from './documentdb.ts';
import { EngineProblem } from './engine-problem.ts';
import { runWithUs } from './parent-death.ts';
import { findOnPath, isAtLeast, run } from './run.ts';
import type { Progress } from './run.ts';

export interface GatewayProgram {
  path: string;
  /** FerretDB's version, for instance "2.7.0". */
  version: string;
}

/** The gateway's program from the cache, built from its Go sources the first time. */
export async function ensureGateway(options: {
  progress: Progress;
  signal?: AbortSignal | undefined;
}): Promise<GatewayProgram> {
  const sources = await readSources();
  const version = /FerretDB\/v2 v(\S+)/.exec(sources['go.mod'] ?? '')?.[1] ?? 'unknown';
  const digest = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 12);
  const name = `ferretdb-${version}-${process.arch}-${digest}`;
  const folder = await cached(
    name,
    async (target) => {
      options.progress(
        `编译 FerretDB ${version} 网关（约一分钟，仅首次） · building the FerretDB ${version} gateway (about a minute, first time only)`,
      );
      const work = join(target, 'work');
      await mkdir(work);
      await cp(gatewaySources, join(work, 'gateway'), { recursive: true });
      const go = await ensureGo(
        join(work, 'go'),
        /^go (\S+)/m.exec(sources['go.mod'] ?? '')?.[1],
        options,
      );
      await goBuild(
        go,
        ['build', '-trimpath', '-ldflags=-s -w', '-o', join(target, 'gateway'), '.'],
        {
          cwd: join(work, 'gateway'),
          signal: options.signal,
        },
      );
      await rm(work, { recursive: true, force: true });
    },
    options,
  );
  return { path: join(folder, 'gateway'), version };
}

async function readSources(): Promise<Record<string, string>> {
  const sources: Record<string, string> = {};
  for (const file of (await readdir(gatewaySources)).sort()) {
    sources[file] = await readFile(join(gatewaySources, file), 'utf8');
  }
  return sources;
}

/** Runs go with the machine's module proxy alone. */
export async function goBuild(
  go: GoProgram,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined },
): Promise<void> {
  const env = { ...process.env, ...go.env, ...options.env };
  const told = await run(go.path, ['env', 'GOPROXY'], { env, signal: options.signal });
  const proxies = told.output
    .trim()
    .split(/[,|]/)
    .filter((proxy) => !['direct', 'off', ''].includes(proxy));
  const built = await runWithUs(go.path, args, {
    cwd: options.cwd,
    signal: options.signal,
    env: {
      ...env,
      // Fetching straight from source hosts hangs on machines that reach registries only.
      ...(proxies.length > 0 ? { GOPROXY: proxies.join(',') } : {}),
      GOFLAGS: '-mod=mod -buildvcs=false',
      GOWORK: 'off',
      CGO_ENABLED: '0',
    },
  });
  if (built.code !== 0) {
    throw new EngineProblem(
      'build-failed',
      {
        zh: '用 Go 编译失败：请检查网络与 Go 模块代理后再试，或用 FANGPIAO_MONGO_URL、FANGPIAO_NATS_URL 指定已有的服务。',
        en: 'Building with Go failed: check the network and the Go module proxy and try again, or give addresses in FANGPIAO_MONGO_URL and FANGPIAO_NATS_URL.',
      },
      built.tail,
    );
  }
}

export interface GoProgram {
  path: string;
  env: NodeJS.ProcessEnv;
}

/** The Go on PATH if it is new enough or can fetch a newer one, else Debian's, unpacked into `work`. */
export async function ensureGo(
  work: string,
  least = '1.25',
  options: { progress: Progress; signal?: AbortSignal | undefined },
): Promise<GoProgram> {
  const found = await findOnPath('go');
  if (found !== undefined) {
    const version = (await run(found, ['version'])).output;
    if (isAtLeast(version, least)) return { path: found, env: {} };
  }
  options.progress('下载 Go 编译器 · downloading the Go compiler');
  try {
    const { root } = await unpackDebianPackages(['golang-go'], work, options);
    const folder = (await readdir(join(root, 'usr/lib'))).find((name) => /^go-\d/.test(name));
    if (folder !== undefined) {
      // Debian spreads the tree over two places joined by links that point outside of `root`.
      const goRoot = join(work, 'goroot');
      await cp(join(root, 'usr/share', folder), goRoot, { recursive: true });
      await cp(join(root, 'usr/lib', folder), goRoot, {
        recursive: true,
        force: true,
        filter: async (path) => !(await isLink(path)),
      });
      return {
        path: join(goRoot, 'bin/go'),
        env: {
          GOROOT: goRoot,
          GOTOOLCHAIN: 'local',
          GOPATH: join(work, 'gopath'),
          GOCACHE: join(work, 'gocache'),
        },
      };
    }
  } catch (error) {
    if (error instanceof EngineProblem && error.code === 'cancelled') throw error;
    throw goMissing(least, error instanceof EngineProblem ? error.details : String(error));
  }
  throw goMissing(least, '');
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}

function goMissing(least: string, details: string): EngineProblem {
  return new EngineProblem(
    'tool-missing',
    {
      zh: `需要 Go ${least} 以上版本来准备数据库网关：请安装 Go，或安装 MongoDB 6 以上版本，或用 FANGPIAO_MONGO_URL 指定一个数据库地址。`,
      en: `Go ${least} or later is needed to make the database gateway: install Go, or MongoDB 6 or later, or give a database address in FANGPIAO_MONGO_URL.`,
    },
    details,
  );
}
