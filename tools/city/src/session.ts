import { join } from 'node:path';
import { calendarDate, dateInShanghai } from '@fangpiao/values';
import { measureFigures } from './figures/figures.ts';
import type { Figure } from './figures/figures.ts';
import type { Reader } from './figures/reader.ts';
import { openDesk, sleep } from './pilot/desk.ts';
import type { Desk } from './pilot/desk.ts';
import { playPilot } from './pilot/pilot.ts';
import type { Report } from './pilot/together.ts';
import { keep, readKept } from './platform/kept.ts';
import type { Platform } from './platform/platform.ts';
import type { Town } from './town/plan.ts';

/** What the data folder remembers of the pilot: its acts keep their seed and date when it goes on. */
interface PilotRecord {
  readonly seed: number;
  readonly on: string;
  readonly isPlayed: boolean;
}

export interface PlayedPilot {
  readonly figures: Figure[];
  /** False when an earlier start had played it. */
  readonly wasPlayedNow: boolean;
  readonly seconds: number;
  readonly calls: number;
}

export const usualSeed = 20_240_531;

/** The seed of the pilot that the data folder holds. */
export async function keptSeed(dataFolder: string): Promise<number | undefined> {
  return (await readKept<PilotRecord>(recordFile(dataFolder)))?.seed;
}

/** Plays the pilot where it has not been played, then measures the figures. */
export async function playOnce(
  platform: Platform,
  of: { town: Town; report: Report },
): Promise<PlayedPilot> {
  const { town, report } = of;
  const file = recordFile(platform.dataFolder);
  const begun = performance.now();
  const record = (await readKept<PilotRecord>(file)) ?? {
    seed: town.seed,
    on: dateInShanghai(Date.now()),
    isPlayed: false,
  };
  const desk = deskOf(platform, town.seed);
  const { people } = platform;
  if (!record.isPlayed) {
    await keep(file, record);
    await playPilot({ town, desk, people, report, on: calendarDate(record.on), atOnce: 64 });
    await keep(file, { ...record, isPlayed: true });
  }
  return {
    figures: await settledFigures({ desk, people }),
    wasPlayedNow: !record.isPlayed,
    seconds: (performance.now() - begun) / 1000,
    calls: desk.calls,
  };
}

/** Statistics may lag a little: they are read until they stand still. */
async function settledFigures(reader: Reader): Promise<Figure[]> {
  let figures = await measureFigures(reader);
  for (let round = 0; round < 20; round += 1) {
    if (round > 0 || !figures.every(({ agrees }) => agrees)) await sleep(1_000);
    const again = await measureFigures(reader);
    const isStill = figures.every((figure, index) => figure.measured === again[index]!.measured);
    figures = again;
    if (isStill) break;
  }
  return figures;
}

function recordFile(dataFolder: string): string {
  return join(dataFolder, 'pilot.json');
}

function deskOf(platform: Platform, seed: number): Desk {
  return openDesk({ urls: platform.urls, issuerUrl: platform.issuer.url, run: `pilot-${seed}` });
}
