import { bundledPackFiles, bundledPacks, loadBundledPack, loadPack } from '../src/index.ts';
import type { PackFile, PolicyPack } from '../src/index.ts';

/** At least 10,000 runs a property; `POLICY_RUNS=200000` for a long night. */
export const runs = Number(process.env.POLICY_RUNS ?? 10_000);

const opened = new Map<string, PolicyPack>();

/** A bundled pack, loaded once a test file. */
export function packOf(id: string): PolicyPack {
  const pack = opened.get(id) ?? loadAgain(id);
  opened.set(id, pack);
  return pack;
}

export function loadAgain(id: string): PolicyPack {
  const loaded = loadBundledPack(id);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

export function filesOf(id: string): PackFile[] {
  return (bundledPackFiles[id] ?? []).map((file) => ({ file, text: bundledPacks[file] ?? '' }));
}

export function packFrom(files: readonly PackFile[]): PolicyPack {
  const loaded = loadPack(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}

/** Plain and quick: a property looks at tens of thousands of numbers. */
export function must(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}
