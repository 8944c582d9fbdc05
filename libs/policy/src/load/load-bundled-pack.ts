import { bundledPackFiles, bundledPacks } from '../bundled-packs.ts';
import { loadPack } from './load-pack.ts';
import type { LoadedPack } from './load-pack.ts';

/** A pack of this repository by the id of its lowest part: 'dongchangfu', 'xishan', … */
export function loadBundledPack(id: string): LoadedPack {
  const files = bundledPackFiles[id] ?? [];
  return loadPack(files.map((file) => ({ file, text: bundledPacks[file] ?? '' })));
}
