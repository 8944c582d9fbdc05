import type { ServiceCore } from '@fangpiao/chassis';
import {
  claimStatusSchema,
  type AnswerOf,
  type getSettlementFigures as route,
} from '@fangpiao/contracts';
import { fen, subtractFen, type Fen } from '@fangpiao/values';
import { account } from '../domain/account.ts';
import { claim } from '../domain/claim.ts';

/** Deposited, promised, paid, and the claims by status: sums over the district's streams (WRITE-PATH 12). */
export async function getSettlementFigures(
  core: ServiceCore,
  district: string,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const { store } = core.ports;
  const ofDistrict = { 'state.district': district };
  const money = ['state.depositedFen', 'state.paidFen', 'state.coveredFen'] as const;
  const [[accounts], claims] = await Promise.all([
    store.sums(account.kind, ofDistrict, undefined, money),
    store.sums(claim.kind, ofDistrict, 'state.status', ['state.amountFen']),
  ]);
  const sumOf = (field: (typeof money)[number]): Fen => fen(accounts?.sums[field] ?? 0);
  const depositedFen = sumOf('state.depositedFen');
  const paidFen = sumOf('state.paidFen');
  return {
    answer: {
      district,
      accounts: accounts?.count ?? 0,
      depositedFen,
      paidFen,
      balanceFen: subtractFen({ from: depositedFen, amount: paidFen }),
      coveredFen: sumOf('state.coveredFen'),
      claims: claimStatusSchema.options.flatMap((status) => {
        const row = claims.find(({ key }) => key === status);
        if (!row) return [];
        return [{ status, count: row.count, amountFen: fen(row.sums['state.amountFen'] ?? 0) }];
      }),
    },
  };
}
