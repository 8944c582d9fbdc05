import { voucherFen, faceFen, depositFen } from './life.fixture.ts';
import { filedForLess } from './short-filing.fixture.ts';
import type { NewEvent, World } from './world.fixture.ts';

const inside = (type: string, data: object): NewEvent => ({ type, data, internal: true });
const published = (type: string, data: object): NewEvent => ({ type, data });

const voucherId = 'V-A-1';
const voucher = `voucher/${voucherId}`;
const amountFen = 600_000;
const claimId = 'V-A-1.1';
const stream = `holder-claim/${claimId}`;
const ofClaim = {
  claimId,
  voucherId,
  district: 'dongchangfu',
  holder: 'person-1',
  accountId: 'ACC-1',
  amountFen,
};
const reward = { ...ofClaim, purchaseId: 'P-2', reward: 'soon' };

/** A second purchase has earned a reward beside the face; settlement has opened its claim. */
function earned(world: World): void {
  filedForLess(world);
  world.commit('vouchers', voucher, [
    inside('vouchers.voucher.reward-earned.v1', {
      purchaseId: 'P-2',
      byReward: { soon: amountFen },
    }),
    published('vouchers.voucher.reward-due.v1', { ...reward, on: '2026-06-10' }),
  ]);
  world.commit('settlement', stream, [
    published('settlement.holder-claim.reward-opened.v1', reward),
  ]);
}

function pay(world: World, ...more: NewEvent[]): void {
  const order = { ...ofClaim, orderId: `${claimId}.ACC-1` };
  const step = (subject: string, ...events: NewEvent[]): void => {
    world.commit('settlement', stream, events, { subject });
  };
  step('officer-1', inside('settlement.holder-claim.reviewed.v1', { claimId, by: 'officer-1' }));
  step('officer-2', inside('settlement.holder-claim.approved.v1', { ...order, by: 'officer-2' }));
  const account = 'account/ACC-1';
  world.commit('settlement', account, [inside('settlement.account.payment-ordered.v1', order)]);
  const paid = { ...order, bankReference: 'OUT-3', paidOn: '2026-07-01' };
  step(
    'bank-1',
    inside('settlement.holder-claim.order-paid.v1', paid),
    published('settlement.holder-claim.paid.v1', paid),
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
  world.commit('vouchers', voucher, [
    published('vouchers.voucher.paid-out.v1', { voucherId, claimId, amountFen }),
    ...more,
  ]);
  world.amend('vouchers', voucher, { paidOutFen: amountFen });
}

export function rewardPaid(world: World): void {
  earned(world);
  pay(world);
}

/** The contract is rescinded before the reward was paid: the claim is withdrawn. */
export function rewardWithdrawn(world: World): void {
  earned(world);
  rescind(world, published('vouchers.voucher.reward-withdrawn.v1', reward));
  world.commit('settlement', stream, [published('settlement.holder-claim.withdrawn.v1', ofClaim)]);
}

/** The contract is rescinded when the reward is paid: it is to be recovered from the holder. */
export function rewardToRecover(world: World): void {
  rewardPaid(world);
  rescind(world, published('vouchers.voucher.reward-recovery-due.v1', reward));
}

/** The bank pays what was withdrawn too late: it is to be recovered then. */
export function rewardPaidTooLate(world: World): void {
  earned(world);
  rescind(world, published('vouchers.voucher.reward-withdrawn.v1', reward));
  world.commit('settlement', stream, [inside('settlement.holder-claim.revoked.v1', { claimId })]);
  pay(world, published('vouchers.voucher.reward-recovery-due.v1', reward));
}

function rescind(world: World, takenBack: NewEvent): void {
  const ofPurchase = { unitId: 'U-2', purchaseId: 'P-2' };
  world.commit('listings', 'unit/U-2', [
    published('listings.unit.filing-revoked.v1', { ...ofPurchase, filingNumber: 'F-2' }),
  ]);
  world.commit('vouchers', 'purchase/P-2', [
    published('vouchers.purchase.ended.v1', { ...ofPurchase, ending: 'rescinded' }),
    inside('vouchers.purchase.money-restored.v1', { purchaseId: 'P-2' }),
  ]);
  const spentFen = 29_000_000;
  const restored = { voucherId, purchaseId: 'P-2', amountFen: spentFen };
  world.commit('vouchers', voucher, [
    published('vouchers.voucher.restored.v1', restored),
    inside('vouchers.voucher.reward-taken-back.v1', { purchaseId: 'P-2', byReward: {} }),
    takenBack,
  ]);
  const pockets = world.stateOf('vouchers', voucher)['pockets'] as Record<string, number>;
  const available = pockets['available']! + spentFen;
  world.amend('vouchers', voucher, { pockets: { ...pockets, available, spent: voucherFen } });
}

type WrongReward = [invariant: string, record: string, change: (world: World) => void];

export const wrongRewards: Record<string, WrongReward> = {
  'a reward paid that was taken back, and nobody wants it back': [
    'holder-claims-equal-payouts',
    `vouchers ${voucher}`,
    (world) => {
      earned(world);
      rescind(world, published('vouchers.voucher.reward-withdrawn.v1', reward));
      pay(world);
    },
  ],
  'a claim withdrawn for a reward that is still due': [
    'holder-claims-equal-payouts',
    `vouchers ${voucher}`,
    (world) => {
      earned(world);
      world.commit('settlement', stream, [
        published('settlement.holder-claim.withdrawn.v1', ofClaim),
      ]);
    },
  ],
  'a reward due that settlement never opened': [
    'holder-claims-equal-payouts',
    `vouchers ${voucher}`,
    (world) => {
      filedForLess(world);
      world.commit('vouchers', voucher, [published('vouchers.voucher.reward-due.v1', reward)]);
    },
  ],
  'a reward for a purchase that spent nothing': [
    'pockets-moves-allowed',
    `vouchers ${voucher}@0000000007`,
    (world) => {
      const unearned = { ...reward, purchaseId: 'P-9' };
      world.commit('vouchers', voucher, [published('vouchers.voucher.reward-due.v1', unearned)]);
    },
  ],
  'a reward paid after its claim was withdrawn': [
    'holder-claims-paid-once',
    `settlement ${stream}@0000000005`,
    (world) => {
      rewardWithdrawn(world);
      pay(world);
    },
  ],
};

export const livesWithRewards: Record<string, (world: World) => void> = {
  'a reward earned by use and paid': rewardPaid,
  'a reward withdrawn by a rescission': rewardWithdrawn,
  'a reward paid and to be recovered': rewardToRecover,
  'a reward paid too late to be withdrawn': rewardPaidTooLate,
};
