import type { QueryResult, ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, getSalesFigures as route } from '@fangpiao/contracts';
import { fen } from '@fangpiao/values';
import { areaOfHundredths } from '../domain/area-hundredths.ts';
import { unit, type Unit } from '../domain/unit.ts';

const fields = {
  filedUnits: 'state.figures.filedUnits',
  filedSalesFen: 'state.figures.filedSalesFen',
  filedAreaHundredths: 'state.figures.filedAreaHundredths',
} as const;

/** Units of a district by stage, with money and area of the filed contracts (READINGS §6): sums over the units. */
export async function getSalesFigures(
  core: ServiceCore,
  district: string,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const rows = await core.ports.store.sums(
    unit.kind,
    { 'state.listing.district': district },
    'state.status',
    Object.values(fields),
  );
  const count = (...statuses: Unit['status'][]): number =>
    rows
      .filter(({ key }) => statuses.some((status) => status === key))
      .reduce((sum, row) => sum + row.count, 0);
  const total = (field: keyof typeof fields): number =>
    rows.reduce((sum, row) => sum + (row.sums[fields[field]] ?? 0), 0);
  return {
    answer: {
      district,
      listed: count('listed'),
      contracted: count('contracted', 'filed', 'handed-over'),
      filed: total('filedUnits'),
      filedSalesFen: fen(total('filedSalesFen')),
      filedArea: areaOfHundredths(total('filedAreaHundredths')),
      handedOver: count('handed-over'),
    },
  };
}
