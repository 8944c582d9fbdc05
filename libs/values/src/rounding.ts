import { Decimal as DecimalJs } from 'decimal.js';

/** Decimal arithmetic wide enough that no product of money, area and ratio loses a digit. */
export const Decimal = DecimalJs.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });
export type Decimal = DecimalJs;

/** How a fraction becomes whole; the pack names one (default: half up). Negatives mirror positives. */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up';

export const roundings = ['half-up', 'half-even', 'down', 'up'] as const satisfies Rounding[];

const modes: Record<Rounding, DecimalJs.Rounding> = {
  'half-up': DecimalJs.ROUND_HALF_UP,
  'half-even': DecimalJs.ROUND_HALF_EVEN,
  down: DecimalJs.ROUND_DOWN,
  up: DecimalJs.ROUND_UP,
};

/** Rounds to a number of decimal places. */
export function roundDecimal(
  value: DecimalJs.Value,
  options: { places: number; rounding: Rounding },
): Decimal {
  return new Decimal(value).toDecimalPlaces(options.places, modes[options.rounding]);
}
