import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTown, playOnce, publishedTotals, startPlatform } from '@fangpiao/city';
import type { Platform } from '@fangpiao/city';
import type { ServiceName } from '@fangpiao/engines';
import mongoose from 'mongoose';
import { imageEnvironment } from './bundles.ts';
import { cpuOf } from './cpu.ts';
import { atMost, medianBy } from './figure.ts';
import type { Figure } from './figure.ts';

const seed = 20_240_531;
const watch = join(import.meta.dirname, 'watch-database.mjs');

export interface PilotRun {
  readonly seconds: number;
  readonly calls: number;
  readonly commits: number;
  readonly documents: number;
  /** Largest of the services, and each. */
  readonly residentMb: number;
  readonly residentEach: Readonly<Record<string, number>>;
  readonly allAgree: boolean;
  /** Seconds of processor time by process. */
  readonly cpuSeconds: Readonly<Record<string, number>>;
  /** Share of the time in which a service had a call to its database under way, and calls at once on average. */
  readonly waiting: { readonly share: number; readonly atOnce: number; readonly calls: number };
}

/** The whole pilot on a fresh platform that runs from bundles. */
export async function playPilotOnce(options: {
  bundle: (service: ServiceName) => string;
  progress: (line: string) => void;
}): Promise<PilotRun> {
  const town = makeTown({ seed, totals: publishedTotals() });
  const ofImage = await imageEnvironment();
  const waits = await mkdtemp(join(tmpdir(), 'fangpiao-bench-'));
  const platform = await startPlatform({
    districts: town.districts.map(({ district }) => district),
    developers: town.developers.map(({ developerId }) => developerId),
    progress: options.progress,
    logLevel: 'warn',
    run: (service, { mongoUrl }) => ({
      program: options.bundle(service),
      nodeOptions: ['--import', watch],
      environment: {
        ...ofImage,
        FANGPIAO_BENCH_DATABASE_PORT: new URL(mongoUrl).port,
        FANGPIAO_BENCH_WAITS: join(waits, 'waits'),
      },
    }),
  });
  try {
    const processes = {
      ...Object.fromEntries(platform.engines.processes.map(({ name, pid }) => [name, pid])),
      ...Object.fromEntries(platform.services.map(({ service, pid }) => [service, pid])),
    };
    const before = cpuOf(processes);
    const own = process.cpuUsage();
    const { figures, seconds, calls } = await playOnce(platform, { town, report: () => undefined });
    const after = cpuOf(processes);
    const people = process.cpuUsage(own);
    const waited = await readWaits(waits);
    const millis = seconds * 1_000;
    const residentEach = await residentOf(platform);
    return {
      seconds,
      calls,
      ...(await documentsOf(platform)),
      residentEach,
      residentMb: Math.max(...Object.values(residentEach)),
      allAgree: figures.every(({ agrees }) => agrees),
      cpuSeconds: {
        ...Object.fromEntries(
          [...after].map(([name, now]) => [name, (now - before.get(name)!) / 1_000]),
        ),
        'pilot client and issuer': (people.user + people.system) / 1_000_000,
      },
      waiting: {
        share: Math.max(...waited.map(({ anyMillis }) => anyMillis)) / millis,
        atOnce: waited.reduce((sum, { sumMillis }) => sum + sumMillis, 0) / millis,
        calls: waited.reduce((sum, each) => sum + each.calls, 0),
      },
    };
  } finally {
    await platform.stop();
    await rm(waits, { recursive: true, force: true });
  }
}

export function pilotFigures(runs: readonly PilotRun[]): Figure[] {
  const middle = medianBy(runs, ({ seconds }) => seconds);
  const { cpuSeconds, waiting, residentEach } = middle;
  const total = Object.values(cpuSeconds).reduce((sum, seconds) => sum + seconds, 0);
  const database = (cpuSeconds['postgres'] ?? 0) + (cpuSeconds['ferretdb'] ?? 0);
  const percent = (part: number): string => `${Math.round(part * 100)} %`;
  const each = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([name, value]) => `${name} ${value.toFixed(0)}`)
      .join(', ');
  const seconds = runs.map((run) => run.seconds.toFixed(1)).join(', ');
  return [
    {
      ...atMost('pilot-seconds', middle.seconds, 60),
      seen:
        `${seconds} s; ${middle.calls} calls over HTTP; the busiest service had a database call under way ` +
        `${percent(waiting.share)} of the time, all together ${waiting.atOnce.toFixed(1)} at once, ${waiting.calls} calls; ` +
        `${total.toFixed(0)} s of processor time, ${percent(database / total)} of it the database’s (${each(cpuSeconds)})`,
    },
    {
      ...atMost(
        'documents-per-command',
        medianOf(runs, (run) => run.documents / run.commits),
        2,
      ),
      seen: `${middle.documents} documents in all collections, ${middle.commits} commits`,
    },
    {
      ...atMost(
        'resident-mb',
        medianOf(runs, ({ residentMb }) => residentMb),
        200,
      ),
      seen: `the largest; each: ${each(residentEach)}`,
    },
  ];
}

function medianOf(runs: readonly PilotRun[], of: (run: PilotRun) => number): number {
  return of(medianBy(runs, of));
}

interface Waits {
  readonly anyMillis: number;
  readonly sumMillis: number;
  readonly calls: number;
}

async function readWaits(folder: string): Promise<Waits[]> {
  const files = await readdir(folder);
  return Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Waits),
  );
}

/** Everything in every collection of every service. */
async function documentsOf(platform: Platform): Promise<{ documents: number; commits: number }> {
  let documents = 0;
  let commits = 0;
  for (const url of Object.values(platform.mongoUrls)) {
    const connection = await mongoose.createConnection(url).asPromise();
    for (const { name } of await connection.listCollections()) {
      const count = await connection.collection(name).countDocuments({});
      documents += count;
      if (name === 'commits') commits += count;
    }
    await connection.close();
  }
  return { documents, commits };
}

/** Resident memory of each service in megabytes, as the system counts it. */
async function residentOf(platform: Platform): Promise<Record<string, number>> {
  const resident: Record<string, number> = {};
  for (const { service, pid } of platform.services) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    resident[service] = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_000;
  }
  return resident;
}
