import type { Brand } from './brand.ts';
import { toFen } from './fen.ts';
import type { Fen } from './fen.ts';
import { ValueProblem } from './problem.ts';
import { Decimal, roundDecimal } from './rounding.ts';
import type { Rounding } from './rounding.ts';

/** Square metres as a decimal string with exactly two places, not negative: '120.50'. */
export type Area = Brand<string, 'Area'>;

export const zeroArea = '0.00' as Area;

const strict = /^(0|[1-9]\d{0,11})\.\d{2}$/;
const readable = /^\d{1,12}(\.\d{1,2})?$/;

export function isArea(x: unknown): x is Area {
  return typeof x === 'string' && strict.test(x);
}

/** Reads '120', '120.5' or '120.50'. Throws `area-malformed`. */
export function area(text: string): Area {
  if (!readable.test(text)) {
    throw new ValueProblem({
      code: 'area-malformed',
      zh: `不是面积：“${text}”（平方米，最多两位小数，如 120.50）`,
      en: `not an area: "${text}" (m², at most two decimals, e.g. 120.50)`,
    });
  }
  return fromHundredths(hundredths(text));
}

export function addAreas(...areas: Area[]): Area {
  return sumAreas(areas);
}

export function sumAreas(areas: Iterable<Area>): Area {
  let total = 0;
  for (const each of areas) total += hundredths(each);
  return fromHundredths(total);
}

/** `from − area`; throws `area-malformed` below zero. */
export function subtractAreas(options: { from: Area; area: Area }): Area {
  return fromHundredths(hundredths(options.from) - hundredths(options.area));
}

/** Negative, zero or positive, for sorting. */
export function compareAreas(a: Area, b: Area): number {
  return hundredths(a) - hundredths(b);
}

/** Area × price per m², rounded once. */
export function priceOf(options: { area: Area; unitPriceFen: Fen; rounding: Rounding }): Fen {
  return toFen(new Decimal(options.area).times(options.unitPriceFen), options.rounding);
}

/** Land is counted in mu: 1 mu = 2000/3 m². Half up to the hundredth. */
export function areaFromMu(mu: string): Area {
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(mu)) {
    throw new ValueProblem({
      code: 'area-malformed',
      zh: `不是亩数：“${mu}”`,
      en: `not a number of mu: "${mu}"`,
    });
  }
  const squareMetres = new Decimal(mu).times(2000).div(3);
  return area(roundDecimal(squareMetres, { places: 2, rounding: 'half-up' }).toFixed(2));
}

/** '120.50' → '120.50 m²', thousands grouped. */
export function formatArea(value: Area): string {
  const [whole = '', cents = ''] = value.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents} m²`;
}

function hundredths(text: string): number {
  const [whole = '0', cents = ''] = text.split('.');
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

function fromHundredths(n: number): Area {
  if (n < 0 || n >= 1e14) {
    throw new ValueProblem({
      code: 'area-malformed',
      zh: '面积为负或过大',
      en: 'an area is negative or too large',
    });
  }
  return `${Math.floor(n / 100)}.${(n % 100).toString().padStart(2, '0')}` as Area;
}
