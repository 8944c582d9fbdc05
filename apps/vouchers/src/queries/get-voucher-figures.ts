import type { ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, Pockets, getVoucherFigures as route } from '@fangpiao/contracts';
import { fen, sumFen, zeroFen, type Fen } from '@fangpiao/values';
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
  // What was transferred stands on the receiver's voucher as well: the district's sum counts it once (READINGS §3).
  const transferred = 'state.pockets.transferredOut';
  const faceOf = (face: number, handedOn: number): Fen => fen(face - handedOn);
  return {
    answer: {
      district,
      vouchers: rows.reduce((sum, row) => sum + row.count, 0),
      faceValueFen: faceOf(total('state.faceValueFen'), total(transferred)),
      pockets: {
        ...(Object.fromEntries(
          pocketNames.map((name) => [name, total(`state.pockets.${name}`)]),
        ) as Pockets),
        transferredOut: zeroFen,
      },
      transferredFen: total(transferred),
      redeemedFen: total('state.redeemedFen'),
      byArea: rows.map((row) => ({
        areaId: String(row.key),
        vouchers: row.count,
        faceValueFen: faceOf(row.sums['state.faceValueFen'] ?? 0, row.sums[transferred] ?? 0),
        spentFen: fen(row.sums['state.pockets.spent'] ?? 0),
      })),
    },
  };
}
