import type { Rounding } from '@fangpiao/values';

/**
 * An exact fraction, denominator positive. Formulas divide, so decimals would not stay exact; with
 * fractions an amount is rounded once, at the end of its named line, and never twice.
 */
export type Exact = { readonly n: bigint; readonly d: bigint };

export const zero: Exact = { n: 0n, d: 1n };
export const one: Exact = { n: 1n, d: 1n };

export function exact(n: bigint | number, d: bigint | number = 1n): Exact {
  return { n: BigInt(n), d: BigInt(d) };
}

const powers = Array.from({ length: 13 }, (_, places) => 10n ** BigInt(places));

/** '120.50' → 12050/100. The text must already be a plain decimal of at most 12 places. */
export function fromDecimal(text: string): Exact {
  const point = text.indexOf('.');
  if (point < 0) return { n: BigInt(text), d: 1n };
  const places = text.length - point - 1;
  return {
    n: BigInt(text.slice(0, point) + text.slice(point + 1)),
    d: powers[places] ?? 10n ** BigInt(places),
  };
}

export function plus(a: Exact, b: Exact): Exact {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function minus(a: Exact, b: Exact): Exact {
  return a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d };
}

export function times(a: Exact, b: Exact): Exact {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** a ÷ b, and 0 if b is 0: a share of nothing is nothing. */
export function over(a: Exact, b: Exact): Exact {
  if (b.n === 0n) return zero;
  return b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: -a.d * b.n };
}

/** Negative, zero or positive. */
export function compare(a: Exact, b: Exact): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function smaller(a: Exact, b: Exact): Exact {
  return compare(a, b) <= 0 ? a : b;
}

export function larger(a: Exact, b: Exact): Exact {
  return compare(a, b) >= 0 ? a : b;
}

/** To a whole number; negatives mirror positives. */
export function roundExact(value: Exact, rounding: Rounding): bigint {
  const negative = value.n < 0n;
  const n = negative ? -value.n : value.n;
  const whole = n / value.d;
  const rest = n % value.d;
  const rounded =
    rest !== 0n && goesUp[rounding]({ whole, twice: rest * 2n, d: value.d }) ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

type Rest = { whole: bigint; twice: bigint; d: bigint };

const goesUp: Record<Rounding, (of: Rest) => boolean> = {
  'half-up': ({ twice, d }) => twice >= d,
  'half-even': ({ whole, twice, d }) => twice > d || (twice === d && whole % 2n === 1n),
  down: () => false,
  up: () => true,
};

/** For showing: at most `places` decimals, trailing zeros beyond `atLeast` removed. */
export function showExact(value: Exact, options: { places: number; atLeast?: number }): string {
  const { places, atLeast = 0 } = options;
  const scaled = roundExact({ n: value.n * (powers[places] ?? 1n), d: value.d }, 'half-up');
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  let end = digits.length;
  while (end > whole.length + atLeast && digits.charCodeAt(end - 1) === 48) end -= 1;
  const decimals = end > whole.length ? `.${digits.slice(whole.length, end)}` : '';
  return `${negative ? '-' : ''}${groupThousands(whole)}${decimals}`;
}

function groupThousands(whole: string): string {
  let grouped = whole.slice(0, whole.length % 3);
  for (let at = whole.length % 3; at < whole.length; at += 3) {
    grouped += `${grouped ? ',' : ''}${whole.slice(at, at + 3)}`;
  }
  return grouped;
}
