import { FormulaProblem } from './syntax.ts';
import type { Node } from './syntax.ts';
import { boolean, date, describeType, sameType, text } from './types.ts';
import type { FormulaType, NumberType } from './types.ts';

/** The type of every name a formula of this place may use. */
export type NameTypes = ReadonlyMap<string, FormulaType>;

/** Finds the type of a formula, or throws `FormulaProblem`: undefined name, mixed units, wrong arguments. */
export function typeOf(node: Node, names: NameTypes): FormulaType {
  switch (node.kind) {
    case 'number':
      return node.type;
    case 'text':
      return text;
    case 'date':
      return date;
    case 'name': {
      const type = names.get(node.name);
      if (type) return type;
      throw new FormulaProblem({
        zh: `名称“${node.name}”没有定义（此处可用：${[...names.keys()].join('、')}）`,
        en: `the name "${node.name}" is not defined (known here: ${[...names.keys()].join(', ')})`,
      });
    }
    case 'not':
      return expectType({ node: node.of, wanted: boolean, names });
    case 'negate':
      return numberType(node.of, names);
    case 'in':
      expectType({ node: node.left, wanted: text, names });
      return boolean;
    case 'call':
      return callType(node, names);
    case 'operation':
      return operationType(node, names);
  }
}

function operationType(node: Extract<Node, { kind: 'operation' }>, names: NameTypes): FormulaType {
  const { operator, left, right } = node;
  if (operator === 'and' || operator === 'or') {
    expectType({ node: left, wanted: boolean, names });
    return expectType({ node: right, wanted: boolean, names });
  }
  if (operator === '*' || operator === '/') {
    const [a, b] = [numberType(left, names), numberType(right, names)];
    const sign = operator === '*' ? 1 : -1;
    if (operator === '/' && !(right.kind === 'number' && right.value.n !== 0n)) {
      throw new FormulaProblem({
        zh: '只能除以非零常数；两个量之比请写 share(a, b)',
        en: 'only a constant other than zero divides; write share(a, b) for the ratio of two amounts',
      });
    }
    return { kind: 'number', money: a.money + sign * b.money, area: a.area + sign * b.area };
  }
  if (operator === '+' || operator === '-') {
    const a = numberType(left, names);
    return same({ a, b: numberType(right, names) });
  }
  const a = typeOf(left, names);
  const b = typeOf(right, names);
  same({ a, b });
  if ((a.kind === 'text' || a.kind === 'boolean') && operator !== '==' && operator !== '!=') {
    throw new FormulaProblem({
      zh: '文字只能比较是否相同',
      en: 'texts are only equal or different',
    });
  }
  return boolean;
}

function callType(node: Extract<Node, { kind: 'call' }>, names: NameTypes): FormulaType {
  const { name, args } = node;
  const [first, second, third] = args;
  if ((name === 'min' || name === 'max') && args.length >= 2) {
    return args.map((arg) => numberType(arg, names)).reduce((a, b) => same({ a, b }));
  }
  if (name === 'clamp' && args.length === 3) {
    return args.map((arg) => numberType(arg, names)).reduce((a, b) => same({ a, b }));
  }
  if (name === 'share' && first && second && args.length === 2) {
    const [a, b] = [numberType(first, names), numberType(second, names)];
    return { kind: 'number', money: a.money - b.money, area: a.area - b.area };
  }
  if (name === 'if' && first && second && third && args.length === 3) {
    expectType({ node: first, wanted: boolean, names });
    return same({ a: typeOf(second, names), b: typeOf(third, names) });
  }
  throw new FormulaProblem({
    zh: `没有这样的函数：${name}（${args.length} 个参数）；可用 min、max、clamp(x, 下限, 上限)、share(a, b)、if(条件, 是, 否)`,
    en: `no such function: ${name} with ${args.length} arguments; there are min, max, clamp(x, low, high), share(a, b), if(condition, yes, no)`,
  });
}

function numberType(node: Node, names: NameTypes): NumberType {
  const type = typeOf(node, names);
  if (type.kind === 'number') return type;
  throw new FormulaProblem({
    zh: `此处应为数，实际为 ${describeType(type)}`,
    en: `a number is expected here, not a ${describeType(type)}`,
  });
}

export function expectType(options: {
  node: Node;
  wanted: FormulaType;
  names: NameTypes;
}): FormulaType {
  const type = typeOf(options.node, options.names);
  if (sameType(type, options.wanted)) return type;
  throw new FormulaProblem({
    zh: `算式结果应为 ${describeType(options.wanted)}，实际为 ${describeType(type)}`,
    en: `the formula should give ${describeType(options.wanted)}, it gives ${describeType(type)}`,
  });
}

function same<T extends FormulaType>(of: { a: T; b: T }): T {
  if (sameType(of.a, of.b)) return of.a;
  throw new FormulaProblem({
    zh: `单位不同，不能相加或比较：${describeType(of.a)} 与 ${describeType(of.b)}`,
    en: `different units cannot be added or compared: ${describeType(of.a)} and ${describeType(of.b)}`,
  });
}
