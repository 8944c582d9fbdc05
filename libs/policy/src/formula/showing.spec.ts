import { compileCondition, compileFormula, order, showValue } from './compile.ts';
import type { FormulaValue, Names } from './compile.ts';
import {
  exact,
  fromDecimal,
  larger,
  minus,
  over,
  plus,
  roundExact,
  showExact,
  smaller,
} from './exact.ts';
import { FormulaProblem, namesIn, parseFormula } from './syntax.ts';
import {
  boolean,
  date,
  describeType,
  money,
  percentage,
  plainNumber,
  pricePerArea,
  sameType,
  squareMetres,
  text,
} from './types.ts';
import type { FormulaType } from './types.ts';

const types = new Map<string, FormulaType>(
  Object.entries({
    a: plainNumber,
    b: plainNumber,
    c: plainNumber,
    pay: money,
    size: squareMetres,
    price: pricePerArea,
    rate: percentage,
    kind: text,
    day: date,
    isNew: boolean,
  }),
);
const values: Record<string, FormulaValue> = {
  a: exact(3),
  b: exact(4),
  c: exact(5),
  pay: exact(100),
  size: fromDecimal('2.5'),
  price: exact(12_345),
  rate: fromDecimal('0.125'),
  kind: 'home',
  day: '2026-03-02',
  isNew: false,
};
const names: Names = { get: (name) => values[name] ?? exact(0) };
const formula = (source: string) => compileFormula({ source, names: types });
const shown = (source: string) => formula(source).show(names);

describe('the arithmetic that is shown', () => {
  it.each([
    ['a * (b + c)', '3 × (4 + 5)'],
    ['a + b * c', '3 + 4 × 5'],
    ['a - b * c', '3 − 4 × 5'],
    ['a - (b + c)', '3 − (4 + 5)'],
    ['0.1234567 * a', '0.1234567 × 3'],
    ['1234.5678 * a', '1,234.5678 × 3'],
    ['12345678 * a', '12,345,678 × 3'],
    ['a - (b - c)', '3 − (4 − 5)'],
    ['a - b - c', '3 − 4 − 5'],
    ['(a - b) - c', '3 − 4 − 5'],
    ['a + (b - c)', '3 + 4 − 5'],
    ['a + (b + c)', '3 + 4 + 5'],
    ['a / 2 / 4', '3 ÷ 2 ÷ 4'],
    ['a * (b / 2)', '3 × 4 ÷ 2'],
    ['a / 2 * b', '3 ÷ 2 × 4'],
    ['(a + b) / 2', '(3 + 4) ÷ 2'],
    ['clamp(a, b, c)', 'clamp(3, 4, 5)'],
    ['share(a, b)', 'share(3, 4)'],
    ['-(a)', '−3'],
    ['a < b', '3 < 4'],
    ['a <= b', '3 ≤ 4'],
    ['a > b', '3 > 4'],
    ['a >= b', '3 ≥ 4'],
    ['a != b', '3 ≠ 4'],
    ['a == b', '3 = 4'],
    ['a + 1 < b * 2', '3 + 1 < 4 × 2'],
    ['a < b and b < c or isNew', '3 < 4 且 4 < 5 或 否'],
    ['a < b and (b < c or isNew)', '3 < 4 且 (4 < 5 或 否)'],
    ['(a < b or isNew) and isNew', '(3 < 4 或 否) 且 否'],
    ['not (a < b)', '非(3 < 4)'],
    ["kind in ['home', 'office']", 'home ∈ {home、office}'],
    ["kind == 'office'", 'home = office'],
    ['day < 2026-05-01', '2026-03-02 < 2026-05-01'],
    ['2,500 yuan + pay', '2,500 元 + 1.00 元'],
    ['2500.50 yuan + pay', '2,500.50 元 + 1.00 元'],
    ['1,234,567.25 yuan', '1,234,567.25 元'],
    ['120 yuan/m2 * size', '120 元/m² × 2.50 m²'],
    ['1500 m2', '1,500 m²'],
    ['1500 * a', '1,500 × 3'],
    ['12.5 % * pay', '12.5 % × 1.00 元'],
  ])('%s is %s', (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it('asks first for a text that was kept', () => {
    const kept: Names = { ...names, shown: (name, type) => `<${name} ${describeType(type)}>` };
    expect(formula('a + 1').show(kept)).toBe('<a number> + 1');
    expect(formula('pay').show(kept)).toBe('<pay money>');
  });

  it.each<[FormulaValue, FormulaType, string]>([
    [exact(123_456), money, '1,234.56 元'],
    [exact(12_345, 1000), money, '0.1235 元'],
    [exact(123_456), pricePerArea, '1,234.56 元/m²'],
    [fromDecimal('2.5'), squareMetres, '2.50 m²'],
    [fromDecimal('2.12345'), squareMetres, '2.1235 m²'],
    [fromDecimal('0.125'), percentage, '12.5 %'],
    [fromDecimal('0.1234567'), percentage, '12.3457 %'],
    [fromDecimal('0.125'), plainNumber, '0.125'],
    [exact(1, 3), plainNumber, '0.333333'],
    [true, boolean, '是'],
    [false, boolean, '否'],
    ['home', text, 'home'],
    [exact(1), text, ''],
  ])('%p as %p is %s', (value, type, expected) => {
    expect(showValue(value, type)).toBe(expected);
  });
});

describe('what a formula gives', () => {
  const isTrue = (source: string) => compileCondition(source, types).isTrue(names);

  it.each([
    ['a < b', true],
    ['b < a', false],
    ['a < a', false],
    ['a <= a', true],
    ['b <= a', false],
    ['b > a', true],
    ['a > a', false],
    ['a >= a', true],
    ['a >= b', false],
    ['isNew or a == 3', true],
    ['a == 3 or isNew', true],
    ['isNew or isNew', false],
    ['a == 3 and isNew', false],
    ['isNew and a == 3', false],
    ['a == 3 and b == 4', true],
    ["kind in ['office']", false],
    ['day > 2026-03-01 and day < 2026-03-03', true],
    ['day == 2026-03-02', true],
    ['if(isNew, a, b) == 4', true],
    ['if(not isNew, a, b) == 3', true],
    ['max(a, b, c) == 5 and min(b, a, c) == 3', true],
    ['clamp(a, b, c) == 4', true],
    ['clamp(9, b, c) == 5', true],
    ["if(isNew, 'x', 'y') == 'y'", true],
    ['if(a == 3, isNew, a == 3)', false],
    ['if(isNew, a == 3, isNew)', false],
  ])('%s is %s', (source, expected) => {
    expect(isTrue(source)).toBe(expected);
  });

  it('orders numbers by their worth, texts and dates as they are written', () => {
    expect([
      order(exact(1, 2), exact(2, 4)),
      order(exact(1), exact(2)),
      order(exact(2), exact(1)),
    ]).toEqual([0, -1, 1]);
    expect([order('a', 'a'), order('a', 'b'), order('b', 'a')]).toEqual([0, -1, 1]);
  });

  it('has its unit: products and shares of money, area and numbers', () => {
    const unit = (source: string) => describeType(formula(source).type);
    expect(unit('pay / 2')).toBe('money');
    expect(unit('size * price')).toBe('money');
    expect(unit('share(pay, size)')).toBe('money-per-area');
    expect(unit('share(pay, pay)')).toBe('number');
    expect(unit('share(size, size) * pay')).toBe('money');
    expect(unit('price / 1 m2')).toBe('money^1·area^-2');
    expect(unit('rate + 1')).toBe('number');
    expect(unit('if(isNew, pay, 1 yuan)')).toBe('money');
    expect(unit('-size')).toBe('area');
    expect(unit("'x'")).toBe('text');
    expect(unit('2026-01-01')).toBe('date');
    expect(unit('not isNew')).toBe('boolean');
  });

  it.each([
    ['share(a)', 'no such function: share with 1'],
    ['share(a, b, c)', 'no such function: share with 3'],
    ['share(kind, a)', 'a number is expected here, not a text'],
    ['share(a, isNew)', 'a number is expected here, not a boolean'],
    ['clamp(a, b, c, a)', 'no such function'],
    ['clamp(a, pay, a)', 'different units'],
    ['max(a)', 'no such function'],
    ['max(a, day)', 'a number is expected here, not a date'],
    ['min()', 'no such function'],
    ['if(isNew, a)', 'no such function'],
    ['if(isNew, a, b, c)', 'no such function'],
    ['if(isNew, a, pay)', 'different units cannot be added or compared: number and money'],
    ['if(isNew, a, kind)', 'different units'],
    ['isNew and a', 'should give boolean, it gives number'],
    ['a or isNew', 'should give boolean, it gives number'],
    ['-kind', 'a number is expected'],
    ['a / b', 'only a constant other than zero divides'],
    ['a / 0 yuan', 'only a constant'],
    ['kind >= kind', 'texts are only equal or different'],
    ['isNew <= isNew', 'texts are only equal or different'],
    ['day == a', 'different units'],
    ['kind < 2026-01-01', 'different units'],
    [
      'zzz',
      'the name "zzz" is not defined (known here: a, b, c, pay, size, price, rate, kind, day, isNew)',
    ],
    ['a b', 'expected the end in the formula, found "b"'],
    ['(a', 'expected ")" in the formula, found ""'],
    ["kind in 'x'", 'expected "[" in the formula, found "x"'],
    ["kind in ['x'", 'expected "]"'],
    ["kind in ['x',]", 'expected a quoted text'],
    ['kind in [', 'expected a quoted text in the formula, found ""'],
    ['a + )', 'expected a number, a name or a bracket in the formula, found ")"'],
    ['max(a b)', 'expected ")" in the formula, found "b"'],
    ['a & b', 'cannot read "& b"'],
    ['a   # b', 'cannot read "# b"'],
  ])('%s is refused: %s', (source, reason) => {
    expect(() => formula(source)).toThrow(FormulaProblem);
    expect(() => formula(source)).toThrow(reason);
  });

  it('does not mistake a text for a sign', () => {
    expect(() => formula("kind == ')'")).not.toThrow();
    expect(() => formula("(a '+' b)")).toThrow('expected ")"');
    expect(isTrue("kind != '-'")).toBe(true);
  });

  it('mentions its names, each once, wherever they stand', () => {
    expect(formula('if(not isNew, max(a, -b), a)').names).toEqual(['isNew', 'a', 'b']);
    expect(namesIn(parseFormula("kind in ['a'] and day == 2026-01-01"))).toEqual(['kind', 'day']);
    expect(formula("'a' == 'b'").names).toEqual([]);
  });

  it('reads numbers with and without thousands, decimals and units, spaces as you like', () => {
    const worth = (source: string) => showExact(formula(source).number(names), { places: 6 });
    expect(worth('  1,000,000.50yuan ')).toBe('100,000,050');
    expect(worth('1,000 m2')).toBe('1,000');
    expect(worth('10,000 yuan')).toBe('1,000,000');
    expect(worth('100,000.5 yuan')).toBe('10,000,050');
    expect(worth('a   ')).toBe('3');
    expect(worth('12 yuan/m2')).toBe('1,200');
    expect(worth('0.5%')).toBe('0.005');
    expect(worth('2*3')).toBe('6');
    expect(worth('max(1,200)')).toBe('200');
    expect(() => formula('10,00 yuan')).toThrow('expected the end');
  });
});

describe('types', () => {
  it('are the same by kind, numbers by their units; a percentage is a plain number', () => {
    expect(sameType(plainNumber, percentage)).toBe(true);
    expect(sameType(money, pricePerArea)).toBe(false);
    expect(sameType(money, plainNumber)).toBe(false);
    expect(sameType(text, date)).toBe(false);
    expect(sameType(text, text)).toBe(true);
    expect(sameType(text, money)).toBe(false);
  });
});

describe('exact fractions', () => {
  it('add, subtract and divide without loss, also below zero', () => {
    expect(plus(exact(1, 2), exact(1, 3))).toEqual(exact(5, 6));
    expect(plus(exact(1, 4), exact(2, 4))).toEqual(exact(3, 4));
    expect(minus(exact(1, 2), exact(1, 3))).toEqual(exact(1, 6));
    expect(minus(exact(3, 4), exact(1, 4))).toEqual(exact(2, 4));
    expect(over(exact(1, 2), exact(3, 5))).toEqual(exact(5, 6));
    expect(over(exact(1, 2), exact(-3, 5))).toEqual(exact(-5, 6));
    expect(over(exact(-1, 2), exact(-3, 5))).toEqual(exact(5, 6));
    expect(over(exact(1), exact(0))).toEqual(exact(0));
  });

  it('choose the smaller and the larger, the first of equals', () => {
    const [half, alsoHalf, one] = [exact(1, 2), exact(2, 4), exact(1)];
    expect([smaller(half, one), smaller(one, half)]).toEqual([half, half]);
    expect([larger(half, one), larger(one, half)]).toEqual([one, one]);
    expect([smaller(half, alsoHalf), larger(half, alsoHalf)]).toEqual([half, half]);
  });

  it('read plain decimals of any length', () => {
    expect(fromDecimal('-0.25')).toEqual(exact(-25, 100));
    expect(fromDecimal('7')).toEqual(exact(7));
    expect(fromDecimal('.5')).toEqual(exact(5, 10));
    expect(fromDecimal('0.1234567890123')).toEqual(exact(1_234_567_890_123n, 10n ** 13n));
    expect(fromDecimal('0.123456789012')).toEqual(exact(123_456_789_012n, 10n ** 12n));
  });

  it.each([
    ['half-even', '0.5', 0n],
    ['half-even', '1.5', 2n],
    ['half-even', '-1.5', -2n],
    ['half-even', '2.4', 2n],
    ['half-up', '0.5', 1n],
    ['half-up', '-0.49', 0n],
    ['down', '7', 7n],
    ['up', '-7', -7n],
    ['up', '0', 0n],
  ] as const)('round %s: %s is %s', (rounding, value, expected) => {
    expect(roundExact(fromDecimal(value), rounding)).toBe(expected);
  });

  it('are written with grouped thousands and no needless zeros', () => {
    const written = (value: string, places: number, atLeast?: number) =>
      showExact(fromDecimal(value), { places, ...(atLeast !== undefined && { atLeast }) });
    expect(written('12', 0)).toBe('12');
    expect(written('123', 0)).toBe('123');
    expect(written('1234', 0)).toBe('1,234');
    expect(written('123456', 0)).toBe('123,456');
    expect(written('1000', 2)).toBe('1,000');
    expect(written('0.5', 4, 2)).toBe('0.50');
    expect(written('0.505', 4, 2)).toBe('0.505');
    expect(written('10.10', 4)).toBe('10.1');
    expect(written('-1234.5', 2)).toBe('-1,234.5');
    expect(written('-0.001', 2)).toBe('0');
  });
});
