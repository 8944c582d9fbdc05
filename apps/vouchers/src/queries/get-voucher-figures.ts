import type { ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, Pockets, getVoucherFigures as route } from '@fangpiao/contracts';
import { fen, sumFen } from '@fangpiao/values';
import { pocketNames } from '../domain/pockets.ts';
import { voucher } from '../domain/voucher.ts';

/** Sums over the vouchers themselves, never a counter (WRITE-PATH 12). */
export async function getVoucherFigures(
  core: ServiceCore,
  district: string,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const pocketFields = pocketNames.map((name) => `state.pockets.${name}`);
  const rows = await core.ports.store.sums(
    voucher.kind,
    { 'state.district': district },
    'state.areaId',
    ['state.faceValueFen', 'state.redeemedFen', ...pocketFields],
  );
  const total = (field: string) => sumFen(rows.map((row) => fen(row.sums[field] ?? 0)));
  return {
    answer: {
      district,
      vouchers: rows.reduce((sum, row) => sum + row.count, 0),
      faceValueFen: total('state.faceValueFen'),
      pockets: Object.fromEntries(
        pocketNames.map((name) => [name, total(`state.pockets.${name}`)]),
      ) as Pockets,
      redeemedFen: total('state.redeemedFen'),
      byArea: rows.map((row) => ({
        areaId: String(row.key),
        vouchers: row.count,
        faceValueFen: fen(row.sums['state.faceValueFen'] ?? 0),
        spentFen: fen(row.sums['state.pockets.spent'] ?? 0),
      })),
    },
  };
}
