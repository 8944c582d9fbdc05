import type { CalendarDate, Rounding } from '@fangpiao/values';
import type { Formula } from '../formula/compile.ts';
import type { Exact } from '../formula/exact.ts';
import type { Tier } from '../formula/tier.ts';
import type { FormulaType } from '../formula/types.ts';
import type { Bilingual, Source } from './basics.ts';
import type { PackRules, PartHeader } from './pack-schema.ts';

export type PackLayer = PartHeader & { file: string };

export type CompiledComponent = {
  id: string;
  name: Bilingual;
  role: PackRules['face']['components'][string]['role'];
  counts: PackRules['face']['components'][string]['counts'];
  formulas: ReadonlySet<string> | undefined;
  amount: Formula;
  when: Formula | undefined;
  cap: { amount: Formula; per: 'household' | 'dwelling' | 'person' | 'project' } | undefined;
  source: Source;
};

export type FromStartReward = {
  id: string;
  name: Bilingual;
  component: string;
  kept: Formula | undefined;
  keptIfBaseNotUsedInFull: Exact;
  source: Source;
  /** Of the share kept over time, which a district may have set. */
  keptSource: Source;
  /** Of what is kept where the base was not used in full. */
  notKeptSource: Source;
};

export type EarnedReward = {
  id: string;
  name: Bilingual;
  amount: Formula;
  when: Formula | undefined;
  highest: Formula;
  due: 'at-use' | 'when-base-used-in-full';
  source: Source;
};

/**
 * A pack that has been read, laid together, checked and compiled. Immutable; two packs made from
 * the same texts give the same answers for ever.
 */
export type PolicyPack = {
  /** Of the lowest part: 'dalian' or 'dalian-example-district'. */
  readonly id: string;
  /** Versions of all parts: '1.0.0+1.2.0'. A voucher keeps `id@version`. */
  readonly version: string;
  readonly name: Bilingual;
  readonly state: 'draft' | 'registered' | 'in-force';
  readonly layers: readonly PackLayer[];
  readonly rules: PackRules;
  readonly rounding: Rounding;
  readonly effectiveFrom: CalendarDate;
  readonly compiled: {
    readonly types: ReadonlyMap<string, FormulaType>;
    readonly names: ReadonlyMap<string, Bilingual>;
    readonly constants: ReadonlyMap<string, Exact | string | boolean>;
    readonly tiers: ReadonlyMap<string, Tier>;
    /** In an order in which each is known before it is needed. */
    readonly components: readonly CompiledComponent[];
    readonly fromStart: readonly FromStartReward[];
    readonly earned: readonly EarnedReward[];
    readonly conditions: ReadonlyMap<string, Formula>;
  };
};
