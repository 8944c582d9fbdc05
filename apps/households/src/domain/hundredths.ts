import { area, type Area } from '@fangpiao/values';

/** An area as whole hundredths of a m²: views are summed in them, exactly. */
export function hundredthsOf(value: Area): number {
  return Number(value.replace('.', ''));
}

/** Back from a sum of hundredths. */
export function areaOfHundredths(hundredths: number): Area {
  const whole = Math.floor(hundredths / 100);
  return area(`${whole}.${(hundredths % 100).toString().padStart(2, '0')}`);
}
