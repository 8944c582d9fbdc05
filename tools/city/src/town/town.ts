import { drawBasePrices } from './base-prices.ts';
import { makeHouseholds } from './households.ts';
import { makeDeposits, makeParcels } from './land.ts';
import type { AccountNeed } from './land.ts';
import { makeMarket } from './market.ts';
import type { HomeDraft } from './market.ts';
import { createFamilies } from './people.ts';
import type { DistrictPlan, HouseholdPlan, PurchasePlan, Town } from './plan.ts';
import { accountIdOf, makeAccounts, makeAreas, makeProjects } from './projects.ts';
import type { DistrictTotals } from './published.ts';
import { makePurchases } from './purchases.ts';
import type { PurchaseDraft } from './purchases.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { numbered } from './words.ts';

/** Homes on offer beyond those that are bought, in parts of these. */
const unsoldPart = 0.07;

/** The whole plan of a town: equal seeds and totals give equal towns. */
export function makeTown(of: { seed: number; totals: readonly DistrictTotals[] }): Town {
  const random = createRandom(`fangpiao town ${of.seed}`);
  const made = of.totals.map((totals) => makeDistrict(random.fork(totals.district), totals));
  const first = of.totals[0]!;
  const drafts = made.flatMap(({ purchases }) => purchases);
  const unsold = drawUnsold(random.fork('unsold'), drafts);
  const market = makeMarket(random.fork('market'), {
    district: first.district,
    idRegion: first.idRegion,
    drafts: [...drafts, ...unsold],
  });
  const purchases = drafts.map((draft, index): PurchasePlan => {
    const unit = market.units[index]!;
    const { household, area: _, ...rest } = draft;
    return {
      ...rest,
      name: `purchase-${numbered(index + 1)}`,
      householdId: household.householdId,
      unitId: unit.unitId,
      developerId: unit.developerId,
    };
  });
  return { seed: of.seed, districts: made.map(({ plan }) => plan), ...market, purchases };
}

function makeDistrict(
  random: Random,
  totals: DistrictTotals,
): { plan: DistrictPlan; purchases: PurchaseDraft[] } {
  const values = drawBasePrices(random.fork('prices'), totals);
  const family = createFamilies(random.fork('people'), totals.idRegion);
  const households = totals.areas.flatMap((area) =>
    makeHouseholds(random.fork(area.areaId), { area, value: values.get(area.areaId)!, family }),
  );
  const purchases = totals.sales
    ? makePurchases(random.fork('purchases'), households, totals.sales)
    : [];
  const needs = needsOf(totals, households, purchases);
  const accounts = makeAccounts(totals);
  const parcels = makeParcels(random.fork('land'), totals, needs);
  const plan: DistrictPlan = {
    district: totals.district,
    name: totals.name,
    pack: totals.pack,
    quota: { issueQuotaFen: totals.quota.amount, decision: totals.quota.decision },
    projects: makeProjects(random.fork('projects'), totals, households),
    areas: makeAreas(totals, values),
    households,
    accounts,
    parcels,
    deposits: makeDeposits(parcels, accounts, needs),
  };
  return { plan, purchases };
}

function needsOf(
  totals: DistrictTotals,
  households: readonly HouseholdPlan[],
  purchases: readonly PurchaseDraft[],
): Map<string, AccountNeed> {
  const needs = new Map(
    totals.areas.map(({ areaId }) => [accountIdOf(areaId), { coverFen: 0, payFen: 0 }]),
  );
  for (const { areaId, agreement } of households) {
    needs.get(accountIdOf(areaId))!.coverFen += agreement?.expectedFaceFen ?? 0;
  }
  for (const { household, voucherFen, stage } of purchases) {
    if (stage === 'completed') needs.get(accountIdOf(household.areaId))!.payFen += voucherFen;
  }
  return needs;
}

function drawUnsold(random: Random, sold: readonly HomeDraft[]): HomeDraft[] {
  return Array.from({ length: Math.ceil(sold.length * unsoldPart) }, () => {
    const like = random.pick(sold);
    const size = random.between(0.8, 1.2);
    return {
      area: Math.round(like.area * size),
      priceFen: Math.round((like.priceFen * size * random.between(0.95, 1.1)) / 100) * 100,
    };
  });
}
