import type { NameTypes } from './check.ts';
import { expectType, typeOf } from './check.ts';
import { compare, larger, minus, over, plus, showExact, smaller, times, zero } from './exact.ts';
import type { Exact } from './exact.ts';
import { namesIn, parseFormula } from './syntax.ts';
import type { Node } from './syntax.ts';
import type { FormulaType } from './types.ts';
import { boolean } from './types.ts';

export type FormulaValue = Exact | string | boolean;

/** Where a formula finds its names while it runs. */
export type Names = {
  get(name: string): FormulaValue;
  /** A name's value as text, where it is kept from the last time. */
  shown?(name: string, type: FormulaType): string;
};

/** A formula that has been read, checked and turned into closures; it cannot fail or loop. */
export type Formula = {
  readonly source: string;
  readonly type: FormulaType;
  readonly names: readonly string[];
  number(names: Names): Exact;
  isTrue(names: Names): boolean;
  value(names: Names): FormulaValue;
  /** The arithmetic with the numbers put in: '120.50 m² × 8,345.67 元/m²'. */
  show(names: Names): string;
};

export function compileFormula(options: {
  source: string;
  names: NameTypes;
  wanted?: FormulaType;
}): Formula {
  const { source, names, wanted } = options;
  const node = parseFormula(source);
  const type = wanted ? expectType({ node, wanted, names }) : typeOf(node, names);
  const value = evaluator(node);
  const show = shower(node, names);
  return {
    source,
    type,
    names: [...new Set(namesIn(node))],
    value,
    number: value as (names: Names) => Exact,
    isTrue: value as (names: Names) => boolean,
    show,
  };
}

export function compileCondition(source: string, names: NameTypes): Formula {
  return compileFormula({ source, names, wanted: boolean });
}

type Evaluate = (names: Names) => FormulaValue;

function evaluator(node: Node): Evaluate {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'date': {
      const constant = node.value;
      return () => constant;
    }
    case 'name': {
      const { name } = node;
      return (names) => names.get(name);
    }
    case 'not': {
      const of = evaluator(node.of);
      return (names) => !of(names);
    }
    case 'negate': {
      const of = numeric(node.of);
      return (names) => minus(zero, of(names));
    }
    case 'in': {
      const left = evaluator(node.left);
      const items = new Set(node.items);
      return (names) => items.has(left(names) as string);
    }
    case 'call':
      return call(node);
    case 'operation':
      return operation(node);
  }
}

function numeric(node: Node): (names: Names) => Exact {
  return evaluator(node) as (names: Names) => Exact;
}

function operation(node: Extract<Node, { kind: 'operation' }>): Evaluate {
  const { operator } = node;
  const [left, right] = [evaluator(node.left), evaluator(node.right)];
  const [a, b] = [numeric(node.left), numeric(node.right)];
  switch (operator) {
    case 'and':
      return (names) => Boolean(left(names)) && Boolean(right(names));
    case 'or':
      return (names) => Boolean(left(names)) || Boolean(right(names));
    case '+':
      return (names) => plus(a(names), b(names));
    case '-':
      return (names) => minus(a(names), b(names));
    case '*':
      return (names) => times(a(names), b(names));
    case '/':
      return (names) => over(a(names), b(names));
    case '==':
      return (names) => order(left(names), right(names)) === 0;
    case '!=':
      return (names) => order(left(names), right(names)) !== 0;
    case '<':
      return (names) => order(left(names), right(names)) < 0;
    case '<=':
      return (names) => order(left(names), right(names)) <= 0;
    case '>':
      return (names) => order(left(names), right(names)) > 0;
    case '>=':
      return (names) => order(left(names), right(names)) >= 0;
  }
}

export function order(a: FormulaValue, b: FormulaValue): number {
  if (typeof a === 'object') return compare(a, b as Exact);
  return Number(a > b) - Number(a < b);
}

function call(node: Extract<Node, { kind: 'call' }>): Evaluate {
  const args = node.args.map(numeric);
  const [condition, yes, no] = node.args.map(evaluator) as [Evaluate, Evaluate, Evaluate];
  const [a, b, c] = args as [Evaluate, Evaluate, Evaluate] as [
    (names: Names) => Exact,
    (names: Names) => Exact,
    (names: Names) => Exact,
  ];
  switch (node.name) {
    case 'min':
      return (names) => args.map((arg) => arg(names)).reduce(smaller);
    case 'max':
      return (names) => args.map((arg) => arg(names)).reduce(larger);
    case 'clamp':
      return (names) => smaller(larger(a(names), b(names)), c(names));
    case 'share':
      return (names) => over(a(names), b(names));
    default:
      return (names) => (condition(names) ? yes : no)(names);
  }
}

const signs: Record<string, string> = {
  '*': '×',
  '/': '÷',
  '-': '−',
  '<=': '≤',
  '>=': '≥',
  '!=': '≠',
  '==': '=',
  and: '且',
  or: '或',
};

const binding: Record<string, number> = { or: 1, and: 2, '+': 4, '-': 4, '*': 5, '/': 5 };

function shower(node: Node, types: NameTypes): (names: Names) => string {
  switch (node.kind) {
    case 'number': {
      const { shown } = node;
      return () => shown;
    }
    case 'text':
    case 'date': {
      const shown = node.value;
      return () => shown;
    }
    case 'name': {
      const { name } = node;
      const type = types.get(name) ?? boolean;
      return (names) => names.shown?.(name, type) ?? showValue(names.get(name), type);
    }
    case 'not': {
      const of = shower(node.of, types);
      return (names) => `非(${of(names)})`;
    }
    case 'negate': {
      const of = shower(node.of, types);
      return (names) => `−${of(names)}`;
    }
    case 'in': {
      const left = shower(node.left, types);
      const items = node.items.join('、');
      return (names) => `${left(names)} ∈ {${items}}`;
    }
    case 'call': {
      const args = node.args.map((arg) => shower(arg, types));
      return (names) => `${node.name}(${args.map((arg) => arg(names)).join(', ')})`;
    }
    case 'operation':
      return operationShower(node, types);
  }
}

function operationShower(
  node: Extract<Node, { kind: 'operation' }>,
  types: NameTypes,
): (names: Names) => string {
  const strength = binding[node.operator] ?? 3;
  const bracketed = (side: Node, tight: boolean) => {
    const shown = shower(side, types);
    const weaker =
      side.kind === 'operation' &&
      ((binding[side.operator] ?? 3) < strength ||
        (tight && (binding[side.operator] ?? 3) === strength));
    return weaker ? (names: Names) => `(${shown(names)})` : shown;
  };
  const left = bracketed(node.left, false);
  // What divides is a constant: it never needs brackets.
  const right = bracketed(node.right, node.operator === '-');
  const sign = ` ${signs[node.operator] ?? node.operator} `;
  return (names) => left(names) + sign + right(names);
}

/** A value with its unit, as a person writes it. */
export function showValue(value: FormulaValue, type: FormulaType): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return value;
  if (type.kind !== 'number') return '';
  if (type.money === 1) {
    const yuan = showExact({ n: value.n, d: value.d * 100n }, { places: 4, atLeast: 2 });
    return type.area === -1 ? `${yuan} 元/m²` : `${yuan} 元`;
  }
  if (type.percent) {
    return `${showExact({ n: value.n * 100n, d: value.d }, { places: 4 })} %`;
  }
  if (type.area === 1) return `${showExact(value, { places: 4, atLeast: 2 })} m²`;
  return showExact(value, { places: 6 });
}
