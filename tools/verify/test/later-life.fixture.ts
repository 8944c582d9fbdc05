import { depositFen, faceFen, voucherFen } from './life.fixture.ts';
import { livesWithRewards } from './rewards.fixture.ts';
import { filedForLess } from './short-filing.fixture.ts';
import type { NewEvent, World } from './world.fixture.ts';

const inside = (type: string, data: object): NewEvent => ({ type, data, internal: true });
const published = (type: string, data: object): NewEvent => ({ type, data });

const voucherId = 'V-A-1';
const sold = { unitId: 'U-1', purchaseId: 'P-1' };
const nothing = {
  available: 0,
  held: 0,
  spent: 0,
  transferredOut: 0,
  cashedOut: 0,
  exchanged: 0,
  convertedToHome: 0,
  forfeited: 0,
  expired: 0,
  cancelled: 0,
};

/** What the voucher's view shows. */
function show(world: World, pockets: Partial<typeof nothing>, paidOutFen = 0): void {
  world.state('vouchers', `voucher/${voucherId}`, {
    faceValueFen: faceFen,
    frozenFen: 0,
    redeemedFen: voucherFen,
    paidOutFen,
    pockets: { ...nothing, ...pockets },
  });
}

/** The paid and completed purchase of the whole life is rescinded: money back by rule, the payment to be recovered. */
export function rescinded(world: World): void {
  world.commit('listings', 'unit/U-1', [
    published('listings.unit.filing-revoked.v1', { ...sold, filingNumber: 'F-1' }),
  ]);
  const due = { ...sold, developerId: 'D-1', amountFen: voucherFen };
  world.commit('vouchers', 'purchase/P-1', [
    published('vouchers.purchase.ended.v1', { ...sold, ending: 'rescinded' }),
    inside('vouchers.purchase.money-restored.v1', { purchaseId: 'P-1' }),
    published('vouchers.purchase.recovery-due.v1', due),
  ]);
  const restored = { voucherId, purchaseId: 'P-1', amountFen: voucherFen };
  const lost = { amountFen: 1_000, byReward: { early: 1_000 }, ratedOn: '2027-03-01' };
  const moved = { voucherId, expiresOn: '2027-05-01', reason: 'late-rescission' };
  world.commit('vouchers', `voucher/${voucherId}`, [
    inside('vouchers.voucher.reward-rated.v1', { ratedOn: '2027-03-01' }),
    published('vouchers.voucher.restored.v1', restored),
    inside('vouchers.voucher.reward-forfeited.v1', lost),
    inside('vouchers.voucher.reward-taken-back.v1', { purchaseId: 'P-1', byReward: {} }),
    published('vouchers.voucher.deadline-moved.v1', moved),
  ]);
  show(world, { available: faceFen - 1_000, forfeited: 1_000 });
}

const ofHolder = { voucherId, district: 'dongchangfu', accountId: 'ACC-1', holder: 'person-1' };

/** What is left is cashed out: a part of it is lost, the rest is paid to the holder through two people. */
export function cashedOut(world: World): void {
  const claimId = 'V-A-1.1';
  const cashFen = faceFen - voucherFen - 5_000;
  const owed = { ...ofHolder, claimId, askedBy: 'holder-1', payBy: null };
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.cashed-out.v1', {
      ...owed,
      cashedOutFen: cashFen,
      forfeitedFen: 5_000,
    }),
  ]);
  payHolder(world, { claimId, amountFen: cashFen, purpose: 'cash-out' });
  show(world, { spent: voucherFen, cashedOut: cashFen, forfeited: 5_000 }, cashFen);
}

/** What is left expires and is exchanged, less the reward that belongs to it, with interest. */
export function exchanged(world: World): void {
  const claimId = 'V-A-1.1';
  const leftFen = faceFen - voucherFen;
  const owed = { ...ofHolder, claimId, askedBy: 'holder-1', payBy: null, forfeitedFen: 4_000 };
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.expired.v1', { ...ofHolder, expiredFen: leftFen }),
  ]);
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.exchanged.v1', {
      ...owed,
      exchangedFen: leftFen - 4_000,
      interestFen: 700,
    }),
  ]);
  payHolder(world, { claimId, amountFen: leftFen - 3_300, purpose: 'exchange' });
  show(world, { spent: voucherFen, exchanged: leftFen - 4_000, forfeited: 4_000 }, leftFen - 3_300);
}

function becameHome(world: World): void {
  const leftFen = faceFen - voucherFen;
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.expired.v1', { ...ofHolder, expiredFen: leftFen }),
    published('vouchers.voucher.converted-to-home.v1', { ...ofHolder, amountFen: leftFen }),
  ]);
  show(world, { spent: voucherFen, convertedToHome: leftFen });
}

/** What is left goes to another household: a new voucher that names the old endorsement. */
export function transferred(world: World): void {
  const amountFen = faceFen - voucherFen;
  const newVoucherId = `${voucherId}.T1`;
  const { hash } = world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.transferred-out.v1', { ...ofHolder, newVoucherId, amountFen }),
    inside('vouchers.voucher.transfer-planned.v1', { transfersMade: 1 }),
  ]);
  world.commit('vouchers', `voucher/${newVoucherId}`, [
    published('vouchers.voucher.received.v1', {
      ...ofHolder,
      voucherId: newVoucherId,
      voucherNumber: 'DONGCHANGFU-2026-0000001-T1',
      fromVoucherId: voucherId,
      fromHash: hash,
      faceValueFen: amountFen,
      expiresOn: '2027-03-01',
    }),
    inside('vouchers.voucher.origin-noted.v1', { issuanceId: 'A-1', transfersMade: 1 }),
    inside('vouchers.voucher.terms-fixed.v1', { components: {} }),
  ]);
  show(world, { spent: voucherFen, transferredOut: amountFen });
  world.state('vouchers', `voucher/${newVoucherId}`, {
    faceValueFen: amountFen,
    frozenFen: 0,
    redeemedFen: 0,
    paidOutFen: 0,
    pockets: { ...nothing, available: amountFen },
  });
}

/** A claim of the holder from opening to payment, endorsed on the voucher. */
function payHolder(
  world: World,
  of: { claimId: string; amountFen: number; purpose: string },
): void {
  const { claimId, amountFen } = of;
  const stream = `holder-claim/${claimId}`;
  const order = { claimId, accountId: 'ACC-1', orderId: `${claimId}.ACC-1`, amountFen };
  const step = (subject: string, ...events: NewEvent[]): void => {
    world.commit('settlement', stream, events, { subject });
  };
  world.commit('settlement', stream, [
    published('settlement.holder-claim.opened.v1', { ...ofHolder, ...of, payBy: null }),
    inside('settlement.holder-claim.asked.v1', { claimId, askedBy: 'holder-1' }),
  ]);
  step('officer-1', inside('settlement.holder-claim.reviewed.v1', { claimId, by: 'officer-1' }));
  step('officer-2', inside('settlement.holder-claim.approved.v1', { ...order, by: 'officer-2' }));
  const account = 'account/ACC-1';
  world.commit('settlement', account, [inside('settlement.account.payment-ordered.v1', order)]);
  const paid = { ...order, bankReference: 'OUT-2', paidOn: '2026-05-01' };
  step(
    'bank-1',
    inside('settlement.holder-claim.order-paid.v1', paid),
    published('settlement.holder-claim.paid.v1', { ...ofHolder, ...paid }),
  );
  world.commit('settlement', account, [inside('settlement.account.payment-confirmed.v1', paid)]);
  world.state('settlement', account, {
    depositedFen: depositFen,
    freeFen: depositFen - voucherFen - amountFen,
    orderedFen: 0,
    paidFen: voucherFen + amountFen,
    coveredFen: faceFen,
    forecastFen: 900,
  });
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.paid-out.v1', { voucherId, claimId, amountFen }),
  ]);
}

/** How the life may go on, each by the rules. */
export const laterLives: Record<string, (world: World) => void> = {
  'a purchase filed after a tier of its reward ended': filedForLess,
  ...livesWithRewards,
  'a rescission after payment': rescinded,
  'a balance that was cashed out': cashedOut,
  'an exchange at expiry, with interest': exchanged,
  'a transfer to another household': transferred,
  'a balance that became a replacement home': becameHome,
};
