import { addDays } from '@fangpiao/values';
import type { CalendarDate } from '@fangpiao/values';
import type { TierRow } from '../model/pack-schema.ts';
import type { FoundProblem, Path } from '../load/problems.ts';
import type { NameTypes } from './check.ts';
import { compileFormula, order, showValue } from './compile.ts';
import type { Formula, FormulaValue, Names } from './compile.ts';
import { exact, over, roundExact, times, zero } from './exact.ts';
import type { Exact } from './exact.ts';
import { FormulaProblem } from './syntax.ts';
import type { FormulaType, NumberType } from './types.ts';

export type Row = {
  from?: FormulaValue;
  /** The last value of the row, or with `isExclusive` the first value behind it. */
  end?: FormulaValue;
  isExclusive: boolean;
  is?: ReadonlySet<string>;
  value: Exact;
};

/** A tier table: looks up one value by a date, a number or a text. */
export type Tier = {
  readonly by: Formula;
  readonly type: FormulaType;
  readonly rows: readonly Row[];
  lookup(names: Names): Exact;
  /** How the table's choice is shown. */
  show(value: Exact): string;
};

const noNames: NameTypes = new Map();

/** Reads and checks a table: no gap, no overlap, no row that is never reached. */
export function compileTier(options: {
  rows: readonly TierRow[];
  by: Formula;
  type: FormulaType;
  path: Path;
}): { tier: Tier; problems: FoundProblem[] } {
  const { by, type, path } = options;
  const problems: FoundProblem[] = [];
  const read = (of: { value: string | number; wanted: FormulaType; path: Path }): FormulaValue => {
    try {
      return compileFormula({ source: String(of.value), names: noNames, wanted: of.wanted }).value({
        get: () => zero,
      });
    } catch (problem) {
      if (!(problem instanceof FormulaProblem)) throw problem;
      problems.push({
        code: 'formula-malformed',
        path: of.path,
        zh: problem.zh,
        en: problem.message,
      });
      return zero;
    }
  };
  const rows = options.rows.map((row, index): Row => {
    const at = [...path, 'rows', index];
    const edge = (name: 'from' | 'through' | 'below') => {
      const value = row[name];
      return value === undefined
        ? undefined
        : read({ value, wanted: by.type, path: [...at, name] });
    };
    const [from, through, below] = [edge('from'), edge('through'), edge('below')];
    const end = through ?? below;
    return {
      ...(from !== undefined && { from }),
      ...(end !== undefined && { end }),
      isExclusive: through === undefined,
      ...(row.is && { is: new Set(row.is) }),
      value: read({ value: row.value, wanted: type, path: [...at, 'value'] }) as Exact,
    };
  });
  if (problems.length === 0) problems.push(...checkRows({ rows, source: options.rows, by, path }));
  return {
    tier: {
      by,
      type,
      rows,
      lookup: (names) => find(rows, by.value(names)),
      show: (value) => showValue(value, type),
    },
    problems,
  };
}

function find(rows: readonly Row[], value: FormulaValue): Exact {
  for (const row of rows) if (holds(row, value)) return row.value;
  return zero;
}

function holds(row: Row, value: FormulaValue): boolean {
  if (row.is) return row.is.has(value as string);
  if (row.from !== undefined && order(value, row.from) < 0) return false;
  if (row.end === undefined) return true;
  const side = order(value, row.end);
  return row.isExclusive ? side < 0 : side <= 0;
}

function checkRows(of: {
  rows: readonly Row[];
  source: readonly TierRow[];
  by: Formula;
  path: Path;
}): FoundProblem[] {
  return of.by.type.kind === 'text' ? checkTextRows(of) : checkOrderedRows(of);
}

function checkTextRows(of: { source: readonly TierRow[]; path: Path }): FoundProblem[] {
  const problems: FoundProblem[] = [];
  const seen = new Set<string>();
  let isClosed = false;
  of.source.forEach((row, index) => {
    const path = [...of.path, 'rows', index];
    const texts = row.is ?? [];
    const isNew = row.otherwise === true || texts.some((each) => !seen.has(each));
    if (isClosed || !isNew) problems.push(unreachable(path));
    else if (texts.some((each) => seen.has(each))) {
      const twice = texts.filter((each) => seen.has(each)).join('、');
      problems.push({
        code: 'tier-overlap',
        path,
        zh: `分档重叠：${twice} 出现两次`,
        en: `tiers overlap: ${twice} appears twice`,
      });
    }
    for (const each of texts) seen.add(each);
    if (row.otherwise) isClosed = true;
  });
  if (!isClosed) {
    problems.push({
      code: 'tier-gap',
      path: of.path,
      zh: '分档有缺口：没有“其他情形”一行',
      en: 'tiers have a gap: no row for all other texts',
      expected: '{ otherwise: true, value: … }',
    });
  }
  return problems;
}

function checkOrderedRows(of: {
  rows: readonly Row[];
  source: readonly TierRow[];
  by: Formula;
  path: Path;
}): FoundProblem[] {
  const { rows, by } = of;
  const problems: FoundProblem[] = [];
  const first = rows[0] as Row;
  const isNumber = by.type.kind === 'number';
  if (first.from !== undefined && !(isNumber && order(first.from, zero) <= 0)) {
    problems.push(gap({ path: [...of.path, 'rows', 0], before: true, value: first.from, by }));
  }
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Row;
    const path = [...of.path, 'rows', index];
    if (row.from !== undefined && row.end !== undefined) {
      const side = order(row.from, row.end);
      if (side > 0 || (side === 0 && row.isExclusive)) problems.push(unreachable(path));
    }
    const previous = rows[index - 1];
    if (!previous) continue;
    if (previous.end === undefined) {
      problems.push(unreachable(path));
      continue;
    }
    const expected = previous.isExclusive ? previous.end : after(previous.end, by.type);
    if ((of.source[index] as TierRow).otherwise || row.from === undefined) continue;
    const side = order(row.from, expected);
    if (side > 0) problems.push(gap({ path, before: false, value: expected, by }));
    if (side < 0) {
      problems.push({
        code: 'tier-overlap',
        path,
        zh: `分档重叠：本行应从 ${showValue(expected, by.type)} 开始`,
        en: `tiers overlap: this row should start at ${showValue(expected, by.type)}`,
        expected: showValue(expected, by.type),
      });
    }
  }
  const last = rows.at(-1) as Row;
  if (last.end !== undefined) {
    problems.push({
      code: 'tier-gap',
      path: [...of.path, 'rows', rows.length - 1],
      zh: `分档有缺口：${showValue(last.end, by.type)} 之后没有规定`,
      en: `tiers have a gap: nothing after ${showValue(last.end, by.type)}`,
      expected: 'a last row without an end',
    });
  }
  return problems;
}

/** The next value of a closed row: a day, a fen, a hundredth of a square metre, a whole number. */
function after(value: FormulaValue, type: FormulaType): FormulaValue {
  if (type.kind === 'date') return addDays(value as CalendarDate, 1);
  const step = (type as NumberType).area === 1 ? exact(1, 100) : exact(1);
  const whole = roundExact(over(value as Exact, step), 'down');
  return times(exact(whole + 1n), step);
}

function gap(of: { path: Path; before: boolean; value: FormulaValue; by: Formula }): FoundProblem {
  const shown = showValue(of.value, of.by.type);
  return {
    code: 'tier-gap',
    path: of.path,
    zh: of.before ? `分档有缺口：${shown} 之前没有规定` : `分档有缺口：从 ${shown} 起没有规定`,
    en: of.before
      ? `tiers have a gap: nothing before ${shown}`
      : `tiers have a gap: nothing from ${shown}`,
    expected: shown,
  };
}

function unreachable(path: Path): FoundProblem {
  return {
    code: 'tier-row-unreachable',
    path,
    zh: '此行永远不会用到',
    en: 'this row is never reached',
  };
}
