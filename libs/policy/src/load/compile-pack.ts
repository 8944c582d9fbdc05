import type { FormulaType } from '../formula/types.ts';
import { money, percentage, units } from '../formula/types.ts';
import { compileCondition, compileFormula } from '../formula/compile.ts';
import type { Formula } from '../formula/compile.ts';
import { fromDecimal } from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { FormulaProblem } from '../formula/syntax.ts';
import { compileTier } from '../formula/tier.ts';
import type { Tier } from '../formula/tier.ts';
import type { Bilingual } from '../model/basics.ts';
import { dayNames, nameTexts, quoteNames, useNames } from '../model/names.ts';
import type { CompiledComponent, PolicyPack } from '../model/policy-pack.ts';
import type { PackRules } from '../model/pack-schema.ts';
import type { FoundProblem, Path } from './problems.ts';

type Compiled = PolicyPack['compiled'];
type Scope = Map<string, FormulaType>;

/** Turns the rules' formulas, tables and conditions into closures and finds every wrong name or unit. */
export function compilePack(rules: PackRules): { compiled: Compiled; problems: FoundProblem[] } {
  const problems: FoundProblem[] = [];
  const names = new Map<string, Bilingual>(Object.entries(nameTexts));
  const quote: Scope = new Map(Object.entries(quoteNames));
  const constants = new Map<string, Exact | string | boolean>();

  const declare = (of: { name: string; type: FormulaType; text: Bilingual; path: Path }) => {
    if (quote.has(of.name) || of.name in dayNames || of.name in useNames) {
      problems.push({
        code: 'name-taken',
        path: of.path,
        zh: `名称“${of.name}”已被使用`,
        en: `the name "${of.name}" is already taken`,
      });
    }
    quote.set(of.name, of.type);
    names.set(of.name, of.text);
  };
  const attempt = <T>(path: Path, work: () => T): T | undefined => {
    try {
      return work();
    } catch (problem) {
      if (!(problem instanceof FormulaProblem)) throw problem;
      const code = problem.message.includes('is not defined')
        ? 'name-undefined'
        : 'formula-malformed';
      problems.push({ code, path, zh: problem.zh, en: problem.message });
      return undefined;
    }
  };

  for (const [name, input] of Object.entries(rules.inputs)) {
    declare({ name, type: units[input.unit], text: input.name, path: ['inputs', name] });
  }
  for (const [name, value] of Object.entries(rules.values ?? {})) {
    const path = ['values', name];
    declare({ name, type: units[value.unit], text: value.name, path });
    if (value.value === undefined) {
      problems.push({
        code: 'value-missing',
        path: [...path, 'value'],
        zh: '此值由下级部分规定，尚未规定',
        en: 'left to a lower part, which has not set it',
        expected: 'value: …',
      });
      continue;
    }
    const source = String(value.value);
    const wanted = units[value.unit];
    const constant = attempt([...path, 'value'], () =>
      compileFormula({ source, names: new Map(), wanted }).value({ get: () => fromDecimal('0') }),
    );
    if (constant !== undefined) constants.set(name, constant);
  }
  for (const [name, component] of Object.entries(rules.face.components)) {
    declare({ name, type: money, text: component.name, path: ['face', 'components', name] });
  }

  const day: Scope = new Map([...quote, ...Object.entries(dayNames)]);
  const use: Scope = new Map([...day, ...Object.entries(useNames)]);
  const tiers = new Map<string, Tier>();
  for (const [name, table] of Object.entries(rules.tiers ?? {})) {
    const path = ['tiers', name];
    declare({ name, type: units[table.unit], text: table.name, path });
    quote.delete(name);
    const by = attempt([...path, 'by'], () => compileFormula({ source: table.by, names: use }));
    if (!by) continue;
    const { tier, problems: found } = compileTier({
      rows: table.rows,
      by,
      type: units[table.unit],
      path,
    });
    problems.push(...found);
    tiers.set(name, tier);
    const type = units[table.unit];
    use.set(name, type);
    if (by.names.every((each) => day.has(each))) day.set(name, type);
    if (by.names.every((each) => quote.has(each))) quote.set(name, type);
  }

  const conditions = new Map<string, Formula>();
  const condition = (of: { source: string | undefined; path: Path; scope: Scope }) => {
    if (of.source === undefined) return;
    const { source } = of;
    const compiled = attempt(of.path, () => compileCondition(source, of.scope));
    if (compiled) conditions.set(of.path.join('.'), compiled);
  };
  const groups = { exclusions: quote, goods: use, buyers: use, sideRights: use } as const;
  for (const [group, scope] of Object.entries(groups)) {
    const items = rules[group as keyof typeof groups] ?? {};
    for (const [name, item] of Object.entries(items)) {
      condition({ source: item?.when, path: [group, name, 'when'], scope });
    }
  }

  const components: CompiledComponent[] = [];
  for (const [id, component] of Object.entries(rules.face.components)) {
    const path = ['face', 'components', id];
    const amount = attempt([...path, 'amount'], () =>
      compileFormula({ source: component.amount, names: quote, wanted: money }),
    );
    const { cap, when } = component;
    const whenCompiled = when && attempt([...path, 'when'], () => compileCondition(when, quote));
    const capAmount =
      cap &&
      attempt([...path, 'cap', 'amount'], () =>
        compileFormula({ source: cap.amount, names: quote, wanted: money }),
      );
    if (!amount) continue;
    for (const [index, key] of (component.formulas ?? []).entries()) {
      if (!Object.hasOwn(rules.face.formulas, key))
        problems.push(undefinedKey([...path, 'formulas', index], key));
    }
    components.push({
      id,
      name: component.name,
      role: component.role,
      counts: component.counts,
      formulas: component.formulas && new Set(component.formulas),
      amount,
      when: whenCompiled || undefined,
      cap: cap && capAmount ? { amount: capAmount, per: cap.per } : undefined,
      source: component.sources?.amount ?? component.source,
    });
  }
  const sorted = inOrder({ components, tiers, problems });

  const fromStart: Compiled['fromStart'][number][] = [];
  const earned: Compiled['earned'][number][] = [];
  for (const [id, reward] of Object.entries(rules.rewards ?? {})) {
    const path = ['rewards', id];
    if (reward.timing === 'from-start') {
      const component = rules.face.components[reward.component];
      if (component?.counts !== 'inside-face') {
        problems.push(undefinedKey([...path, 'component'], reward.component));
        continue;
      }
      const { kept } = reward;
      const compiled =
        kept &&
        attempt([...path, 'kept'], () =>
          compileFormula({ source: kept, names: day, wanted: percentage }),
        );
      fromStart.push({
        id,
        name: reward.name,
        component: reward.component,
        kept: compiled || undefined,
        keptIfBaseNotUsedInFull: fromDecimal(reward.keptIfBaseNotUsedInFull),
        source: reward.source,
        keptSource: reward.sources?.kept ?? reward.source,
        notKeptSource: reward.sources?.keptIfBaseNotUsedInFull ?? reward.source,
      });
      continue;
    }
    const amount = attempt([...path, 'amount'], () =>
      compileFormula({ source: reward.amount, names: use, wanted: money }),
    );
    const highest = attempt([...path, 'highest'], () =>
      compileFormula({ source: reward.highest, names: highestScope(quote), wanted: money }),
    );
    const { when } = reward;
    const compiledWhen = when && attempt([...path, 'when'], () => compileCondition(when, use));
    if (!amount || !highest) continue;
    earned.push({
      id,
      name: reward.name,
      amount,
      when: compiledWhen || undefined,
      highest,
      due: reward.due,
      source: reward.source,
    });
  }

  const compiled: Compiled = {
    types: use,
    names,
    constants,
    tiers,
    components: sorted,
    fromStart,
    earned,
    conditions,
  };
  return { compiled, problems };
}

/** `highest` is known at the quote: the pack's own names and the totals of the face. */
function highestScope(quote: Scope): Scope {
  return new Map([...quote, ['faceValue', money], ['baseTotal', money], ['rewardTotal', money]]);
}

/** Sorts components so that each follows those it mentions; the written order otherwise stays. */
function inOrder(of: {
  components: CompiledComponent[];
  tiers: ReadonlyMap<string, Tier>;
  problems: FoundProblem[];
}): CompiledComponent[] {
  const byId = new Map(of.components.map((each) => [each.id, each]));
  const sorted: CompiledComponent[] = [];
  const state = new Map<string, 'visiting' | 'done'>();
  const needs = (names: readonly string[]): string[] =>
    names.flatMap((name) => [name, ...(of.tiers.get(name)?.by.names ?? [])]);
  const visit = (component: CompiledComponent, trail: string[]): void => {
    const mark = state.get(component.id);
    if (mark === 'done') return;
    if (mark === 'visiting') {
      const circle = [...trail.slice(trail.indexOf(component.id)), component.id].join(' → ');
      of.problems.push({
        code: 'name-cyclic',
        path: ['face', 'components', component.id, 'amount'],
        zh: `算式互相引用成环：${circle}`,
        en: `formulas refer to each other in a circle: ${circle}`,
      });
      return;
    }
    state.set(component.id, 'visiting');
    const mentioned = [
      ...component.amount.names,
      ...(component.when?.names ?? []),
      ...(component.cap?.amount.names ?? []),
    ];
    for (const name of needs(mentioned)) {
      const other = byId.get(name);
      if (other) visit(other, [...trail, component.id]);
    }
    state.set(component.id, 'done');
    sorted.push(component);
  };
  for (const component of of.components) visit(component, []);
  return sorted;
}

function undefinedKey(path: Path, key: string): FoundProblem {
  return {
    code: 'name-undefined',
    path,
    zh: `“${key}”没有定义`,
    en: `"${key}" is not defined`,
  };
}
