import { readFileSync } from 'node:fs';
import { publishedTotals, readTotals } from '@fangpiao/city';
import type { DistrictTotals } from '@fangpiao/city';

/** `pilot` has the published totals of Dongchangfu and Xishan; `small` is for when minutes count. */
export type TownSize = 'pilot' | 'small';

export function totalsOf(size: TownSize): DistrictTotals[] {
  if (size === 'pilot') return publishedTotals();
  const file = new URL('../data/small-town.yaml', import.meta.url);
  return [readTotals(readFileSync(file, 'utf8'))];
}
