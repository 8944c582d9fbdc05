import { faceFen, priceFen, voucherFen } from './life.fixture.ts';
import { cashedOut, exchanged, rescinded, transferred } from './later-life.fixture.ts';
import type { World } from './world.fixture.ts';

const inside = (type: string, data: object) => ({ type, data, internal: true });
const published = (type: string, data: object) => ({ type, data });
const onVoucher = { voucherId: 'V-A-1', purchaseId: 'P-1' };
const voucher = 'voucher/V-A-1';
const account = 'account/ACC-1';

/** Money the voucher has or moves: what a service with a bug would commit, every hash in order. */
export const wrongHistories: Record<
  string,
  [invariant: string, record: string, change: (world: World) => void]
> = {
  'a pocket below zero': [
    'pockets-moves-allowed',
    'vouchers voucher/V-A-1@0000000007',
    (world) => {
      const held = { ...onVoucher, purchaseId: 'P-2', amountFen: faceFen };
      world.commit('vouchers', voucher, [published('vouchers.voucher.held.v1', held)]);
    },
  ],
  'an amount that is none': [
    'pockets-add-up',
    'vouchers voucher/V-A-1@0000000001',
    (world) => world.alter('vouchers.voucher.issued.v1', (data) => (data['faceValueFen'] = 0.5)),
  ],
  'an event of a voucher that nobody knows': [
    'pockets-moves-allowed',
    'vouchers voucher/V-A-1@0000000007',
    (world) => {
      const moved = { ...onVoucher, amountFen: 1 };
      world.commit('vouchers', voucher, [inside('vouchers.voucher.moved-quietly.v1', moved)]);
    },
  ],
  'money of another purchase released': [
    'pockets-moves-allowed',
    'vouchers voucher/V-A-1@0000000007',
    (world) => {
      const restored = { ...onVoucher, purchaseId: 'P-0', amountFen: 1 };
      world.commit('vouchers', voucher, [published('vouchers.voucher.restored.v1', restored)]);
    },
  ],
  'money spent after the deadline': [
    'spent-in-time',
    'vouchers voucher/V-A-1@0000000005',
    (world) => world.alter('vouchers.voucher.spent.v1', (data) => (data['usedOn'] = '2027-03-02')),
  ],
  'frozen money held': [
    'frozen-untouched',
    'vouchers voucher/V-A-1@0000000008',
    (world) => {
      const left = faceFen - voucherFen;
      world.commit('vouchers', voucher, [
        published('vouchers.voucher.frozen.v1', { voucherId: 'V-A-1', frozenFen: left }),
      ]);
      const held = { ...onVoucher, purchaseId: 'P-2', amountFen: 1 };
      world.commit('vouchers', voucher, [published('vouchers.voucher.held.v1', held)]);
    },
  ],
  'an ended purchase that keeps the money': [
    'purchase-money',
    'vouchers purchase/P-0',
    (world) => world.alter('vouchers.voucher.released.v1', (data) => (data['purchaseId'] = 'P-1')),
  ],
  'money held for a purchase that nobody started': [
    'purchase-money',
    'vouchers voucher/V-A-1',
    (world) => {
      const held = { ...onVoucher, purchaseId: 'P-9', amountFen: 1 };
      world.commit('vouchers', voucher, [published('vouchers.voucher.held.v1', held)]);
    },
  ],
  'a step that was left out': [
    'purchases-step-by-step',
    'vouchers purchase/P-0@0000000005',
    (world) => {
      const ended = { unitId: 'U-1', purchaseId: 'P-0', filingNumber: 'F-9' };
      world.commit('vouchers', 'purchase/P-0', [published('vouchers.purchase.used.v1', ended)]);
    },
  ],
  'a top-up that does not make the price': [
    'purchases-step-by-step',
    'vouchers purchase/P-1@0000000001',
    (world) => world.alter('vouchers.purchase.started.v1', (data) => (data['topUps'] = [])),
  ],
  'a purchase that waits for ever': [
    'purchases-fit-units',
    'vouchers purchase/P-2',
    (world) => {
      const plan = { purchaseId: 'P-2', unitId: 'U-1', priceFen: 0, voucherFen: 0, parts: [] };
      world.commit('vouchers', 'purchase/P-2', [inside('vouchers.purchase.started.v1', plan)]);
    },
  ],
  'a purchase filed under another number than its unit': [
    'purchases-fit-units',
    'vouchers purchase/P-1',
    (world) => world.alter('vouchers.purchase.used.v1', (data) => (data['filingNumber'] = 'F-2')),
  ],
  'a unit reserved for two': [
    'one-purchase-per-unit',
    'listings unit/U-1@0000000009',
    (world) => {
      const reserved = { unitId: 'U-1', purchaseId: 'P-0', priceFen };
      world.commit('listings', 'unit/U-1', [published('listings.unit.reserved.v1', reserved)]);
    },
  ],
  'a unit sold twice': [
    'one-sale-per-unit',
    'listings unit/U-1',
    (world) => {
      const filed = { unitId: 'U-1', purchaseId: 'P-0', filingNumber: 'F-2', priceFen };
      world.commit('listings', 'unit/U-1', [published('listings.unit.filed.v1', filed)]);
    },
  ],
  'a price above the commitment': [
    'price-within-commitment',
    'listings unit/U-1@0000000006',
    (world) =>
      world.alter('listings.unit.contracted.v1', (data) => (data['priceFen'] = priceFen + 1)),
  ],
  'a quota exceeded': [
    'quota-kept',
    'vouchers quota/dongchangfu@0000000002',
    (world) =>
      world.alter('vouchers.quota.set.v1', (data) => (data['issueQuotaFen'] = faceFen - 1)),
  ],
  'a serial given twice': [
    'quota-kept',
    'vouchers quota/dongchangfu@0000000004',
    (world) => {
      const reserved = { issuanceId: 'A-2', amountFen: 1, serial: 1 };
      world.commit('vouchers', 'quota/dongchangfu', [
        inside('vouchers.quota.reserved.v1', reserved),
      ]);
    },
  ],
  'a place in the quota that a refused issuance keeps': [
    'quota-equals-issued',
    'vouchers quota/dongchangfu',
    (world) => {
      const reserved = { issuanceId: 'A-2', amountFen: 1, serial: 2 };
      world.commit('vouchers', 'issuance/A-2', [
        inside('vouchers.issuance.requested.v1', { district: 'dongchangfu' }),
        published('vouchers.issuance.refused.v1', { reason: 'cover-not-enough' }),
      ]);
      world.commit('vouchers', 'quota/dongchangfu', [
        inside('vouchers.quota.reserved.v1', reserved),
      ]);
    },
  ],
  'quota counted for a voucher that is not there': [
    'quota-equals-issued',
    'vouchers quota/dongchangfu',
    (world) => world.alter('vouchers.quota.consumed.v1', (data) => (data['issuanceId'] = 'A-2')),
  ],
  'a face value that was not agreed': [
    'vouchers-agreed',
    'vouchers voucher/V-A-1',
    (world) =>
      world.alter('households.agreement.effective.v1', (data) => (data['faceValueFen'] = 1)),
  ],
  'two vouchers of one agreement': [
    'vouchers-agreed',
    'vouchers voucher/V-A-2',
    (world) => {
      const issued = { issuanceId: 'A-1', accountId: 'ACC-1', faceValueFen: faceFen };
      world.commit('vouchers', 'voucher/V-A-2', [published('vouchers.voucher.issued.v1', issued)]);
    },
  ],
  'a voucher without cover': [
    'cover-committed-once',
    'vouchers voucher/V-A-1',
    (world) =>
      world.alter('settlement.account.cover-committed.v1', (data) => (data['issuanceId'] = 'A-2')),
  ],
  'cover for nothing': [
    'cover-committed-once',
    'settlement account/ACC-1',
    (world) => {
      const cover = { accountId: 'ACC-1', issuanceId: 'A-9', coverFen: 1 };
      world.commit('settlement', account, [
        published('settlement.account.cover-committed.v1', cover),
      ]);
    },
  ],
  'cover beyond the deposits': [
    'cover-within-rule',
    'settlement account/ACC-1@0000000004',
    (world) =>
      world.alter('settlement.account.deposited.v1', (data) => (data['amountFen'] = faceFen - 1)),
  ],
  'an account overdrawn': [
    'accounts-never-overdrawn',
    'settlement account/ACC-1@0000000007',
    (world) => {
      const order = {
        accountId: 'ACC-1',
        claimId: 'P-9.1',
        orderId: 'O-9',
        amountFen: 10 * faceFen,
      };
      world.commit('settlement', account, [inside('settlement.account.payment-ordered.v1', order)]);
    },
  ],
  'an order paid twice': [
    'payments-ordered-once',
    'settlement account/ACC-1@0000000007',
    (world) => {
      const order = {
        accountId: 'ACC-1',
        claimId: 'P-1.1',
        orderId: 'P-1.1.ACC-1',
        amountFen: voucherFen,
      };
      world.commit('settlement', account, [
        inside('settlement.account.payment-confirmed.v1', order),
      ]);
    },
  ],
  'proceeds that no parcel brings': [
    'forecast-from-parcels',
    'settlement account/ACC-1',
    (world) =>
      world.alter('settlement.account.forecast-adjusted.v1', (data) => (data['deltaFen'] = 901)),
  ],
  'a claim paid twice': [
    'claims-paid-once',
    'settlement claim/P-1.1@0000000008',
    (world) => {
      const paid = {
        claimId: 'P-1.1',
        amountFen: voucherFen,
        payments: [{ amountFen: voucherFen }],
      };
      world.commit('settlement', 'claim/P-1.1', [published('settlement.claim.paid.v1', paid)]);
    },
  ],
  'a claim paid with another amount': [
    'claims-paid-once',
    'settlement claim/P-1.1@0000000006',
    (world) => world.alter('settlement.claim.part-paid.v1', (data) => (data['amountFen'] = 1)),
  ],
  'one person in two roles': [
    'two-people',
    'settlement claim/P-1.1@0000000004',
    (world) => world.sign('settlement.claim.approved.v1', 'officer-1'),
  ],
  'a review that nobody made': [
    'two-people',
    'settlement claim/P-1.1@0000000003',
    (world) => world.sign('settlement.claim.reviewed.v1', 'service:settlement'),
  ],
  'a claim paid that no account paid': [
    'payments-equal-claims',
    'settlement claim/P-1.1',
    (world) =>
      world.alter('settlement.account.payment-confirmed.v1', (data) => (data['orderId'] = 'O-9')),
  ],
  'a claim paid for a purchase that ended': [
    'claims-backed-by-use',
    'settlement claim/P-1.1',
    (world) => world.alter('settlement.claim.received.v1', (data) => (data['purchaseId'] = 'P-0')),
  ],
  'a redemption that was not paid': [
    'redemptions-equal-payments',
    'settlement claim/P-1.1',
    (world) => world.alter('vouchers.voucher.redeemed.v1', (data) => (data['amountFen'] = 1)),
  ],
  'a redemption missing in the total': [
    'money-in-equals-money-out',
    'all services',
    (world) => world.alter('vouchers.voucher.redeemed.v1', (data) => (data['amountFen'] = 1)),
  ],
  'a rescinded purchase whose payment nobody wants back': [
    'recoveries-equal-payments',
    'vouchers purchase/P-1',
    (world) => {
      rescinded(world);
      world.alter('vouchers.purchase.recovery-due.v1', (data) => (data['amountFen'] = 1));
    },
  ],
  'a rescinded purchase whose voucher keeps the money spent': [
    'purchase-money',
    'vouchers purchase/P-1',
    (world) => {
      rescinded(world);
      world.alter('vouchers.voucher.restored.v1', (data) => (data['amountFen'] = 1));
    },
  ],
  'a last day that is moved forward': [
    'pockets-moves-allowed',
    'vouchers voucher/V-A-1@0000000007',
    (world) => {
      rescinded(world);
      world.alter(
        'vouchers.voucher.deadline-moved.v1',
        (data) => (data['expiresOn'] = '2027-02-28'),
      );
    },
  ],
  'a filing revoked that the unit keeps': [
    'purchases-fit-units',
    'vouchers purchase/P-1',
    (world) => {
      const ended = { unitId: 'U-1', purchaseId: 'P-1', ending: 'rescinded' };
      world.commit('vouchers', 'purchase/P-1', [published('vouchers.purchase.ended.v1', ended)]);
    },
  ],
  'more cashed out than is left': [
    'pockets-moves-allowed',
    'vouchers voucher/V-A-1@0000000007',
    (world) => {
      cashedOut(world);
      world.alter('vouchers.voucher.cashed-out.v1', (data) => (data['cashedOutFen'] = faceFen));
    },
  ],
  'a payout that nobody claims': [
    'holder-claims-equal-payouts',
    'vouchers voucher/V-A-1',
    (world) => {
      cashedOut(world);
      world.alter('settlement.holder-claim.opened.v1', (data) => (data['amountFen'] = 1));
    },
  ],
  'a payment to a holder that is not endorsed': [
    'holder-claims-equal-payouts',
    'vouchers voucher/V-A-1',
    (world) => {
      exchanged(world);
      world.alter('vouchers.voucher.paid-out.v1', (data) => (data['amountFen'] = 1));
    },
  ],
  'a claim of a holder that no voucher decided': [
    'holder-claims-equal-payouts',
    'settlement holder-claim/V-A-1.9',
    (world) => {
      const opened = { claimId: 'V-A-1.9', accountId: 'ACC-1', amountFen: 1 };
      world.commit('settlement', 'holder-claim/V-A-1.9', [
        published('settlement.holder-claim.opened.v1', opened),
      ]);
    },
  ],
  'a holder paid less than is owed': [
    'holder-claims-paid-once',
    'settlement holder-claim/V-A-1.1@0000000004',
    (world) => {
      cashedOut(world);
      world.alter('settlement.holder-claim.order-paid.v1', (data) => (data['amountFen'] = 1));
    },
  ],
  'a holder’s claim approved by who reviewed it': [
    'holder-claims-two-people',
    'settlement holder-claim/V-A-1.1@0000000003',
    (world) => {
      cashedOut(world);
      world.sign('settlement.holder-claim.approved.v1', 'officer-1');
    },
  ],
  'a holder paid by no account': [
    'payments-equal-claims',
    'settlement holder-claim/V-A-1.1',
    (world) => {
      cashedOut(world);
      world.alter('settlement.account.payment-confirmed.v1', (data) => {
        if (data['claimId'] === 'V-A-1.1') data['orderId'] = 'O-9';
      });
    },
  ],
  'interest that a holder was promised and is not in the claim': [
    'holder-claims-equal-payouts',
    'vouchers voucher/V-A-1',
    (world) => {
      exchanged(world);
      world.alter('vouchers.voucher.exchanged.v1', (data) => (data['interestFen'] = 0));
    },
  ],
  'a voucher that receives more than was given': [
    'transfers-open-one-voucher',
    'vouchers voucher/V-A-1',
    (world) => {
      transferred(world);
      world.alter('vouchers.voucher.received.v1', (data) => (data['faceValueFen'] = faceFen));
    },
  ],
  'a deadline that moves with a transfer': [
    'transfers-open-one-voucher',
    'vouchers voucher/V-A-1',
    (world) => {
      transferred(world);
      world.alter('vouchers.voucher.received.v1', (data) => (data['expiresOn'] = '2028-03-01'));
    },
  ],
  'a received voucher that names another endorsement': [
    'transfers-open-one-voucher',
    'vouchers voucher/V-A-1',
    (world) => {
      transferred(world);
      world.alter('vouchers.voucher.received.v1', (data) => (data['fromHash'] = 'f'.repeat(64)));
    },
  ],
  'a voucher received from one that gave nothing': [
    'transfers-open-one-voucher',
    'vouchers voucher/V-A-1.T9',
    (world) => {
      const received = { fromVoucherId: 'V-A-1', fromHash: '', faceValueFen: 1 };
      world.commit('vouchers', 'voucher/V-A-1.T9', [
        published('vouchers.voucher.received.v1', received),
      ]);
    },
  ],
  'an invoice used for two claims': [
    'names-used-once',
    'settlement invoice/D-1.12345678@0000000002',
    (world) => {
      const taken = { claimId: 'P-5.1', developerId: 'D-1', invoiceNumber: '12345678' };
      world.commit('settlement', 'invoice/D-1.12345678', [
        inside('settlement.invoice.taken.v1', taken),
      ]);
    },
  ],
  'a filing number used for two units': [
    'names-used-once',
    'listings unit/U-2',
    (world) => {
      const filed = { unitId: 'U-2', purchaseId: 'P-5', filingNumber: 'F-1', priceFen: 1 };
      world.commit('listings', 'unit/U-2', [published('listings.unit.filed.v1', filed)]);
    },
  ],
  'a bank reference booked twice': [
    'names-used-once',
    'settlement account/ACC-1@0000000007',
    (world) => {
      const again = { accountId: 'ACC-1', amountFen: 1, bankReference: 'IN-1' };
      world.commit('settlement', account, [inside('settlement.account.deposited.v1', again)]);
    },
  ],
  'a deposit of another amount than announced': [
    'deposits-by-reference',
    'settlement account/ACC-1@0000000002',
    (world) => world.alter('settlement.bank-reference.taken.v1', (data) => (data['amountFen'] = 1)),
  ],
};
