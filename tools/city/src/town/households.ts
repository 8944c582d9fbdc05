import type { AreaValue } from './base-prices.ts';
import type { AgreementPlan, HouseholdPlan, MemberPlan } from './plan.ts';
import type { AreaTotals } from './published.ts';
import type { Random } from './random.ts';
import { shareByWeight, shareUnevenly, shareWithinCaps } from './shares.ts';
import { decimalText, numbered } from './words.ts';

/** Least legal and voucher areas of a household, in hundredths of m². */
const leastArea = 6_000;
const usualArea = 17_000;

/**
 * The households of one area: the first ones take vouchers, the next replacement homes, the others
 * have not chosen. Then they are shuffled, so that house numbers tell nothing.
 */
export function makeHouseholds(
  random: Random,
  of: { area: AreaTotals; value: AreaValue; family: () => MemberPlan[] },
): HouseholdPlan[] {
  const { area, value } = of;
  if (area.households === 0) return [];
  const areas = drawAreas(random.fork('areas'), area, value);
  const titleParts = random.fork('title');
  const agreementOf = (index: number, householdNumber: string): AgreementPlan | undefined => {
    const agreementId = `agreement-${area.areaId}-${householdNumber}`;
    if (index < area.vouchers) {
      const voucherArea = areas.voucher[index]!;
      const agreedFace = area.faces?.[index];
      return {
        agreementId,
        choice: 'voucher',
        voucherArea: decimalText(voucherArea),
        amounts: agreedFace === undefined ? {} : { faceAmountFen: agreedFace },
        expectedFaceFen: agreedFace ?? voucherArea * value.basePrice,
      };
    }
    if (index >= area.vouchers + area.replacementHomes) return undefined;
    return {
      agreementId,
      choice: 'replacement-home',
      voucherArea: '0.00',
      amounts: {},
      expectedFaceFen: 0,
    };
  };
  const order = random.fork('order').shuffled(areas.legal.map((_, index) => index));
  return order.map((index, place) => {
    const householdNumber = numbered(place + 1);
    const legalArea = areas.legal[index]!;
    const agreement = agreementOf(index, householdNumber);
    return {
      householdId: `household-${area.areaId}-${householdNumber}`,
      areaId: area.areaId,
      titleArea: decimalText(Math.floor(legalArea * titleParts.between(0.75, 1))),
      legalArea: decimalText(legalArea),
      members: of.family(),
      ...(agreement && { agreement }),
    };
  });
}

/** Legal areas of all households, and how much of the first ones' becomes vouchers. */
function drawAreas(
  random: Random,
  area: AreaTotals,
  value: AreaValue,
): { legal: number[]; voucher: number[] } {
  const { households, vouchers } = area;
  if (area.voucherArea === 'legal' && value.voucherArea !== undefined) {
    const voucher = shareUnevenly(random, {
      total: value.voucherArea,
      count: vouchers,
      least: leastArea,
      spread: 0.45,
    });
    const rest = Array.from({ length: households - vouchers }, () =>
      Math.floor(leastArea + (usualArea - leastArea) * random.uneven(0.4)),
    );
    return { legal: [...voucher, ...rest], voucher };
  }
  const legal = shareUnevenly(random, {
    total: area.legalArea ?? usualArea * households,
    count: households,
    least: Math.floor(((area.legalArea ?? usualArea * households) / households) * 0.5),
    spread: 0.5,
  });
  if (vouchers === 0) return { legal, voucher: [] };
  const caps = legal.slice(0, vouchers);
  const voucher = shareWithinCaps(random, {
    total: value.voucherArea ?? caps.reduce((sum, cap) => sum + cap, 0),
    caps,
    lowestPart: 0.4,
  });
  return { legal, voucher };
}

/** Planned households and areas of the projects that are no pilots, so that the totals come out. */
export function sharePlans(
  random: Random,
  of: { households: number; area: number; count: number },
): { households: number; area: number }[] {
  const households = shareUnevenly(random, {
    total: of.households,
    count: of.count,
    least: 60,
    spread: 0.6,
  });
  const areas = shareByWeight(
    of.area,
    households.map((count) => count * random.uneven(0.15)),
  );
  return households.map((count, index) => ({ households: count, area: areas[index]! }));
}
