import type { ServiceCore } from '@fangpiao/chassis';
import { parcelStatusSchema, type AnswerOf, type getLandPlan as route } from '@fangpiao/contracts';
import { areaFromMu, fen, sumFen } from '@fangpiao/values';
import { muText, parcel } from '../domain/parcel.ts';

const fields = { area: 'state.areaMuHundredths', price: 'state.priceFen' } as const;

/** The land plan of a district: parcels by status, area and expected proceeds [LC]. */
export async function getLandPlan(
  core: ServiceCore,
  district: string,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const found = await core.ports.store.sums(
    parcel.kind,
    { 'state.district': district },
    'state.status',
    Object.values(fields),
  );
  const rows = parcelStatusSchema.options.flatMap((status) => {
    const row = found.find(({ key }) => key === status);
    if (!row) return [];
    const { [fields.area]: hundredths = 0, [fields.price]: price = 0 } = row.sums;
    return [{ status, parcels: row.count, hundredths, priceFen: fen(price) }];
  });
  const hundredths = rows.reduce((sum, row) => sum + row.hundredths, 0);
  return {
    answer: {
      district,
      rows: rows.map(({ hundredths: ofRow, ...row }) => ({ ...row, areaMu: muText(ofRow) })),
      parcels: rows.reduce((sum, row) => sum + row.parcels, 0),
      areaMu: muText(hundredths),
      priceFen: sumFen(rows.map(({ priceFen }) => priceFen)),
      area: areaFromMu(muText(hundredths)),
    },
  };
}
