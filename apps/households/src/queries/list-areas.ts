import { listViews, type Actor, type ServiceCore } from '@fangpiao/chassis';
import {
  compensationChoiceSchema,
  type AnswerOf,
  type listAreas as route,
  type QueryOf,
} from '@fangpiao/contracts';
import { fen, sumAreas } from '@fangpiao/values';
import { agreement, ledgerKeyOf } from '../domain/agreement.ts';
import { resettlementArea, type ResettlementArea } from '../domain/area.ts';
import { household } from '../domain/household.ts';
import { areaOfHundredths } from '../domain/hundredths.ts';
import { districtFilter } from './scope.ts';

type Opened = Extract<ResettlementArea, { status: 'opened' }>;
type LedgerRow = AnswerOf<typeof route>['items'][number];

/** The ledger of each area, counted from its plots, households and agreements [LC]. */
export async function listAreas(
  core: ServiceCore,
  page: QueryOf<typeof route>,
  actor: Actor,
): Promise<{ answer: AnswerOf<typeof route> }> {
  const { store, clock } = core.ports;
  const { items, ...rest } = await listViews<Opened, Opened>({
    store,
    clock,
    kind: resettlementArea.kind,
    filter: districtFilter(actor),
    page,
    item: (state) => state,
  });
  const count = await countIn(
    core,
    items.map(({ areaId }) => areaId),
  );
  return {
    answer: { items: items.map((area) => ({ ...plotsOf(area), ...count(area) })), ...rest },
  };
}

/** Kept with the area itself: what is to be built, and what became vouchers instead. */
function plotsOf({ areaId, name, projectId, pilot, plots }: Opened) {
  const areaOf = (wanted: readonly string[]) =>
    sumAreas(
      plots
        .filter(({ decision }) => wanted.includes(decision))
        .map(({ resettleArea }) => resettleArea),
    );
  return {
    areaId,
    name,
    projectId,
    pilot,
    resettleArea: areaOf(['build', 'voucher']),
    builtArea: areaOf(['build']),
    voucherPlotArea: areaOf(['voucher']),
  };
}

/** Households, and agreements that are signed or in effect: a draft is nobody's choice yet. */
async function countIn(
  core: ServiceCore,
  areaIds: readonly string[],
): Promise<(area: Opened) => Pick<LedgerRow, 'households' | 'legalArea' | 'agreements'>> {
  const { store } = core.ports;
  const inAreas = { 'state.areaId': { $in: areaIds } };
  const binding = { ...inAreas, 'state.status': { $in: ['signed', 'effective'] } };
  const [households, agreements] = await Promise.all([
    store.sums(household.kind, inAreas, 'state.areaId', ['state.legalAreaHundredths']),
    store.sums(agreement.kind, binding, 'state.ledgerKey', ['state.faceValueFen']),
  ]);
  const householdsOf = new Map(households.map((row) => [row.key, row]));
  const agreementsOf = new Map(agreements.map((row) => [row.key, row]));
  return ({ areaId }) => {
    const counted = householdsOf.get(areaId);
    return {
      households: counted?.count ?? 0,
      legalArea: areaOfHundredths(counted?.sums['state.legalAreaHundredths'] ?? 0),
      agreements: compensationChoiceSchema.options.flatMap((choice) => {
        const row = agreementsOf.get(ledgerKeyOf({ areaId, choice }));
        const faceValueFen = fen(row?.sums['state.faceValueFen'] ?? 0);
        return row ? [{ choice, count: row.count, faceValueFen }] : [];
      }),
    };
  };
}
