import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareContracts, contracts, snapshotOf } from '@fangpiao/contracts';
import type { ContractChange, ContractSnapshot } from '@fangpiao/contracts';
import { repositoryFolder } from './run.ts';

/** One file a version, `v1.json` first; what is in one never changes again. */
export const publishedFolder = join(repositoryFolder, 'libs/contracts/published');

const empty: ContractSnapshot = { routes: {}, events: {}, refusals: {} };

export interface Comparison {
  /** The version compared with; 0 while nothing is published. */
  readonly version: number;
  readonly changes: readonly ContractChange[];
}

/** What the contract in the tree changes against the one published last. */
export async function comparePublished(folder = publishedFolder): Promise<Comparison> {
  const version = await lastVersion(folder);
  const before = version === 0 ? empty : await readVersion(folder, version);
  return { version, changes: compareContracts(before, current()) };
}

/** Writes the contract in the tree down as the next version, unless it is the last one; gives the name. */
export async function publish(folder = publishedFolder): Promise<string> {
  const last = await lastVersion(folder);
  const text = `${JSON.stringify(current(), null, 1)}\n`;
  const nameOf = (version: number): string => `v${version}.json`;
  if (last > 0 && (await readFile(join(folder, nameOf(last)), 'utf8')) === text) {
    return nameOf(last);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, nameOf(last + 1)), text, { flag: 'wx' });
  return nameOf(last + 1);
}

function current(): ContractSnapshot {
  return JSON.parse(JSON.stringify(snapshotOf(contracts))) as ContractSnapshot;
}

async function lastVersion(folder: string): Promise<number> {
  const names = await readdir(folder).catch((): string[] => []);
  const versions = names.flatMap((name) => /^v(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number);
  return Math.max(0, ...versions);
}

async function readVersion(folder: string, version: number): Promise<ContractSnapshot> {
  const text = await readFile(join(folder, `v${version}.json`), 'utf8');
  return JSON.parse(text) as ContractSnapshot;
}
