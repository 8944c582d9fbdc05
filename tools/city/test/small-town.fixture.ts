import { readTotals } from '../src/town/published.ts';
import type { Town } from '../src/town/plan.ts';
import { makeTown } from '../src/town/town.ts';

/** A district about thirty times smaller than the pilot, with everything the pilot has. */
const smallTotals = readTotals(`
district: dongchangfu
name: 小城区
idRegion: '371599'
pack: { packId: dongchangfu, version: 1, parts: [liaocheng/city.yaml, liaocheng/dongchangfu.yaml] }
quota: { amount: 100000000, decision: 测试 }
projects: { undelivered: 4, switched: 3, households: 400, area: 90000.00 }
vouchers: { count: 44, face: 70000000 }
sales: { contracted: 30, filed: 20, filedSales: 27000000, filedArea: 2500.00, used: 26000000, paid: 7800000 }
areas:
  - { areaId: nanguan-beigu, name: 甲片区, project: 甲项目, households: 43, vouchers: 26, voucherArea: legal, basePrice: { from: 8600, to: 9800 } }
  - { areaId: dengwang, name: 乙片区, project: 乙项目, households: 24, legalArea: 9000.00, vouchers: 18, voucherArea: 3400.00, replacementHomes: 4, basePrice: { from: 8000, to: 8800 } }
land:
  - { status: sold, parcels: 4, mu: 160.00, price: 60000000 }
  - { status: planned, parcels: 12, mu: 900.00, price: 300000000 }
`);

export function smallTown(seed = 1): Town {
  return makeTown({ seed, totals: [smallTotals] });
}

/** The same town with one household's voucher area larger by ten square metres; it buys nothing. */
export function withLargerHousehold(town: Town): { town: Town; basePriceFen: number } {
  const buyers = new Set(town.purchases.map(({ householdId }) => householdId));
  const [plan, ...others] = town.districts;
  const chosen = plan!.households.find(
    ({ householdId, areaId, agreement }) =>
      areaId === 'nanguan-beigu' && agreement?.choice === 'voucher' && !buyers.has(householdId),
  )!;
  const larger = (Number(chosen.legalArea) + 10).toFixed(2);
  const households = plan!.households.map((household) =>
    household === chosen
      ? {
          ...household,
          legalArea: larger,
          agreement: { ...household.agreement!, voucherArea: larger },
        }
      : household,
  );
  const { basePriceFen } = plan!.areas.find(({ areaId }) => areaId === chosen.areaId)!;
  return {
    town: { ...town, districts: [{ ...plan!, households }, ...others] },
    basePriceFen,
  };
}
