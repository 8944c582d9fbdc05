import type { HomeDraft } from './market.ts';
import type { HouseholdPlan, PurchaseStage } from './plan.ts';
import type { SalesTotals } from './published.ts';
import type { Random } from './random.ts';
import { shareByWeight, shareUnevenly, shareWithinCaps } from './shares.ts';
import type { TopUp } from './words.ts';

/** A purchase before it has a unit: who buys, for how much, how far it goes. */
export interface PurchaseDraft extends HomeDraft {
  readonly household: HouseholdPlan;
  /** Which member buys. */
  readonly buyer: number;
  readonly voucherFen: number;
  readonly topUps: readonly TopUp[];
  readonly stage: PurchaseStage;
}

/** A share of the purchases, by number. */
const parts = { twoUnits: 0.05, claimed: 0.025, handedOver: 0.05 };

interface Slot {
  readonly household: HouseholdPlan;
  /** The most that the voucher can pay here. */
  readonly capFen: number;
  /** The price is above the cap: the household pays the rest itself. */
  readonly hasTopUp: boolean;
}

/**
 * Who buys what: some vouchers buy two units, most one, some none. A purchase is either covered by
 * its voucher, or takes the whole voucher first and the household tops up. Sums over the filed
 * ones are the published sales, area and voucher money; those of the completed ones what was paid.
 */
export function makePurchases(
  random: Random,
  households: readonly HouseholdPlan[],
  sales: SalesTotals,
): PurchaseDraft[] {
  const slots = random.fork('order').shuffled(makeSlots(random.fork('slots'), households, sales));
  const filed = slots.slice(0, sales.filed);
  const later = slots.slice(sales.filed);
  const paidCount = Math.round((sales.filed * sales.paid) / sales.used);
  const completed = filed.slice(0, paidCount);
  const rest = filed.slice(paidCount);
  const money = random.fork('money');
  const voucher = [
    ...voucherMoney(money, completed, sales.paid),
    ...voucherMoney(money, rest, sales.used - sales.paid),
    ...later.map((slot) =>
      slot.hasTopUp ? slot.capFen : Math.floor(slot.capFen * money.between(0.6, 1)),
    ),
  ];
  const topUps = topUpMoney(money, slots, sales);
  const prices = slots.map((_, index) => voucher[index]! + topUps[index]!);
  const areas = homeAreas(random.fork('homes'), prices, sales);
  const buyers = random.fork('buyers');
  const kinds = random.fork('top-ups');
  return slots.map(({ household }, index) => ({
    household,
    buyer: drawBuyer(buyers, household),
    priceFen: prices[index]!,
    area: areas[index]!,
    voucherFen: voucher[index]!,
    topUps: splitTopUp(kinds, topUps[index]!),
    stage: stageOf(index, { paidCount, sales }),
  }));
}

/** The holder, sometimes a co-owner: relatives would need papers that the counter checks. */
function drawBuyer(random: Random, household: HouseholdPlan): number {
  const coOwner = household.members.findIndex((member) => member.kinship === 'co-owner');
  return coOwner > 0 && random.next() < 0.4 ? coOwner : 0;
}

/** The larger a voucher, the likelier it is used; the largest of those buy two units. */
function makeSlots(
  random: Random,
  households: readonly HouseholdPlan[],
  sales: SalesTotals,
): Slot[] {
  const faceOf = (household: HouseholdPlan): number => household.agreement!.expectedFaceFen;
  const twoCount = Math.floor(sales.contracted * parts.twoUnits);
  const users = households
    .filter((household) => household.agreement?.choice === 'voucher')
    .map((household) => ({ household, rank: faceOf(household) * random.between(0.6, 1.4) }))
    .sort((one, other) => other.rank - one.rank)
    .slice(0, sales.contracted - twoCount)
    .map(({ household }) => household)
    .sort((one, other) => faceOf(other) - faceOf(one));
  if (users.length < sales.contracted - twoCount) throw new Error('Too few vouchers to buy with');
  return users.flatMap((household, index) => {
    const face = faceOf(household);
    const half = Math.floor(face / 2);
    if (index < twoCount) {
      return [half, face - half].map((capFen) => ({ household, capFen, hasTopUp: false }));
    }
    // The smaller vouchers are those that do not reach.
    const isSmall = index > users.length / 2;
    return [{ household, capFen: face, hasTopUp: isSmall && index % 5 === 0 }];
  });
}

/** Voucher first: a topped-up purchase takes the whole voucher; the others share what is left. */
function voucherMoney(random: Random, slots: readonly Slot[], total: number): number[] {
  const covered = slots.filter((slot) => !slot.hasTopUp);
  const whole = slots.reduce((sum, slot) => sum + (slot.hasTopUp ? slot.capFen : 0), 0);
  const shares = shareWithinCaps(random, {
    total: total - whole,
    caps: covered.map((slot) => slot.capFen),
    lowestPart: 0.6,
  });
  let next = 0;
  return slots.map((slot) => (slot.hasTopUp ? slot.capFen : shares[next++]!));
}

/** Sales less voucher money is what households paid themselves for the filed contracts. */
function topUpMoney(random: Random, slots: readonly Slot[], sales: SalesTotals): number[] {
  const total = sales.filedSales - sales.used;
  const withTopUp = slots.filter((slot, index) => slot.hasTopUp && index < sales.filed);
  const shares = shareUnevenly(random, {
    total,
    count: withTopUp.length,
    least: 1_000_00,
    spread: 0.6,
  });
  let next = 0;
  return slots.map((slot, index) => {
    if (!slot.hasTopUp) return 0;
    return index < sales.filed ? shares[next++]! : random.whole(10_000, 600_000) * 100;
  });
}

/** Sizes in proportion to prices; the filed ones come to the published area. */
function homeAreas(random: Random, prices: readonly number[], sales: SalesTotals): number[] {
  const weights = prices.map((price) => price * random.uneven(0.08));
  const filed = shareByWeight(sales.filedArea, weights.slice(0, sales.filed));
  const areaPerFen = sales.filedArea / sales.filedSales;
  return [
    ...filed,
    ...weights.slice(sales.filed).map((weight) => Math.max(1_000, Math.round(weight * areaPerFen))),
  ];
}

function splitTopUp(random: Random, amountFen: number): TopUp[] {
  if (amountFen === 0) return [];
  const kind = random.pick(['own-funds', 'commercial-loan', 'provident-fund-loan'] as const);
  if (kind === 'own-funds' || random.next() < 0.5) return [{ kind, amountFen }];
  const own = Math.floor(amountFen * random.between(0.2, 0.5));
  return [
    { kind: 'own-funds', amountFen: own },
    { kind, amountFen: amountFen - own },
  ];
}

function stageOf(index: number, of: { paidCount: number; sales: SalesTotals }): PurchaseStage {
  const { paidCount, sales } = of;
  const claimedUntil = paidCount + Math.round(sales.filed * parts.claimed);
  const handedOverUntil = claimedUntil + Math.round(sales.filed * parts.handedOver);
  if (index < paidCount) return 'completed';
  if (index < claimedUntil) return 'claimed';
  if (index < handedOverUntil) return 'handed-over';
  return index < sales.filed ? 'filed' : 'contracted';
}
