import type { AreaTotals, DistrictTotals } from './published.ts';
import type { Random } from './random.ts';

/** What a valuer found for an area, and the legal area that becomes vouchers there. */
export interface AreaValue {
  /** Whole yuan per m². */
  readonly basePrice: number;
  /** Hundredths of m²; undefined where the faces are fixed by agreement. */
  readonly voucherArea: number | undefined;
}

/**
 * Base prices under which areas × prices come to the published face exactly: the prices of the
 * areas whose voucher area is published are drawn, then a price of the one remaining area is
 * looked for that divides what is left.
 */
export function drawBasePrices(random: Random, totals: DistrictTotals): Map<string, AreaValue> {
  const open = totals.areas.filter((area) => isOpen(area));
  if (open.length > 1 || (open.length === 1 && totals.vouchers === undefined)) {
    throw new Error(`${totals.district}: one area at most may take what is left of the face`);
  }
  const last = open[0];
  const rest = totals.areas.filter((area) => area !== last);
  for (let attempt = 0; attempt < 10_000; attempt += 1) {
    const values = new Map(rest.map((area) => [area.areaId, valueOf(random, area)]));
    if (last === undefined || totals.vouchers === undefined) return values;
    const left = rest.reduce((face, area) => {
      const { basePrice, voucherArea } = values.get(area.areaId)!;
      return face - (area.vouchers > 0 ? (voucherArea ?? 0) * basePrice : 0);
    }, totals.vouchers.face);
    const prices = pricesOf(last).filter((price) => left > 0 && left % price === 0);
    if (prices.length === 0) continue;
    const basePrice = random.pick(prices);
    // Fen ÷ (yuan per m²) = hundredths of m².
    return values.set(last.areaId, { basePrice, voucherArea: left / basePrice });
  }
  throw new Error(`${totals.district}: no base prices lead to the published face`);
}

/** True for an area with vouchers whose voucher area nobody published. */
function isOpen(area: AreaTotals): boolean {
  return (
    area.vouchers > 0 &&
    area.voucherArea === 'legal' &&
    area.legalArea === undefined &&
    area.faces === undefined
  );
}

function valueOf(random: Random, area: AreaTotals): AreaValue {
  const { from, to } = area.basePrice;
  const basePrice = from + 50 * random.whole(0, Math.floor((to - from) / 50));
  const voucherArea = area.voucherArea === 'legal' ? area.legalArea : area.voucherArea;
  return { basePrice, voucherArea };
}

function pricesOf(area: AreaTotals): number[] {
  const { from, to } = area.basePrice;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
