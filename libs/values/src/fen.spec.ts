import fc from 'fast-check';
import {
  addFen,
  fen,
  isFen,
  isNegative,
  limitFen,
  maxFen,
  minFen,
  multiplyFen,
  negateFen,
  shareFen,
  subtractFen,
  sumFen,
  toFen,
  ValueProblem,
  zeroFen,
} from './index.ts';

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(fen);

describe('fen', () => {
  it('accepts whole fen up to 90 trillion yuan and nothing else', () => {
    expect(fen(101_236_720)).toBe(101_236_720);
    expect(fen(limitFen)).toBe(9_000_000_000_000_000);
    expect(() => fen(0.5)).toThrow(ValueProblem);
    expect(() => fen(Number.NaN)).toThrow('whole fen');
    expect(() => fen(limitFen + 1)).toThrow('90 trillion');
    expect(() => fen(-limitFen - 1)).toThrow('90 trillion');
    expect([isFen(1), isFen(1.5), isFen('1'), isFen(limitFen + 1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('never makes a negative zero', () => {
    expect(Object.is(fen(-0), 0)).toBe(true);
    expect(Object.is(negateFen(zeroFen), 0)).toBe(true);
    expect(Object.is(toFen('-0.4', 'half-up'), 0)).toBe(true);
  });

  it('names the problem in both languages', () => {
    try {
      fen(1.5);
      throw new Error('unreachable');
    } catch (problem) {
      expect(problem).toMatchObject({
        code: 'money-not-whole-fen',
        zh: expect.stringContaining('整数分'),
        en: expect.stringContaining('whole fen'),
      });
    }
  });

  it('adds, subtracts, compares', () => {
    expect(addFen(fen(1), fen(2), fen(3))).toBe(6);
    expect(sumFen([])).toBe(0);
    expect(subtractFen({ from: fen(1), amount: fen(3) })).toBe(-2);
    expect(isNegative(fen(-2))).toBe(true);
    expect(isNegative(zeroFen)).toBe(false);
    expect(minFen(fen(3), fen(1), fen(2))).toBe(1);
    expect(maxFen(fen(3), fen(1), fen(2))).toBe(3);
    expect(() => addFen(limitFen, fen(1))).toThrow('90 trillion');
  });

  it.each([
    ['half-up', '2.5', 3],
    ['half-up', '-2.5', -3],
    ['half-even', '2.5', 2],
    ['half-even', '3.5', 4],
    ['down', '2.9', 2],
    ['down', '-2.9', -2],
    ['up', '2.1', 3],
    ['up', '2', 2],
  ] as const)('rounds %s: %s → %i', (rounding, value, expected) => {
    expect(toFen(value, rounding)).toBe(expected);
  });

  it('multiplies exactly before rounding: 3 % of 1,012,367.20 yuan is 30,371.02 (30,371.016)', () => {
    const amount = fen(101_236_720);
    expect(multiplyFen({ amount, ratio: '0.03', rounding: 'half-up' })).toBe(3_037_102);
    expect(multiplyFen({ amount, ratio: '0.03', rounding: 'down' })).toBe(3_037_101);
    expect(multiplyFen({ amount: fen(1), ratio: 0.1 + 0.2, rounding: 'up' })).toBe(1);
  });

  it('never loses a fen: what is subtracted and added again is the same', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 50 }), amounts, (list, one) => {
        const total = sumFen([...list, one]);
        expect(subtractFen({ from: total, amount: one })).toBe(sumFen(list));
        expect(sumFen([...list].reverse())).toBe(sumFen(list));
        expect(BigInt(sumFen(list))).toBe(list.reduce((sum, each) => sum + BigInt(each), 0n));
      }),
    );
  });

  it('never loses a fen when sharing over weights, and no share is off by more than one fen', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }).map(fen), weights, (amount, list) => {
        const shares = shareFen({ amount, weights: list });
        expect(sumFen(shares)).toBe(amount);
        const total = list.reduce((sum, each) => sum + each, 0);
        if (total === 0) return;
        shares.forEach((share, index) => {
          const exact = (amount * (list[index] ?? 0)) / total;
          expect(Math.abs(share - exact)).toBeLessThanOrEqual(1.01);
        });
      }),
    );
    expect(shareFen({ amount: fen(100), weights: [1, 1, 1] })).toEqual([34, 33, 33]);
    expect(shareFen({ amount: fen(5), weights: [0, 0] })).toEqual([5, 0]);
    expect(shareFen({ amount: fen(5), weights: [] })).toEqual([]);
  });
});
