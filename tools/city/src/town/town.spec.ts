import { readFileSync } from 'node:fs';
import { loadPack, quoteFace } from '@fangpiao/policy';
import type { PolicyPack } from '@fangpiao/policy';
import { isCreditCode, isNationalId } from '@fangpiao/values';
import type { Area, Fen } from '@fangpiao/values';
import { hasReached } from './plan.ts';
import type { HouseholdPlan, Town } from './plan.ts';
import { publishedTotals } from './published.ts';
import { makeTown } from './town.ts';
import { decimalText, hundredthsOf } from './words.ts';

const totals = publishedTotals();
const published = totals[0]!;
const seeds = [1, 2, 3, 20_240_531];
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const townOf = (seed: number): Town => makeTown({ seed, totals });
const districtOf = (town: Town) => town.districts[0]!;
const pack = dongchangfuPack();

describe.each(seeds)('the town of seed %i', (seed) => {
  const town = townOf(seed);
  const district = districtOf(town);
  const inArea = (areaId: string) =>
    district.households.filter((household) => household.areaId === areaId);

  test('has the published vouchers, face value and households', () => {
    expect(faces(district.households)).toHaveLength(1257);
    expect(sum(faces(district.households))).toBe(2_004_000_000_00);
    expect(faces(inArea('nanguan-beigu'))).toHaveLength(722);
    expect(Math.round((722 / inArea('nanguan-beigu').length) * 100)).toBe(61);
    expect(faces(inArea('dengwang'))).toHaveLength(535);
  });

  test('has the published households and areas of each pilot area', () => {
    const legal = (areaId: string) =>
      decimalText(sum(inArea(areaId).map((household) => hundredthsOf(household.legalArea))));
    expect([inArea('dengwang').length, legal('dengwang')]).toEqual([718, '320000.00']);
    const vouchers = inArea('dengwang').map((each) => each.agreement?.voucherArea ?? '0.00');
    expect(decimalText(sum(vouchers.map(hundredthsOf)))).toBe('100500.00');
    expect([inArea('beigao-zhanglou').length, legal('beigao-zhanglou')]).toEqual([
      631,
      '145100.00',
    ]);
    const homes = inArea('beigao-zhanglou').filter((household) => household.agreement);
    expect(homes.map((household) => household.agreement?.choice)).toEqual(
      Array.from({ length: 204 }, () => 'replacement-home'),
    );
  });

  test('has the published projects', () => {
    const { projects } = district;
    expect(projects).toHaveLength(49);
    expect(projects.filter((project) => project.switchedToVoucher)).toHaveLength(17);
    expect(sum(projects.map((project) => project.plannedHouseholds))).toBe(23_231);
    expect(decimalText(sum(projects.map(({ plannedArea }) => hundredthsOf(plannedArea))))).toBe(
      '9200000.00',
    );
  });

  test('has the published purchases, money and floor area', () => {
    const filed = town.purchases.filter((purchase) => hasReached(purchase, 'filed'));
    const areas = new Map(town.units.map((unit) => [unit.unitId, hundredthsOf(unit.area)]));
    expect([town.purchases.length, filed.length]).toEqual([874, 601]);
    expect(sum(filed.map((purchase) => purchase.priceFen))).toBe(810_000_000_00);
    expect(sum(filed.map((purchase) => purchase.voucherFen))).toBe(788_000_000_00);
    expect(sum(filed.map((purchase) => areas.get(purchase.unitId)!))).toBe(74_900_00);
    const paid = filed.filter((purchase) => purchase.stage === 'completed');
    expect(sum(paid.map((purchase) => purchase.voucherFen))).toBe(233_000_000_00);
  });

  test('never spends more than a voucher holds, and spends the voucher first', () => {
    const left = new Map(
      district.households.map((each) => [each.householdId, each.agreement?.expectedFaceFen ?? 0]),
    );
    for (const { householdId, priceFen, voucherFen, topUps } of town.purchases) {
      const available = left.get(householdId)!;
      expect(voucherFen).toBe(Math.min(priceFen, available));
      expect(voucherFen + sum(topUps.map((topUp) => topUp.amountFen))).toBe(priceFen);
      left.set(householdId, available - voucherFen);
    }
    const committed = new Map(town.units.map((unit) => [unit.unitId, unit.committedPriceFen]));
    expect(
      town.purchases.filter(({ unitId, priceFen }) => priceFen > committed.get(unitId)!),
    ).toEqual([]);
  });

  test('has the published land plan, which covers the vouchers and pays the claims', () => {
    const { parcels, accounts, households, deposits } = district;
    expect(parcels).toHaveLength(56);
    expect(decimalText(sum(parcels.map((parcel) => hundredthsOf(parcel.areaMu))))).toBe('2788.67');
    expect(sum(parcels.map((parcel) => parcel.soldForFen ?? parcel.startPriceFen))).toBe(
      7_558_000_000_00,
    );
    const sold = parcels.filter((parcel) => parcel.soldForFen !== undefined);
    expect([sold.length, sum(sold.map((parcel) => parcel.soldForFen!))]).toEqual([
      11, 955_000_000_00,
    ]);
    const offered = parcels.filter(
      (parcel) => parcel.status === 'on-offer' && parcel.soldForFen === undefined,
    );
    expect([offered.length, sum(offered.map((parcel) => parcel.startPriceFen))]).toEqual([
      14, 1_014_000_000_00,
    ]);
    const accountOf = new Map(district.areas.map((area) => [area.areaId, area.accountId]));
    const householdOf = new Map(households.map((each) => [each.householdId, each]));
    for (const { accountId } of accounts) {
      const own = households.filter((each) => accountOf.get(each.areaId) === accountId);
      const forecast = parcels.filter(
        (parcel) => parcel.accountId === accountId && parcel.soldForFen === undefined,
      );
      expect(sum(forecast.map((parcel) => parcel.startPriceFen))).toBeGreaterThanOrEqual(
        sum(faces(own)),
      );
      const paid = town.purchases.filter(
        ({ stage, householdId }) =>
          stage === 'completed' &&
          accountOf.get(householdOf.get(householdId)!.areaId) === accountId,
      );
      const deposited = deposits.filter((deposit) => deposit.accountId === accountId);
      expect(sum(deposited.map((deposit) => deposit.amountFen))).toBeGreaterThanOrEqual(
        sum(paid.map((purchase) => purchase.voucherFen)),
      );
    }
  });

  test('has valid numbers that belong to nobody, and each thing once', () => {
    const people = town.districts
      .flatMap((each) => each.households)
      .flatMap((each) => each.members);
    const ids = people.map((person) => person.nationalId);
    expect(ids.filter((id) => !isNationalId(id) || !/^(371599|530199)/.test(id))).toEqual([]);
    expect(town.developers.filter(({ creditCode }) => !isCreditCode(creditCode))).toEqual([]);
    const units = town.units.map((unit) => unit.unitId);
    for (const all of [ids, units]) expect(new Set(all).size).toBe(all.length);
  });

  test('is quoted by the pack as expected', () => {
    for (const household of district.households.slice(0, 50)) {
      if (household.agreement?.choice !== 'voucher') continue;
      expect(quoted(town, household)).toBe(household.agreement.expectedFaceFen);
    }
  });
});

test('equal seeds give equal towns, others do not', () => {
  expect(townOf(7)).toEqual(townOf(7));
  expect(townOf(7).purchases).not.toEqual(townOf(8).purchases);
});

test('the face follows from the areas: one larger household, a larger sum', () => {
  const town = townOf(1);
  const household = districtOf(town).households.find(
    (each) => each.agreement?.choice === 'voucher',
  )!;
  const agreement = household.agreement!;
  const larger = {
    ...household,
    agreement: {
      ...agreement,
      voucherArea: decimalText(hundredthsOf(agreement.voucherArea) + 1_000),
    },
  };
  const price = districtOf(town).areas.find((area) => area.areaId === household.areaId)!;
  expect(quoted(town, larger) - quoted(town, household)).toBe(10 * price.basePriceFen);
});

function faces(households: readonly HouseholdPlan[]): number[] {
  return households.flatMap(({ agreement }) =>
    agreement?.choice === 'voucher' ? [agreement.expectedFaceFen] : [],
  );
}

function quoted(town: Town, household: HouseholdPlan): number {
  const area = districtOf(town).areas.find((each) => each.areaId === household.areaId)!;
  const answer = quoteFace(pack, {
    inputs: {
      legalArea: household.agreement!.voucherArea as Area,
      basePriceFen: area.basePriceFen as Fen,
    },
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.quote.faceValueFen;
}

function dongchangfuPack(): PolicyPack {
  const folder = new URL('../../../../libs/policy/packs/', `file://${__filename}`);
  const parts = published.pack.parts.map((file) => ({
    file,
    text: readFileSync(new URL(file, folder), 'utf8'),
  }));
  const loaded = loadPack(parts);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}
