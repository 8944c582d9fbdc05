import { bundledPackFiles, bundledPacks } from '@fangpiao/policy';
import { harbourPack } from './harbour.ts';

/** What differs between the simulated districts: the rules, and so what people can do there. */
export interface DistrictKind {
  readonly name: 'plain' | 'harbour';
  readonly parts: readonly { readonly file: string; readonly text: string }[];
  /** Of each voucher, as the pack quotes it. */
  readonly faceFen: number;
  /** Kinds of goods on offer, in turn; a garage is not filed. */
  readonly goods: readonly ('residential' | 'garage')[];
  /** Vouchers are issued and used already when people begin to act. */
  readonly beginsInTheMiddle: boolean;
  /** How many hours everything may stand still: long enough to pass deadlines of the pack. */
  readonly longestLeapHours: number;
}

export const districtKinds: Readonly<Record<DistrictKind['name'], DistrictKind>> = {
  /** A published pack, which allows neither cash-out nor transfer. */
  plain: {
    name: 'plain',
    parts: bundledPackFiles['dongchangfu']!.map((file) => ({ file, text: bundledPacks[file]! })),
    faceFen: 100_000_000,
    goods: ['residential'],
    beginsInTheMiddle: false,
    longestLeapHours: 100,
  },
  harbour: {
    name: 'harbour',
    parts: [{ file: 'harbour.yaml', text: harbourPack }],
    faceFen: 110_000_000,
    goods: ['residential', 'garage', 'residential'],
    beginsInTheMiddle: true,
    longestLeapHours: 240,
  },
};

/** Every third seed lives in the second district. */
export function kindOfSeed(seed: number): DistrictKind {
  return districtKinds[seed % 3 === 2 ? 'harbour' : 'plain'];
}
