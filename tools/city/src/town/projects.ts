import type { AreaValue } from './base-prices.ts';
import { sharePlans } from './households.ts';
import type { AccountPlan, AreaPlan, HouseholdPlan, ProjectPlan } from './plan.ts';
import type { AreaTotals, DistrictTotals } from './published.ts';
import type { Random } from './random.ts';
import { decimalText, hundredthsOf, numbered } from './words.ts';

const principal = '区城市建设投资公司（生成）';
export const accountPurpose = '房票兑付';

export function projectIdOf(areaId: string): string {
  return `project-${areaId}`;
}

export function accountIdOf(areaId: string): string {
  return `account-${areaId}`;
}

/** One project a pilot area, and as many others as make the published totals. */
export function makeProjects(
  random: Random,
  totals: DistrictTotals,
  households: readonly HouseholdPlan[],
): ProjectPlan[] {
  const known = totals.areas.filter((area) => area.households > 0);
  const ofArea = (area: AreaTotals): { households: number; area: number } => ({
    households: area.households,
    area: plannedArea(area, households),
  });
  const pilots = known.map((area) => ({ area, plan: ofArea(area) }));
  const { projects } = totals;
  const unknown = totals.areas.filter((area) => area.households === 0);
  const others = projects
    ? sharePlans(random, {
        households: pilots.reduce((left, { plan }) => left - plan.households, projects.households),
        area: pilots.reduce((left, { plan }) => left - plan.area, projects.area),
        count: projects.undelivered - known.length,
      })
    : unknown.map(() => ({ households: 0, area: 0 }));
  const named = [...pilots.map(({ area }) => area), ...unknown];
  const plans = [...pilots.map(({ plan }) => plan), ...others];
  return plans.map((plan, index) => {
    const area = named[index];
    // The pilots are among the switched projects [LC 3.1: "the remaining 11"].
    const switchedToVoucher = index < (projects?.switched ?? plans.length);
    return {
      projectId: area ? projectIdOf(area.areaId) : `project-${numbered(index + 1, 2)}`,
      name: area?.project ?? `回迁安置项目 ${numbered(index + 1, 2)}（生成）`,
      principalName: principal,
      buildState: switchedToVoucher ? 'not-started' : 'under-construction',
      plannedHouseholds: plan.households,
      plannedArea: decimalText(plan.area),
      switchedToVoucher,
    };
  });
}

/** What is to be resettled: the plots where they are published, else the legal area. */
function plannedArea(area: AreaTotals, households: readonly HouseholdPlan[]): number {
  if (area.plots.length > 0) return area.plots.reduce((sum, plot) => sum + plot.area, 0);
  return households
    .filter((household) => household.areaId === area.areaId)
    .reduce((sum, household) => sum + hundredthsOf(household.legalArea), 0);
}

export function makeAreas(
  totals: DistrictTotals,
  values: ReadonlyMap<string, AreaValue>,
): AreaPlan[] {
  return totals.areas.map((area) => ({
    areaId: area.areaId,
    projectId: projectIdOf(area.areaId),
    accountId: accountIdOf(area.areaId),
    name: area.name,
    basePriceFen: values.get(area.areaId)!.basePrice * 100,
    plots: area.plots.map((plot) => ({
      name: plot.name,
      resettleArea: decimalText(plot.area),
      decision: plot.decision,
    })),
  }));
}

/** Where the district has a land plan, forecast proceeds cover its vouchers; else the money must be there. */
export function makeAccounts(totals: DistrictTotals): AccountPlan[] {
  return totals.areas.map((area) => ({
    accountId: accountIdOf(area.areaId),
    projectId: projectIdOf(area.areaId),
    principalName: principal,
    coverageRule: totals.land.length > 0 ? 'forecast' : 'full',
    purpose: accountPurpose,
  }));
}
