import { measureFigures, readDistrict } from '@fangpiao/city';
import type { DistrictTotals, Reader } from '@fangpiao/city';
import type { TownSize } from './towns.ts';

/** What a pilot that nobody disturbs comes to, beside what this one came to. */
export interface ComparedFigure {
  readonly id: string;
  readonly wanted: number;
  readonly measured: number;
  readonly agrees: boolean;
}

/**
 * The district's totals to the fen, as the services' statistics tell them; for the whole pilot the
 * published figures too, at their precision.
 */
export async function compareFigures(
  reader: Reader,
  of: { size: TownSize; totals: readonly DistrictTotals[] },
): Promise<ComparedFigure[]> {
  const exact = await Promise.all(of.totals.map((totals) => compareDistrict(reader, totals)));
  const published = of.size === 'pilot' ? await measureFigures(reader) : [];
  return [
    ...exact.flat(),
    ...published.map(({ id, published: wanted, measured, agrees }) => ({
      id: `${id} (published)`,
      wanted,
      measured,
      agrees,
    })),
  ];
}

async function compareDistrict(reader: Reader, totals: DistrictTotals): Promise<ComparedFigure[]> {
  const { district } = totals;
  const { vouchers, sales, settlement } = await readDistrict(reader, district);
  const rows: [string, number | undefined, number][] = [
    ['vouchers', totals.vouchers?.count, vouchers.vouchers],
    ['faceFen', totals.vouchers?.face, vouchers.faceValueFen],
    ['contracted', totals.sales?.contracted, sales.contracted],
    ['filed', totals.sales?.filed, sales.filed],
    ['filedSalesFen', totals.sales?.filedSales, sales.filedSalesFen],
    ['filedArea', totals.sales && totals.sales.filedArea / 100, Number(sales.filedArea)],
    ['spentFen', totals.sales?.used, vouchers.pockets.spent],
    ['endorsedFen', totals.sales?.paid, vouchers.redeemedFen],
    ['paidFen', totals.sales?.paid, settlement.paidFen],
  ];
  return rows.flatMap(([name, wanted, measured]) =>
    wanted === undefined
      ? []
      : [{ id: `${district}.${name}`, wanted, measured, agrees: wanted === measured }],
  );
}
