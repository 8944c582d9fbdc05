import { faceFen, voucherFen } from './life.fixture.ts';
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
function show(world: World, pockets: Partial<typeof nothing>): void {
  world.state('vouchers', `voucher/${voucherId}`, {
    faceValueFen: faceFen,
    frozenFen: 0,
    redeemedFen: voucherFen,
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

/** How the life may go on, each by the rules. */
export const laterLives: Record<string, (world: World) => void> = {
  'a rescission after payment': rescinded,
};
