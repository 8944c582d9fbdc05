import { addFen, fen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { exact, larger, minus, roundExact, smaller, times, zero } from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { CompiledComponent, PolicyPack } from '../model/policy-pack.ts';
import { isAssumption, refusal, refuse } from './answer.ts';
import type { Line, Refusal, Refused } from './answer.ts';
import { countsAs, missingInputs, readFacts } from './facts.ts';
import type { QuoteFacts } from './facts.ts';
import type { PackNames } from './names.ts';

export type QuoteLine = Line & {
  role: CompiledComponent['role'];
  counts: 'inside-face' | 'beside-face' | 'paid-in-cash';
  /** Set when a cap cut the amount. */
  cappedFromFen?: Fen;
};

export type Quote = {
  pack: { id: string; version: string; state: PolicyPack['state'] };
  formula: string;
  lines: QuoteLine[];
  /** Sum of the lines inside the face. */
  faceValueFen: Fen;
  baseCompensationFen: Fen;
  /** Policy rewards inside the face. */
  policyRewardFen: Fen;
  /** Printed beside the face, or earned later: never part of it. */
  rewardOutsideFaceFen: Fen;
  paidInCashFen: Fen;
  /** The most that rewards outside the face can still bring. */
  highestLaterRewardFen: Fen;
  /** Face + highest reward that can still be earned outside it. */
  coverFen: Fen;
  validity: { months?: number; days?: number; on?: string };
  expiresAfterMonths?: number;
  /** Readings behind this quote that no source settles. */
  assumptions: { zh: string; where: string }[];
  facts: QuoteFacts;
};

/** The face value and every yuan of it, line by line. Total: refuses, never throws. */
export function quoteFace(
  pack: PolicyPack,
  facts: QuoteFacts,
): { ok: true; quote: Quote } | Refused {
  const formula = facts.formula ?? defaultFormula(pack) ?? '';
  if (!Object.hasOwn(pack.rules.face.formulas, formula)) {
    return refuse([unknownFormula(pack, formula)]);
  }
  const read = readFacts(pack, facts);
  if (!read.ok) return read;
  const { names } = read;
  const components = componentsOf(pack, formula);
  // Several components may ask for the same input: it is named once.
  const missing = new Map<string, Refusal>();
  for (const component of components) {
    for (const each of missingFor({ pack, names, component, facts })) missing.set(each.zh, each);
  }
  if (missing.size > 0) return refuse([...missing.values()]);

  const lines: QuoteLine[] = [];
  for (const component of components) {
    if (component.when && !component.when.isTrue(names)) continue;
    const line = lineOf({ pack, component, names, facts });
    names.set(component.id, exact(line.amountFen));
    lines.push(line);
  }
  return { ok: true, quote: total({ pack, formula, lines, names, facts }) };
}

const chosen = new WeakMap<PolicyPack, Map<string, readonly CompiledComponent[]>>();

/** The components of one face formula; found once a pack. */
function componentsOf(pack: PolicyPack, formula: string): readonly CompiledComponent[] {
  const byFormula = chosen.get(pack) ?? new Map<string, readonly CompiledComponent[]>();
  chosen.set(pack, byFormula);
  const before = byFormula.get(formula);
  if (before) return before;
  const found = pack.compiled.components.filter(
    (each) => each.formulas === undefined || each.formulas.has(formula),
  );
  byFormula.set(formula, found);
  return found;
}

function defaultFormula(pack: PolicyPack): string | undefined {
  const { defaultFormula, formulas } = pack.rules.face;
  if (defaultFormula !== undefined) return defaultFormula;
  const all = Object.keys(formulas);
  return all.length === 1 ? all[0] : undefined;
}

function unknownFormula(pack: PolicyPack, formula: string): Refusal {
  const known = Object.keys(pack.rules.face.formulas).join(', ');
  return refusal({
    code: 'formula-unknown',
    zh: `须指明票面计算方式（${known}）${formula ? `，没有“${formula}”` : ''}`,
    en: `name the face formula (${known})${formula ? `; there is no "${formula}"` : ''}`,
  });
}

function missingFor(of: {
  pack: PolicyPack;
  names: PackNames;
  component: CompiledComponent;
  facts: QuoteFacts;
}): Refusal[] {
  const { pack, names, component, facts } = of;
  const { when, cap, amount } = component;
  if (when) {
    const conditionMissing = missingInputs({ pack, names, formula: when });
    if (conditionMissing.length > 0) return conditionMissing;
    // A component whose condition reads only facts and is not met asks for nothing more.
    const readsComponents = when.names.some((name) => name in pack.rules.face.components);
    if (!readsComponents && !when.isTrue(names)) return [];
  }
  const missing = missingInputs({ pack, names, formula: amount });
  if (cap) missing.push(...missingInputs({ pack, names, formula: cap.amount }));
  if (component.counts === 'holder-choice' && facts.choices?.[component.id] === undefined) {
    missing.push(
      refusal({
        code: 'choice-missing',
        source: component.source,
        zh: `持票人须选择：${component.name.zh}计入票面还是领取现金`,
        en: `the holder must choose: ${component.name.en} inside the face or in cash`,
      }),
    );
  }
  return missing;
}

function lineOf(of: {
  pack: PolicyPack;
  component: CompiledComponent;
  names: PackNames;
  facts: QuoteFacts;
}): QuoteLine {
  const { pack, component, names, facts } = of;
  const amount = notNegative(component.amount.number(names));
  const full = fen(Number(roundExact(amount, pack.rounding)));
  const cap = component.cap && capOf({ cap: component.cap, id: component.id, names, facts });
  const capped = cap && smaller(cap, amount);
  const amountFen = capped ? fen(Number(roundExact(capped, pack.rounding))) : full;
  const shown = component.amount.show(names);
  const isCapped = amountFen !== full;
  return {
    id: component.id,
    name: component.name,
    role: component.role,
    counts: countsAs(component, facts),
    inputs: names.inputsOf(component.amount),
    arithmetic:
      component.cap && isCapped ? `min(${shown}, ${component.cap.amount.show(names)})` : shown,
    rounding: pack.rounding,
    clause: labelOf(component.source),
    source: component.source,
    isAssumption: isAssumption(component.source),
    amountFen,
    ...(isCapped && { cappedFromFen: full }),
  };
}

/** The cap counts once for its scope, less what was already granted there. */
function capOf(of: {
  cap: NonNullable<CompiledComponent['cap']>;
  id: string;
  names: PackNames;
  facts: QuoteFacts;
}): Exact {
  const { cap, id, names, facts } = of;
  const each = cap.amount.number(names);
  const count = cap.per === 'dwelling' ? 'dwellings' : cap.per === 'person' ? 'persons' : undefined;
  const whole = count ? times(each, names.get(count) as Exact) : each;
  return notNegative(minus(whole, exact(facts.alreadyGrantedFen?.[id] ?? 0)));
}

function notNegative(value: Exact): Exact {
  return larger(value, zero);
}

function total(of: {
  pack: PolicyPack;
  formula: string;
  lines: QuoteLine[];
  names: PackNames;
  facts: QuoteFacts;
}): Quote {
  const { pack, lines, names } = of;
  let [face, base, reward, beside, cash] = [zeroFen, zeroFen, zeroFen, zeroFen, zeroFen];
  for (const line of lines) {
    if (line.counts === 'inside-face') {
      face = addFen(face, line.amountFen);
      if (line.role === 'base') base = addFen(base, line.amountFen);
      if (line.role === 'policy-reward') reward = addFen(reward, line.amountFen);
    } else if (line.counts === 'beside-face') beside = addFen(beside, line.amountFen);
    else cash = addFen(cash, line.amountFen);
  }
  names.set('faceValue', exact(face));
  names.set('baseTotal', exact(base));
  names.set('rewardTotal', exact(reward));
  let highest = zeroFen;
  for (const earned of pack.compiled.earned) {
    const most = notNegative(earned.highest.number(names));
    highest = addFen(highest, fen(Number(roundExact(most, pack.rounding))));
  }
  const { validity } = pack.rules;
  return {
    pack: { id: pack.id, version: pack.version, state: pack.state },
    formula: of.formula,
    lines,
    faceValueFen: face,
    baseCompensationFen: base,
    policyRewardFen: reward,
    rewardOutsideFaceFen: beside,
    paidInCashFen: cash,
    highestLaterRewardFen: highest,
    coverFen: addFen(face, highest),
    validity: {
      ...(validity.months !== undefined && { months: validity.months }),
      ...(validity.days !== undefined && { days: validity.days }),
      ...(validity.on !== undefined && { on: validity.on }),
    },
    ...(validity.months !== undefined && { expiresAfterMonths: validity.months }),
    assumptions: assumptionsOf(pack),
    facts: of.facts,
  };
}

const assumptionCache = new WeakMap<PolicyPack, Quote['assumptions']>();

/** All assumptions of a pack with the place they stand; computed once a pack. */
export function assumptionsOf(pack: PolicyPack): Quote['assumptions'] {
  const cached = assumptionCache.get(pack);
  if (cached) return cached;
  const found: Quote['assumptions'] = [];
  const walk = (value: unknown, where: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('assumption' in value) {
      found.push({ zh: String(value.assumption), where: where.replace(/\.source$/, '') });
      return;
    }
    for (const [key, each] of Object.entries(value)) walk(each, where ? `${where}.${key}` : key);
  };
  walk(pack.rules, '');
  assumptionCache.set(pack, found);
  return found;
}
