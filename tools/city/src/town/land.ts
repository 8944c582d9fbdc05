import type { AccountPlan, DepositPlan, ParcelPlan } from './plan.ts';
import { accountPurpose } from './projects.ts';
import type { DistrictTotals, LandTotals } from './published.ts';
import type { Random } from './random.ts';
import { shareByWeight, shareUnevenly } from './shares.ts';
import { decimalText, numbered } from './words.ts';

/** What each dedicated account must be able to cover, and to pay out in this run. */
export interface AccountNeed {
  readonly coverFen: number;
  readonly payFen: number;
}

/** More forecast than vouchers, as the plan of the district has it. */
const margin = 1.1;

export function makeParcels(
  random: Random,
  totals: DistrictTotals,
  needs: ReadonlyMap<string, AccountNeed>,
): ParcelPlan[] {
  const drawn = totals.land.flatMap((land) => drawParcels(random.fork(land.status), land));
  const linked = linkToAccounts(drawn, needs);
  return drawn.map((parcel, index) => ({
    parcelId: `parcel-${numbered(index + 1, 2)}`,
    name: `${totals.name}供地 ${numbered(index + 1, 2)} 号（生成）`,
    accountId: linked[index]!,
    areaMu: decimalText(parcel.mu),
    startPriceFen: parcel.startPrice,
    status: parcel.status === 'planned' ? 'planned' : 'on-offer',
    ...(parcel.soldFor !== undefined && { soldForFen: parcel.soldFor }),
  }));
}

interface DrawnParcel {
  readonly status: LandTotals['status'];
  readonly mu: number;
  readonly startPrice: number;
  readonly soldFor: number | undefined;
}

function drawParcels(random: Random, land: LandTotals): DrawnParcel[] {
  const mu = shareUnevenly(random, {
    total: land.mu,
    count: land.parcels,
    least: 1_000,
    spread: 0.45,
  });
  const prices = shareByWeight(
    land.price,
    mu.map((each) => each * random.uneven(0.2)),
  );
  return mu.map((each, index) => {
    const price = prices[index]!;
    const isSold = land.status === 'sold';
    return {
      status: land.status,
      mu: each,
      startPrice: isSold ? Math.floor(price * random.between(0.9, 1)) : price,
      soldFor: isSold ? price : undefined,
    };
  });
}

/** Sold parcels go where money is to be paid, others where cover is needed; the rest stay unlinked. */
function linkToAccounts(
  parcels: readonly DrawnParcel[],
  needs: ReadonlyMap<string, AccountNeed>,
): (string | null)[] {
  const paid = new Map<string, number>();
  const covered = new Map<string, number>();
  const links: (string | null)[] = parcels.map(() => null);
  const dearestFirst = parcels
    .map((_, index) => index)
    .sort((one, other) => parcels[other]!.startPrice - parcels[one]!.startPrice);
  for (const index of dearestFirst) {
    const { soldFor, startPrice } = parcels[index]!;
    const so = soldFor === undefined ? covered : paid;
    const needOf = (need: AccountNeed): number =>
      soldFor === undefined ? need.coverFen * margin : need.payFen;
    const [accountId, part] = [...needs]
      .filter(([, need]) => needOf(need) > 0)
      .map(([id, need]) => [id, (so.get(id) ?? 0) / needOf(need)] as const)
      .sort((one, other) => one[1] - other[1])[0] ?? [undefined, 1];
    if (accountId === undefined || (soldFor === undefined && part >= 1)) continue;
    links[index] = accountId;
    so.set(accountId, (so.get(accountId) ?? 0) + (soldFor ?? startPrice));
  }
  return links;
}

/** The proceeds of what was sold go to the dedicated account; without a land plan, the cover itself. */
export function makeDeposits(
  parcels: readonly ParcelPlan[],
  accounts: readonly AccountPlan[],
  needs: ReadonlyMap<string, AccountNeed>,
): DepositPlan[] {
  const proceeds = parcels.flatMap((parcel) =>
    parcel.soldForFen === undefined || parcel.accountId === null
      ? []
      : [depositOf(parcel.accountId, parcel.soldForFen, `LAND-${parcel.parcelId}`)],
  );
  const funds = accounts
    .filter((account) => account.coverageRule === 'full')
    .map(({ accountId }) => {
      const { coverFen } = needs.get(accountId)!;
      return depositOf(accountId, coverFen, `FUND-${accountId}`);
    });
  return [...proceeds, ...funds];
}

function depositOf(accountId: string, amountFen: number, bankReference: string): DepositPlan {
  return { accountId, amountFen, bankReference, purpose: accountPurpose };
}
