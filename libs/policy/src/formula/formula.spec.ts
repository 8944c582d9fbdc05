import fc from 'fast-check';
import { must, runs } from '../../test/packs.ts';
import { compileFormula } from './compile.ts';
import type { FormulaValue } from './compile.ts';
import { compare, exact, fromDecimal, roundExact, showExact } from './exact.ts';
import type { Exact } from './exact.ts';
import { FormulaProblem } from './syntax.ts';
import { boolean, date, money, plainNumber, pricePerArea, squareMetres, text } from './types.ts';
import type { FormulaType } from './types.ts';

const types = new Map<string, FormulaType>(
  Object.entries({
    a: plainNumber,
    b: plainNumber,
    price: pricePerArea,
    size: squareMetres,
    pay: money,
    kind: text,
    day: date,
    isNew: boolean,
  }),
);
const values: Record<string, FormulaValue> = {
  a: exact(3),
  b: exact(-4),
  price: exact(834_567),
  size: fromDecimal('120.55'),
  pay: exact(500_000),
  kind: 'garage',
  day: '2026-03-02',
  isNew: true,
};
const names = { get: (name: string) => values[name] ?? exact(0) };
const formula = (source: string, wanted?: FormulaType) =>
  compileFormula({ source, names: types, ...(wanted && { wanted }) });
const number = (source: string) => showExact(formula(source).number(names), { places: 6 });
const isTrue = (source: string) => formula(source, boolean).isTrue(names);

describe('formulas', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 4 - 3', '3'],
    ['24 / 4 / 2', '3'],
    ['-a + 5', '2'],
    ['2 × 3 ÷ 4', '1.5'],
    ['10 %', '0.1'],
    ['12.5 % * 200', '25'],
    ['min(a, b, 1)', '-4'],
    ['max(a, b, 1)', '3'],
    ['clamp(7, 1, 5)', '5'],
    ['clamp(0, 1, 5)', '1'],
    ['share(1, 3) * 3', '1'],
    ['share(1, 0)', '0'],
    ['share(1, b)', '-0.25'],
    ['if(isNew, a, b)', '3'],
    ['if(not isNew, a, b)', '-4'],
    ['1,000.5 yuan', '100,050'],
    ['min(7, 1,200)', '1'],
    ['300 yuan', '30,000'],
    ['size * price', '100,607,051.85'],
    ['20 yuan/m2 * 1.5 m2', '3,000'],
  ])('%s is %s', (source, expected) => {
    expect(number(source)).toBe(expected);
  });

  it.each([
    ['a < 4 and b < 0', true],
    ['a > 4 or b < 0', true],
    ['not (a >= 3)', false],
    ['a <= 3', true],
    ['a == 3.0', true],
    ['a != 3', false],
    ["kind == 'garage'", true],
    ["kind != 'garage'", false],
    ["kind in ['parking', 'garage']", true],
    ["kind in ['parking']", false],
    ['day >= 2026-03-02', true],
    ['day < 2026-03-02', false],
    ['isNew == isNew', true],
    ['pay > 4,999.99 yuan', true],
    ['pay > 5,000 yuan', false],
  ])('%s is %s', (source, expected) => {
    expect(isTrue(source)).toBe(expected);
  });

  it.each([
    ['1 +', 'expected a number'],
    ['(1', 'expected ")"'],
    ['1 2', 'expected the end'],
    ['nobody', 'not defined'],
    ['size + pay', 'different units'],
    ['size < pay', 'different units'],
    ['min(size, pay)', 'different units'],
    ['a / b', 'only a constant'],
    ['a / 0', 'only a constant'],
    ['kind + 1', 'a number is expected'],
    ['kind < kind', 'only equal or different'],
    ['isNew > isNew', 'only equal or different'],
    ['sqrt(a)', 'no such function'],
    ['min(a)', 'no such function'],
    ['clamp(a, b)', 'no such function'],
    ['if(a, 1, 2)', 'should give boolean'],
    ['not a', 'should give boolean'],
    ['a and isNew', 'should give boolean'],
    ["a in ['x']", 'should give text'],
    ['kind in [a]', 'quoted text'],
    ['a $ b', 'cannot read'],
    ["'open", 'cannot read'],
    ['', 'expected a number'],
  ])('refuses %s', (source, reason) => {
    expect(() => formula(source)).toThrow(reason);
  });

  it('shows the arithmetic with the numbers put in, and brackets only where needed', () => {
    expect(formula('size * price').show(names)).toBe('120.55 m² × 8,345.67 元/m²');
    expect(formula('(a + b) * 2 - (a - b)').show(names)).toBe('(3 + -4) × 2 − (3 − -4)');
    expect(formula('10 % * pay + 1,500 yuan').show(names)).toBe('10 % × 5,000.00 元 + 1,500 元');
    expect(formula("if(kind in ['garage'], min(pay, 1 yuan), 0 yuan)").show(names)).toBe(
      'if(garage ∈ {garage}, min(5,000.00 元, 1 元), 0 元)',
    );
    expect(formula('not isNew or day == 2026-01-01').show(names)).toBe(
      '非(是) 或 2026-03-02 = 2026-01-01',
    );
    expect(formula('-a').show(names)).toBe('−3');
  });

  it('wants the right kind of result', () => {
    expect(() => formula('a', money)).toThrow('should give money, it gives number');
    expect(() => formula('size * size', money)).toThrow('money^0·area^2');
  });

  it('never does anything with a text but read it or say why not', () => {
    const pieces = fc.constantFrom(
      'a',
      'b',
      'size',
      'pay',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ',',
      '1',
      '2.5',
      '3 %',
      'min',
      'if',
      'not',
      'and',
      "'x'",
      '<',
      '==',
      'in',
      '[',
      ']',
      '9 yuan',
      '2026-01-01',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 14 }).map((list) => list.join(' ')),
        (source) => {
          try {
            const compiled = formula(source);
            compiled.value(names);
            compiled.show(names);
          } catch (problem) {
            if (!(problem instanceof FormulaProblem)) throw problem;
          }
        },
      ),
      { numRuns: runs },
    );
    fc.assert(
      fc.property(fc.string(), (source) => {
        try {
          formula(source);
        } catch (problem) {
          if (!(problem instanceof FormulaProblem)) throw problem;
        }
      }),
      { numRuns: runs },
    );
  });

  it('agrees with whole-number arithmetic on any sum of products', () => {
    type Tree = { source: string; value: bigint };
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.nat({ max: 999 }).map((n) => ({ source: String(n), value: BigInt(n) })),
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*', 'min', 'max'), tie('tree'))
          .map(([a, sign, b]): Tree => {
            const sums: Record<string, bigint> = {
              '+': a.value + b.value,
              '-': a.value - b.value,
              '*': a.value * b.value,
            };
            const value = sums[sign];
            if (value !== undefined) return { source: `(${a.source} ${sign} ${b.source})`, value };
            const isFirst = sign === 'min' ? a.value <= b.value : a.value >= b.value;
            return {
              source: `${sign}(${a.source}, ${b.source})`,
              value: isFirst ? a.value : b.value,
            };
          }),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ source, value }) => {
        const found = formula(source).number(names);
        must(found.n === value * found.d, `${source} = ${value}`);
      }),
      { numRuns: runs },
    );
  });
});

describe('exact fractions', () => {
  it.each([
    ['half-up', '2.5', 3n],
    ['half-up', '-2.5', -3n],
    ['half-up', '2.49', 2n],
    ['half-even', '2.5', 2n],
    ['half-even', '3.5', 4n],
    ['half-even', '2.51', 3n],
    ['down', '2.99', 2n],
    ['down', '-2.99', -2n],
    ['up', '2.01', 3n],
    ['up', '2', 2n],
    ['up', '-2.01', -3n],
  ] as const)('%s: %s → %s', (rounding, value, expected) => {
    expect(roundExact(fromDecimal(value), rounding)).toBe(expected);
  });

  it('shows grouped digits and as many decimals as there are', () => {
    expect(showExact(fromDecimal('1234567.5'), { places: 4, atLeast: 2 })).toBe('1,234,567.50');
    expect(showExact(fromDecimal('0.05'), { places: 2 })).toBe('0.05');
    expect(showExact(fromDecimal('-12.3456'), { places: 2 })).toBe('-12.35');
    expect(showExact(exact(1, 3), { places: 4 })).toBe('0.3333');
    expect(showExact(exact(100), { places: 2 })).toBe('100');
    expect(compare(exact(1, 3), exact(2, 6))).toBe(0);
    const third: Exact = exact(1, 3);
    expect(roundExact({ n: third.n * 3n, d: third.d }, 'down')).toBe(1n);
  });
});
