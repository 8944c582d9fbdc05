import { decimalOfRatio } from '../model/basics.ts';
import type { Limit } from '../model/basics.ts';
import type { FoundProblem, Path } from './problems.ts';

type Tree = Record<string, unknown>;

const control = new Set(['source', 'sources', 'comment', 'limits', 'open']);

/**
 * Lays a lower part over an upper one. What the upper part leaves out the lower may fill; what it
 * sets the lower may change only where the rule says `open` or gives `limits`.
 */
export function mergeParts(options: { upper: Tree; lower: Tree; path?: Path }): {
  merged: Tree;
  problems: FoundProblem[];
} {
  const { upper, lower, path = [] } = options;
  const merged: Tree = { ...upper };
  const problems: FoundProblem[] = [];
  const limits = (isTree(upper.limits) ? upper.limits : {}) as Record<string, Limit>;
  const open = Array.isArray(upper.open) ? (upper.open as string[]) : [];
  const isRule = 'source' in upper;
  const set: string[] = [];

  for (const [key, value] of Object.entries(lower)) {
    if (control.has(key) && isRule) continue;
    const here = [...path, key];
    const above = upper[key];
    const limit = limits[key];
    if (above === undefined) {
      merged[key] = value;
      if (isRule) set.push(key);
    } else if (isTree(above) && isTree(value) && !open.includes(key)) {
      const inner = mergeParts({ upper: above, lower: value, path: here });
      merged[key] = inner.merged;
      problems.push(...inner.problems);
      continue;
    } else if (limit !== undefined || open.includes(key)) {
      merged[key] = value;
      set.push(key);
    } else if (!equal(above, value)) {
      problems.push({
        code: 'value-closed-above',
        path: here,
        zh: '上级部分已经规定此值，未开放修改',
        en: 'the part above sets this value and does not open it',
        expected: JSON.stringify(above),
      });
      continue;
    }
    if (limit) problems.push(...checkLimit({ limit, value, path: here, reason: lower.comment }));
  }

  if (isRule && set.length > 0) {
    if ('source' in lower) {
      const sources = isTree(upper.sources) ? upper.sources : {};
      const own = isTree(lower.sources) ? lower.sources : {};
      const given = Object.fromEntries(set.map((key) => [key, lower.source]));
      merged.sources = { ...sources, ...given, ...own };
    } else {
      problems.push({
        code: 'value-unexplained',
        path: [...path, set[0] ?? ''],
        zh: '没有注明出处（条款、决定或假设）',
        en: 'a value without provenance (clause, decision or assumption)',
        expected: 'source: { clause: … } | { decision: … } | { assumption: … }',
      });
    }
    if (typeof lower.comment === 'string') merged.comment = lower.comment;
  }
  return { merged, problems };
}

function checkLimit(of: {
  limit: Limit;
  value: unknown;
  path: Path;
  reason: unknown;
}): FoundProblem[] {
  const { limit, value, path } = of;
  const problems: FoundProblem[] = [];
  const asNumber = numberOf(value);
  if (limit.max !== undefined && !(asNumber <= numberOf(limit.max))) {
    problems.push({
      code: 'value-above-ceiling',
      path,
      zh: `超过上级规定的上限 ${limit.max}`,
      en: `above the ceiling ${limit.max} set by the part above`,
      expected: `≤ ${limit.max}`,
    });
  }
  if (limit.min !== undefined && !(asNumber >= numberOf(limit.min))) {
    problems.push({
      code: 'value-below-floor',
      path,
      zh: `低于上级规定的下限 ${limit.min}`,
      en: `below the floor ${limit.min} set by the part above`,
      expected: `≥ ${limit.min}`,
    });
  }
  if (limit.oneOf && !limit.oneOf.some((each) => each === value)) {
    problems.push({
      code: 'value-not-allowed',
      path,
      zh: `只能取：${limit.oneOf.join('、')}`,
      en: `only one of: ${limit.oneOf.join(', ')}`,
      expected: limit.oneOf.join(' | '),
    });
  }
  if (limit.reason === 'required' && typeof of.reason !== 'string') {
    problems.push({
      code: 'reason-missing',
      path,
      zh: '修改此值须在 comment 中说明理由',
      en: 'changing this value needs a reason in `comment`',
      expected: 'comment: …',
    });
  }
  return problems;
}

/** Ratios, counts and dates on one scale; a date becomes its digits. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const text = String(value).trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number(text.replaceAll('-', ''));
  if (text.endsWith('%')) return Number(decimalOfRatio(text));
  return Number(text.replace(/\s*(yuan\/m2|yuan|m2)$/, '').replaceAll(',', ''));
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
