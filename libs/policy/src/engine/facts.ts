import { isArea, isCalendarDate, isFen, sumFen, zeroFen } from '@fangpiao/values';
import type { Area, CalendarDate, Fen } from '@fangpiao/values';
import { exact, fromDecimal, one } from '../formula/exact.ts';
import type { Formula, FormulaValue } from '../formula/compile.ts';
import { decimalOfRatio } from '../model/basics.ts';
import type { CompiledComponent, PolicyPack } from '../model/policy-pack.ts';
import type { Unit } from '../formula/types.ts';
import type { GoodsKind, Kinship, SaleStage } from '../model/pack-schema.ts';
import type { Pockets, Refusal } from './answer.ts';
import { refusal } from './answer.ts';
import { PackNames } from './names.ts';

/** Money in fen, areas as `Area`, ratios as '10 %' or '0.1', counts as numbers. */
export type InputValue = string | number | boolean;

/** What is known about a household when its face value is quoted. */
export type QuoteFacts = {
  /** Which face formula, where the pack has several; default: the pack's. */
  formula?: string;
  persons?: number;
  dwellings?: number;
  landKind?: 'state' | 'collective';
  programme?: string;
  district?: string;
  /** The inputs the pack declares: areas, prices, phases … */
  inputs: Readonly<Record<string, InputValue>>;
  /** For components the holder may choose about. */
  choices?: Readonly<Record<string, 'inside-face' | 'paid-in-cash'>>;
  /** What the household or project already received of a capped component. */
  alreadyGrantedFen?: Readonly<Record<string, Fen>>;
};

/** What the engine needs to know about a voucher; the quote's facts travel with it. */
export type VoucherFacts = {
  issuedOn: CalendarDate;
  expiresOn: CalendarDate;
  faceValueFen: Fen;
  facts: QuoteFacts;
  /** Amounts of the quote's components by id. */
  components: Readonly<Record<string, Fen>>;
  pockets: Pockets;
  /** Reward inside the face lost so far, by reward. */
  rewardForfeitedFen?: Readonly<Record<string, Fen>>;
  /** By reward: what purchases that hold or have spent money took of it; default: by the base used first. */
  takenFromRewardsFen?: Readonly<Record<string, Fen>>;
  /** The last day on which forfeiture was applied; default: the day of issue. */
  rewardRatedOn?: CalendarDate;
  /** Rewards earned at use so far, by reward. */
  earnedFen?: Readonly<Record<string, Fen>>;
  /** Units bought so far. */
  unitsBought?: number;
  transfersMade?: number;
  /** A limit set by an authority over what is available. */
  frozenFen?: Fen;
};

export type PurchaseFacts = {
  on: CalendarDate;
  priceFen: Fen;
  /** What other vouchers leave open of the price; default: all of it. */
  restFen?: Fen;
  goods: GoodsKind;
  saleStage: SaleStage;
  area?: Area;
  purchaseDistrict?: string;
  kinship?: Kinship;
};

/** What is open of the price for this voucher. */
export function restOf({ priceFen, restFen }: PurchaseFacts): Fen {
  return restFen ?? priceFen;
}

/** Where a component counts, once the holder has chosen. */
export function countsAs(
  component: Pick<CompiledComponent, 'id' | 'counts'>,
  facts: QuoteFacts,
): 'inside-face' | 'beside-face' | 'paid-in-cash' {
  const { id, counts } = component;
  return counts === 'holder-choice' ? (facts.choices?.[id] ?? 'inside-face') : counts;
}

/** What the components of one role bring inside the face. */
export function insideFace(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; role: CompiledComponent['role'] },
): Fen {
  const { voucher, role } = of;
  const inside = pack.compiled.components.filter(
    (each) => each.role === role && countsAs(each, voucher.facts) === 'inside-face',
  );
  return sumFen(inside.map((each) => voucher.components[each.id] ?? zeroFen));
}

type Read = { ok: true; names: PackNames } | { ok: false; refusals: Refusal[] };

/** Checks the inputs against the pack's declarations and puts every name in reach of the formulas. */
export function readFacts(pack: PolicyPack, facts: QuoteFacts): Read {
  const names = new PackNames(pack.compiled);
  let refusals: Refusal[] | undefined;
  const declared = pack.rules.inputs;
  for (const name in declared) {
    const input = declared[name] as (typeof declared)[string];
    const given = facts.inputs[name] ?? input.default;
    if (given === undefined) continue; // refused only if a formula asks for it
    const value = readInput(given, input.unit);
    if (value === undefined || (input.oneOf && !input.oneOf.includes(String(given)))) {
      (refusals ??= []).push(
        refusal({
          code: 'input-malformed',
          zh: `${input.name.zh}（${name}）的值“${given}”不符合 ${input.oneOf?.join('、') ?? input.unit}`,
          en: `${input.name.en} (${name}): "${given}" is not ${input.oneOf?.join(', ') ?? input.unit}`,
        }),
      );
      continue;
    }
    names.set(name, value);
  }
  names.set('persons', facts.persons === undefined ? one : exact(facts.persons));
  names.set('dwellings', facts.dwellings === undefined ? one : exact(facts.dwellings));
  names.set('landKind', facts.landKind ?? 'state');
  names.set('programme', facts.programme ?? '');
  names.set('district', facts.district ?? '');
  return refusals ? { ok: false, refusals } : { ok: true, names };
}

function readInput(value: InputValue, unit: Unit): FormulaValue | undefined {
  switch (unit) {
    case 'money':
    case 'money-per-area':
      return isFen(value) && value >= 0 ? { n: BigInt(value), d: 1n } : undefined;
    case 'area':
      return isArea(value) ? fromDecimal(value) : undefined;
    case 'ratio':
      return /^\d{1,6}(\.\d{1,8})?\s*%?$/.test(String(value))
        ? fromDecimal(decimalOfRatio(value as string | number))
        : undefined;
    case 'count':
      return Number.isSafeInteger(value) && Number(value) >= 0 ? exact(Number(value)) : undefined;
    case 'date':
      return isCalendarDate(value) ? value : undefined;
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
  }
}

const neededBefore = new WeakMap<object, readonly string[]>();

/** The declared inputs a formula reads, through tables too; found once a formula. */
function inputsNeeded(pack: PolicyPack, formula: Pick<Formula, 'names'>): readonly string[] {
  const before = neededBefore.get(formula);
  if (before) return before;
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const tier = pack.compiled.tiers.get(name);
    if (tier) tier.by.names.forEach(visit);
    else if (name in pack.rules.inputs) needed.add(name);
  };
  formula.names.forEach(visit);
  const list = [...needed];
  neededBefore.set(formula, list);
  return list;
}

/** Refusals for the inputs a formula needs that were not given. */
export function missingInputs(of: {
  pack: PolicyPack;
  names: PackNames;
  formula: Pick<Formula, 'names'>;
}): Refusal[] {
  const { pack, names, formula } = of;
  const missing: Refusal[] = [];
  for (const name of inputsNeeded(pack, formula)) {
    if (names.has(name)) continue;
    const { name: text } = pack.rules.inputs[name] as PolicyPack['rules']['inputs'][string];
    missing.push(
      refusal({
        code: 'input-missing',
        zh: `缺少${text.zh}（${name}）`,
        en: `${text.en} (${name}) is missing`,
      }),
    );
  }
  return missing;
}
