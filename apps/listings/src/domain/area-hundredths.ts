import { area, type Area } from '@fangpiao/values';

/** An area as whole hundredths of a square metre, so that the database sums it exactly: '120.50' → 12050. */
export function hundredthsOf(value: Area): number {
  return Number(value.replace('.', ''));
}

/** The way back: 12050 → '120.50'. */
export function areaOfHundredths(hundredths: number): Area {
  return area(`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`);
}
