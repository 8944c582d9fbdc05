import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTown, openDesk, playPilot, startPlatform, untilAborted } from '@fangpiao/city';
import type { Desk, Platform, Report, Town } from '@fangpiao/city';
import { EngineProblem, passwordVariable, serviceNames } from '@fangpiao/engines';
import { calendarDate, dateInShanghai } from '@fangpiao/values';
import { verify } from '@fangpiao/verify';
import type { InvariantResult } from '@fangpiao/verify';
import { compareFigures } from './figures.ts';
import type { ComparedFigure } from './figures.ts';
import type { Torment, Victim } from './torment.ts';
import { totalsOf } from './towns.ts';
import type { TownSize } from './towns.ts';

export interface RoundOptions {
  readonly size: TownSize;
  readonly townSeed: number;
  readonly torment: Torment;
  readonly progress: (line: string) => void;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

export interface RoundResult {
  readonly figures: readonly ComparedFigure[];
  readonly invariants: readonly InvariantResult[];
  /** From the first act to the last figure. */
  readonly seconds: number;
  /** From the end of the pilot until figures agreed and invariants held. */
  readonly settledAfterSeconds: number;
  readonly calls: number;
}

/** A lost event is found by the next digest, which comes every minute. */
const settleWithinMillis = 150_000;
/** Longer than anything is away, with a digest in between. */
const stallMillis = 180_000;
const attempts = 60;

/** One pilot on a platform of its own, hurt while it plays; then peace, and everything must be right. */
export async function playRound(options: RoundOptions): Promise<RoundResult> {
  const totals = totalsOf(options.size);
  const town = makeTown({ seed: options.townSeed, totals });
  const dataFolder = await mkdtemp(join(tmpdir(), 'fangpiao-torture-'));
  const platform = await startPlatform({
    dataFolder,
    districts: town.districts.map(({ district }) => district),
    developers: town.developers.map(({ developerId }) => developerId),
    progress: options.progress,
    signal: options.signal,
    logLevel: 'warn',
  });
  let result: RoundResult | undefined;
  const given = new AbortController();
  try {
    const cancelled = untilAborted(options.signal).then(() => {
      throw new EngineProblem('cancelled', { zh: '已取消。', en: 'Cancelled.' });
    });
    const played = play(platform, town, { ...options, signal: given.signal });
    result = await Promise.race([played, cancelled]);
  } finally {
    given.abort();
    await options.torment.calm();
    await platform.stop();
    if (result !== undefined && isRight(result)) {
      await rm(dataFolder, { recursive: true, force: true });
    } else {
      options.progress(`日志保留在 · logs are kept in ${dataFolder}`);
    }
  }
  return result;
}

export function isRight({ figures, invariants }: RoundResult): boolean {
  return figures.every(({ agrees }) => agrees) && invariants.every(({ holds }) => holds);
}

async function play(platform: Platform, town: Town, options: RoundOptions): Promise<RoundResult> {
  const { torment, report, size } = options;
  const { people, issuer, urls } = platform;
  const run = `torture-${town.seed}`;
  const desk = openDesk({ urls, issuerUrl: issuer.url, run, attempts, signal: options.signal });
  const on = calendarDate(dateInShanghai(Date.now()));
  const begun = performance.now();
  torment.begin(victimsOf(platform));
  await playPilot({ town, desk, people, report, on, atOnce: 32, stallMillis });
  await torment.calm();
  const seconds = (performance.now() - begun) / 1_000;
  const peace = performance.now();
  const settled = await settle(platform, desk, size);
  const settledAfterSeconds = (performance.now() - peace) / 1_000;
  return { ...settled, seconds, settledAfterSeconds, calls: desk.calls };
}

/** Engines and services; the bus may lose its data, since the databases are the truth. */
export function victimsOf({ processes, engines }: Platform): Victim[] {
  const { busFolder } = engines;
  return processes.map((process): Victim => {
    if (process.name !== 'nats-server' || busFolder === undefined) return process;
    const wipe = (): Promise<void> => rm(busFolder, { recursive: true, force: true });
    return {
      name: process.name,
      get isRunning() {
        return process.isRunning;
      },
      kill: (signal) => process.kill(signal),
      restart: () => process.restart(),
      wipe,
    };
  });
}

/** Looks without any grace until everything is right, for as long as a lost event may take. */
async function settle(
  platform: Platform,
  desk: Desk,
  size: TownSize,
): Promise<Pick<RoundResult, 'figures' | 'invariants'>> {
  const end = performance.now() + settleWithinMillis;
  const reader = { desk, people: platform.people };
  for (;;) {
    const figures = await compareFigures(reader, { size, totals: totalsOf(size) });
    const invariants = await verify({ from: addressesOf(platform), graceMillis: 0 });
    const isSettled =
      figures.every(({ agrees }) => agrees) && invariants.every(({ holds }) => holds);
    if (isSettled || performance.now() > end) return { figures, invariants };
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

function addressesOf({ engines, mongoUrls }: Platform): Parameters<typeof verify>[0]['from'] {
  const users = serviceNames.map((service) => {
    const pass = engines.environment[passwordVariable(service)] ?? '';
    return [service, { user: service, pass }] as const;
  });
  const natsUsers = Object.fromEntries(users) as Record<
    (typeof serviceNames)[number],
    { user: string; pass: string }
  >;
  return { mongoUrls, natsUrl: engines.natsUrl, natsUsers };
}
