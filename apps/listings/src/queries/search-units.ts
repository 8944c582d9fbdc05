import { listViews, type QueryResult, type ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, QueryOf, searchUnits as route } from '@fangpiao/contracts';
import { unit, type Unit } from '../domain/unit.ts';
import { unitAnswer } from './unit-answer.ts';

type ListedUnit = Extract<Unit, { status: 'listed' }>;

/** The listing supermarket: only what is free to be reserved. */
export async function searchUnits(
  core: ServiceCore,
  query: QueryOf<typeof route>,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { limit, cursor, district, kind, saleStage, highestPriceFen } = query;
  const answer = await listViews({
    store: core.ports.store,
    clock: core.ports.clock,
    kind: unit.kind,
    filter: {
      'state.status': 'listed',
      ...(district !== undefined && { 'state.listing.district': district }),
      ...(kind !== undefined && { 'state.listing.kind': kind }),
      ...(saleStage !== undefined && { 'state.listing.saleStage': saleStage }),
      ...(highestPriceFen !== undefined && {
        'state.listing.committedPriceFen': { $lte: highestPriceFen },
      }),
    },
    page: { limit, cursor },
    item: (state: ListedUnit) => unitAnswer(state),
  });
  return { answer };
}
