import { faceFen, voucherFen } from './life.fixture.ts';
import type { NewEvent, World } from './world.fixture.ts';

const inside = (type: string, data: object): NewEvent => ({ type, data, internal: true });
const published = (type: string, data: object): NewEvent => ({ type, data });

const voucherId = 'V-A-1';
const voucher = `voucher/${voucherId}`;
const purchase = 'purchase/P-2';
const ofPurchase = { unitId: 'U-2', purchaseId: 'P-2' };
const heldFen = 30_000_000;
const lostFen = 1_000_000;
const spentFen = heldFen - lostFen;

/** A second purchase: a tier ends between hold and filing, a part of the reward is lost, the buyer adds it in cash. */
export function filedForLess(world: World): void {
  reserve(world);
  const unit = 'unit/U-2';
  const filing = { filingNumber: 'F-2', usedOn: '2026-06-10', priceFen: heldFen };
  world.commit('listings', unit, [
    published('listings.unit.contracted.v1', { ...ofPurchase, priceFen: heldFen }),
  ]);
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.contracted.v1', { contractNumber: 'HT-2' }),
  ]);
  world.commit('listings', unit, [
    published('listings.unit.filed.v1', { ...ofPurchase, ...filing }),
  ]);
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.spending-began.v1', filing),
    inside('vouchers.purchase.spend-asked.v1', { ...moneyOf(heldFen), restFen: heldFen }),
  ]);
  const lost = { amountFen: lostFen, byReward: { early: lostFen }, ratedOn: '2026-06-10' };
  world.commit('vouchers', voucher, [
    published('vouchers.voucher.hold-reduced.v1', moneyOf(lostFen)),
    inside('vouchers.voucher.reward-forfeited.v1', lost),
    inside('vouchers.voucher.hold-noted.v1', { purchaseId: 'P-2' }),
    published('vouchers.voucher.spent.v1', { ...moneyOf(spentFen), usedOn: '2026-06-10' }),
    inside('vouchers.voucher.spend-answered.v1', moneyOf(spentFen)),
  ]);
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.spend-answered.v1', moneyOf(spentFen)),
    published('vouchers.purchase.used.v1', {
      ...ofPurchase,
      ...filing,
      ...partsOf(spentFen),
      topUpDueFen: lostFen,
      instalments: [stepOf(1, 'filed', spentFen - 5_000_000), stepOf(2, 'handed-over', 5_000_000)],
    }),
  ]);
  world.state('vouchers', voucher, {
    faceValueFen: faceFen,
    frozenFen: 0,
    redeemedFen: voucherFen,
    paidOutFen: 0,
    pockets: {
      available: faceFen - voucherFen - heldFen,
      held: 0,
      spent: voucherFen + spentFen,
      transferredOut: 0,
      cashedOut: 0,
      exchanged: 0,
      convertedToHome: 0,
      forfeited: lostFen,
      expired: 0,
      cancelled: 0,
    },
  });
}

function reserve(world: World): void {
  const listing = { unitId: 'U-2', developerId: 'D-1', committedPriceFen: heldFen };
  world.commit('listings', 'unit/U-2', [
    inside('listings.unit.proposed.v1', { ...listing, needsFiling: true }),
  ]);
  world.commit('listings', 'unit/U-2', [published('listings.unit.listed.v1', listing)]);
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.started.v1', {
      ...ofPurchase,
      ...partsOf(heldFen),
      priceFen: heldFen,
      topUps: [],
      lastFilingOn: '2027-03-01',
    }),
  ]);
  world.commit('vouchers', voucher, [published('vouchers.voucher.held.v1', moneyOf(heldFen))]);
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.hold-answered.v1', { voucherId, answer: 'held', reason: '' }),
    published('vouchers.purchase.reservation-requested.v1', { ...ofPurchase, priceFen: heldFen }),
  ]);
  world.commit('listings', 'unit/U-2', [
    published('listings.unit.reserved.v1', { ...ofPurchase, priceFen: heldFen }),
  ]);
  world.commit('vouchers', purchase, [published('vouchers.purchase.reserved.v1', ofPurchase)]);
}

function moneyOf(amountFen: number): object {
  return { voucherId, purchaseId: 'P-2', amountFen };
}

function partsOf(amountFen: number): object {
  const part = { voucherId, accountId: 'ACC-1', district: 'dongchangfu', amountFen };
  return { voucherFen: amountFen, parts: [part] };
}

function stepOf(number: number, after: string, amountFen: number): object {
  return { number, after, parts: [{ voucherId, amountFen }] };
}

type WrongUse = [invariant: string, record: string, change: (world: World) => void];

/** A purchase that says something else than its vouchers answered. */
const used = (change: (data: Record<string, unknown>) => void) => (world: World) => {
  filedForLess(world);
  world.alter('vouchers.purchase.used.v1', (data) => {
    if (data['purchaseId'] === 'P-2') change(data);
  });
};

export const wrongUses: Record<string, WrongUse> = {
  'a purchase that uses all that was held, though its voucher spent less': [
    'owed-equals-spent',
    `vouchers ${purchase}`,
    used((data) => Object.assign(data, partsOf(heldFen))),
  ],
  'a purchase that uses another amount than its voucher answered': [
    'purchases-step-by-step',
    `vouchers ${purchase}@0000000006`,
    used((data) => Object.assign(data, partsOf(heldFen))),
  ],
  'a shortfall that the buyer is not told': [
    'purchases-step-by-step',
    `vouchers ${purchase}@0000000006`,
    used((data) => delete data['topUpDueFen']),
  ],
  'vouchers that pay more than the price': [
    'purchases-step-by-step',
    `vouchers ${purchase}@0000000006`,
    used((data) => Object.assign(data, { priceFen: spentFen - 1, topUpDueFen: 0 })),
  ],
  'a purchase used before its voucher answered': [
    'purchases-step-by-step',
    `vouchers ${purchase}@0000000006`,
    (world) => {
      filedForLess(world);
      world.alter('vouchers.purchase.spend-answered.v1', (data) => {
        if (data['purchaseId'] === 'P-2') data['voucherId'] = 'V-9';
      });
    },
  ],
  'a voucher that spends more than it held': [
    'purchases-step-by-step',
    `vouchers ${purchase}@0000000006`,
    (world) => {
      filedForLess(world);
      world.alter('vouchers.purchase.spend-answered.v1', (data) => {
        if (data['purchaseId'] === 'P-2') data['amountFen'] = heldFen + 1;
      });
    },
  ],
  'instalments that are less than what was used': [
    'purchases-step-by-step',
    `vouchers ${purchase}@0000000006`,
    used((data) => (data['instalments'] = [stepOf(1, 'filed', spentFen - 1)])),
  ],
  'a claim for another amount than its instalment': [
    'owed-equals-spent',
    'settlement claim/P-2.2',
    (world) => {
      filedForLess(world);
      const ofClaim = { claimId: 'P-2.2', ...ofPurchase, instalment: 2, amountFen: 5_000_001 };
      world.commit('settlement', 'claim/P-2.2', [
        inside('settlement.claim.received.v1', ofClaim),
        inside('settlement.claim.checked.v1', ofClaim),
      ]);
    },
  ],
  'a claim for more than was used': [
    'owed-equals-spent',
    'vouchers purchase/P-1',
    (world) => {
      const more = { claimId: 'P-1.2', purchaseId: 'P-1', unitId: 'U-1', amountFen: 1 };
      world.commit('settlement', 'claim/P-1.2', [
        inside('settlement.claim.received.v1', more),
        inside('settlement.claim.checked.v1', more),
      ]);
    },
  ],
};
