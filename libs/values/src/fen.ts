import type { Decimal as DecimalJs } from 'decimal.js';
import type { Brand } from './brand.ts';
import { ValueProblem } from './problem.ts';
import { Decimal, roundDecimal } from './rounding.ts';
import type { Rounding } from './rounding.ts';

/** Money in whole fen (1 yuan = 100 fen): a safe integer between −90 and +90 trillion yuan. */
export type Fen = Brand<number, 'Fen'>;

/** 90 trillion yuan. Below Number.MAX_SAFE_INTEGER, so that sums are exact here and in the database. */
export const limitFen = 9_000_000_000_000_000 as Fen;

export const zeroFen = 0 as Fen;

/** A number that is already whole fen. Throws `money-not-whole-fen` or `money-out-of-range`. */
export function fen(n: number): Fen {
  if (!Number.isInteger(n)) {
    throw new ValueProblem({
      code: 'money-not-whole-fen',
      zh: `金额必须是整数分，实际为 ${n}`,
      en: `money must be whole fen, not ${n}`,
    });
  }
  if (Math.abs(n) > limitFen) {
    throw new ValueProblem({
      code: 'money-out-of-range',
      zh: `金额超出 90 万亿元的上限：${n} 分`,
      en: `money is beyond the limit of 90 trillion yuan: ${n} fen`,
    });
  }
  return (n === 0 ? 0 : n) as Fen;
}

export function isFen(x: unknown): x is Fen {
  return typeof x === 'number' && Number.isInteger(x) && Math.abs(x) <= limitFen;
}

/** Adds; throws `money-out-of-range` as soon as a running sum passes the limit. */
export function addFen(...amounts: Fen[]): Fen {
  return sumFen(amounts);
}

/** Adds a list; the empty sum is zero. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total = fen(total + amount);
  return total as Fen;
}

/** `from − amount`; may be negative (see `isNegative`). */
export function subtractFen(options: { from: Fen; amount: Fen }): Fen {
  return fen(options.from - options.amount);
}

export function negateFen(amount: Fen): Fen {
  return fen(-amount);
}

export function minFen(first: Fen, ...others: Fen[]): Fen {
  return Math.min(first, ...others) as Fen;
}

export function maxFen(first: Fen, ...others: Fen[]): Fen {
  return Math.max(first, ...others) as Fen;
}

export function isNegative(amount: Fen): boolean {
  return amount < 0;
}

/** The only way from decimal arithmetic back to money. The value is in fen, not in yuan. */
export function toFen(value: DecimalJs.Value, rounding: Rounding): Fen {
  return fen(roundDecimal(value, { places: 0, rounding }).toNumber());
}

/** `amount × ratio`, rounded once at the end. */
export function multiplyFen(options: {
  amount: Fen;
  ratio: DecimalJs.Value;
  rounding: Rounding;
}): Fen {
  return toFen(new Decimal(options.amount).times(options.ratio), options.rounding);
}

/**
 * Divides money over weights without losing or inventing a fen: each share is rounded down, then
 * the fen left over go one by one to the largest remainders, the earlier share winning a tie.
 * All weights zero: everything goes to the first.
 */
export function shareFen(options: { amount: Fen; weights: number[] }): Fen[] {
  const { amount, weights } = options;
  const total = weights.reduce((sum, weight) => sum.plus(weight), new Decimal(0));
  if (weights.length === 0) return [];
  if (total.isZero()) return weights.map((_, index) => (index === 0 ? amount : zeroFen));
  const exact = weights.map((weight) => new Decimal(amount).times(weight).div(total));
  const shares = exact.map((share) => share.floor().toNumber());
  let left = amount - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share.minus(share.floor()) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares.map(fen);
}
