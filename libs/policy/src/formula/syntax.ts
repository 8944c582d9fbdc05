import { fromDecimal, times } from './exact.ts';
import type { Exact } from './exact.ts';
import type { FormulaType } from './types.ts';
import { money, plainNumber, pricePerArea, squareMetres } from './types.ts';

export type Node =
  | { kind: 'number'; value: Exact; type: FormulaType; shown: string }
  | { kind: 'text'; value: string }
  | { kind: 'date'; value: string }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; args: Node[] }
  | { kind: 'operation'; operator: Operator; left: Node; right: Node }
  | { kind: 'in'; left: Node; items: string[] }
  | { kind: 'not'; of: Node }
  | { kind: 'negate'; of: Node };

export type Operator = '+' | '-' | '*' | '/' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

/** Raised while reading or checking a formula; the loader adds file and line. */
export class FormulaProblem extends Error {
  readonly zh: string;
  constructor(problem: { zh: string; en: string }) {
    super(problem.en);
    this.zh = problem.zh;
  }
}

// Thousands are grouped only before a unit: `min(a, 1,200)` must not become 1200.
const token =
  /\s*(?:(\d{4}-\d{2}-\d{2})|(\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=\s*(?:yuan|m2))|\d+(?:\.\d+)?)\s*(yuan\/m2|yuan|m2|%)?|'([^']*)'|([A-Za-z][A-Za-z0-9]*)|(==|!=|<=|>=|[-+*/<>(),[\]×÷]))/y;

type Token =
  | { kind: 'date' | 'text' | 'word' | 'sign'; value: string }
  | { kind: 'number'; value: string; unit: string | undefined };

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  token.lastIndex = 0;
  let at = 0;
  while (at < end) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (!match) {
      const rest = source.slice(at).trim();
      throw new FormulaProblem({ zh: `算式无法读取：“${rest}”`, en: `cannot read "${rest}"` });
    }
    const [, date, number, unit, text, word, sign] = match;
    if (date !== undefined) tokens.push({ kind: 'date', value: date });
    else if (number !== undefined)
      tokens.push({ kind: 'number', value: number.replaceAll(',', ''), unit });
    else if (text !== undefined) tokens.push({ kind: 'text', value: text });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else
      tokens.push({
        kind: 'sign',
        value: (sign as string).replace('×', '*').replace('÷', '/'),
      });
    at = token.lastIndex;
  }
  return tokens;
}

const comparisons = ['==', '!=', '<=', '>=', '<', '>'] as const;

/** Reads a formula such as `min(titleArea, 120 m2) * unitPriceFen + 300 yuan * persons`. */
export function parseFormula(source: string): Node {
  const tokens = tokensOf(source);
  let next = 0;

  const peek = () => tokens[next];
  const isNext = (value: string) => {
    const token = peek();
    return token !== undefined && token.kind !== 'text' && token.value === value;
  };
  const take = (value: string) => {
    if (!isNext(value)) return false;
    next += 1;
    return true;
  };
  const expect = (value: string) => {
    if (!take(value)) fail(`“${value}”`, `"${value}"`);
  };
  const fail = (zh: string, en: string): never => {
    const found = peek()?.value ?? '';
    throw new FormulaProblem({
      zh: `算式此处应为${zh}，实际为“${found}”`,
      en: `expected ${en} in the formula, found "${found}"`,
    });
  };
  const chain = (operators: readonly Operator[], operand: () => Node): Node => {
    let left = operand();
    for (;;) {
      const operator = operators.find((each) => isNext(each));
      if (!operator) return left;
      next += 1;
      left = { kind: 'operation', operator, left, right: operand() };
    }
  };

  const whole = (): Node => chain(['or'], () => chain(['and'], negation));
  const negation = (): Node => (take('not') ? { kind: 'not', of: negation() } : comparison());
  const comparison = (): Node => {
    const left = sum();
    if (take('in')) return { kind: 'in', left, items: list() };
    const operator = comparisons.find((each) => isNext(each));
    if (!operator) return left;
    next += 1;
    return { kind: 'operation', operator, left, right: sum() };
  };
  const sum = (): Node => chain(['+', '-'], () => chain(['*', '/'], unary));
  const unary = (): Node => (take('-') ? { kind: 'negate', of: unary() } : primary());
  const list = (): string[] => {
    expect('[');
    const items: string[] = [];
    do {
      const token = peek();
      if (token?.kind !== 'text') return fail('引号内的文字', 'a quoted text');
      items.push(token.value);
      next += 1;
    } while (take(','));
    expect(']');
    return items;
  };
  const args = (): Node[] => {
    const nodes: Node[] = [];
    if (take(')')) return nodes;
    do nodes.push(whole());
    while (take(','));
    expect(')');
    return nodes;
  };
  const primary = (): Node => {
    const token = peek();
    if (token === undefined) return fail('数、名称或括号', 'a number, a name or a bracket');
    next += 1;
    if (token.kind === 'number') return literal(token);
    if (token.kind === 'text' || token.kind === 'date') return token as Node;
    if (token.kind === 'word') {
      return take('(')
        ? { kind: 'call', name: token.value, args: args() }
        : { kind: 'name', name: token.value };
    }
    if (token.value === '(') {
      const inner = whole();
      expect(')');
      return inner;
    }
    next -= 1;
    return fail('数、名称或括号', 'a number, a name or a bracket');
  };

  const node = whole();
  if (next < tokens.length) fail('算式的结尾', 'the end');
  return node;
}

function literal(token: { value: string; unit: string | undefined }): Node {
  const value = fromDecimal(token.value);
  const hundred = { n: 100n, d: 1n };
  const shown = token.value.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  switch (token.unit) {
    case '%':
      return {
        kind: 'number',
        value: { n: value.n, d: value.d * 100n },
        type: plainNumber,
        shown: `${token.value} %`,
      };
    case 'yuan':
      return { kind: 'number', value: times(value, hundred), type: money, shown: `${shown} 元` };
    case 'yuan/m2':
      return {
        kind: 'number',
        value: times(value, hundred),
        type: pricePerArea,
        shown: `${shown} 元/m²`,
      };
    case 'm2':
      return { kind: 'number', value, type: squareMetres, shown: `${shown} m²` };
    default:
      return { kind: 'number', value, type: plainNumber, shown };
  }
}

/** Every name a formula mentions, for the dependency graph. */
export function namesIn(node: Node): string[] {
  switch (node.kind) {
    case 'name':
      return [node.name];
    case 'call':
      return node.args.flatMap(namesIn);
    case 'operation':
      return [...namesIn(node.left), ...namesIn(node.right)];
    case 'in':
      return namesIn(node.left);
    case 'not':
    case 'negate':
      return namesIn(node.of);
    case 'number':
    case 'text':
    case 'date':
      return [];
  }
}
