import { World, type NewEvent } from './world.fixture.ts';

/** Money of the example, in fen. */
export const faceFen = 100_000_000;
export const priceFen = 70_000_000;
export const voucherFen = 60_000_000;
export const depositFen = 150_000_000;

const district = 'dongchangfu';
const accountId = 'ACC-1';
const agreementId = 'A-1';
const issuanceId = 'A-1';
const voucherId = 'V-A-1';
const developerId = 'D-1';
const claimId = 'P-1.1';
const orderId = 'P-1.1.ACC-1';
const sold = { unitId: 'U-1', purchaseId: 'P-1' };
const returned = { unitId: 'U-1', purchaseId: 'P-0' };

const inside = (type: string, data: object): NewEvent => ({ type, data, internal: true });
const published = (type: string, data: object): NewEvent => ({ type, data });

/**
 * A quiet platform after one whole life of a voucher: issued, a first purchase cancelled, a second one used, filed,
 * handed over, claimed, paid and completed.
 */
export function wholeLife(options: { begin?: number; stepMillis?: number } = {}): World {
  const world = new World(options);
  agree(world);
  fund(world);
  issue(world);
  buy(world);
  pay(world);
  showVoucher(world);
  return world;
}

function agree(world: World): void {
  world.commit('households', 'agreement/A-1', [
    published('households.agreement.effective.v1', {
      agreementId,
      accountId,
      faceValueFen: faceFen,
    }),
  ]);
}

function fund(world: World): void {
  const account = `account/${accountId}`;
  world.commit('settlement', account, [
    published('settlement.account.opened.v1', { accountId, district, coverageRule: 'full' }),
    inside('settlement.account.earmarked.v1', { accountId, projectId: 'PR-1', purpose: '兑付' }),
  ]);
  const deposit = { accountId, amountFen: depositFen, bankReference: 'IN-1' };
  world.commit('settlement', 'bank-reference/IN-1', [
    inside('settlement.bank-reference.taken.v1', { ...deposit }),
  ]);
  world.commit('settlement', account, [inside('settlement.account.deposited.v1', deposit)]);
  const parcel = { parcelId: 'L-1', accountId, startPriceFen: 900 };
  world.commit('settlement', 'parcel/L-1', [inside('settlement.parcel.registered.v1', parcel)]);
  world.commit('settlement', account, [
    inside('settlement.account.forecast-adjusted.v1', { accountId, deltaFen: 900 }),
  ]);
}

function issue(world: World): void {
  const quota = `quota/${district}`;
  const issuance = `issuance/${issuanceId}`;
  const planned = {
    agreement: { agreementId, accountId, district },
    faceValueFen: faceFen,
    coverFen: faceFen,
    coverageRule: 'full',
  };
  world.commit('vouchers', quota, [
    inside('vouchers.quota.set.v1', { issueQuotaFen: 5 * faceFen, decision: '1' }),
  ]);
  world.commit('vouchers', issuance, [
    inside('vouchers.issuance.requested.v1', { issuanceId, district, planned }),
  ]);
  world.commit('vouchers', quota, [
    inside('vouchers.quota.reserved.v1', { issuanceId, amountFen: faceFen, serial: 1 }),
  ]);
  const asked = { issuanceId, agreementId, accountId, district, coverageRule: 'full' };
  world.commit('vouchers', issuance, [
    inside('vouchers.issuance.numbered.v1', { serial: 1 }),
    published('vouchers.issuance.cover-requested.v1', { ...asked, coverFen: faceFen }),
  ]);
  world.commit('settlement', `account/${accountId}`, [
    published('settlement.account.cover-committed.v1', {
      accountId,
      issuanceId,
      coverFen: faceFen,
    }),
  ]);
  world.commit('vouchers', issuance, [
    inside('vouchers.issuance.covered.v1', { issuanceId, district, voucherId }),
  ]);
  world.commit('vouchers', quota, [
    inside('vouchers.quota.consumed.v1', { issuanceId, amountFen: faceFen }),
  ]);
  world.state('vouchers', quota, {
    issueQuotaFen: 5 * faceFen,
    reservedFen: 0,
    issuedFen: faceFen,
  });
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.issued.v1', {
      voucherId,
      voucherNumber: 'DONGCHANGFU-2026-0000001',
      issuanceId,
      district,
      accountId,
      faceValueFen: faceFen,
      issuedOn: '2026-03-01',
      expiresOn: '2027-03-01',
    }),
    inside('vouchers.voucher.terms-fixed.v1', { components: {} }),
  ]);
}

function buy(world: World): void {
  const listing = { unitId: 'U-1', developerId, district, committedPriceFen: priceFen };
  const unit = 'unit/U-1';
  world.commit('listings', unit, [
    inside('listings.unit.proposed.v1', { ...listing, needsFiling: true }),
  ]);
  world.commit('listings', unit, [published('listings.unit.listed.v1', listing)]);
  start(world, returned);
  const released = { ...returned, reason: 'purchase-cancelled' };
  world.commit('listings', unit, [published('listings.unit.reservation-released.v1', released)]);
  world.commit('vouchers', 'purchase/P-0', [
    published('vouchers.purchase.ended.v1', { ...released, ending: 'released' }),
  ]);
  const voucher = `voucher/${voucherId}`;
  world.commit('vouchers', voucher, [
    published('vouchers.voucher.released.v1', moneyOf(returned.purchaseId)),
  ]);
  start(world, sold);
  world.commit('listings', unit, [
    published('listings.unit.contracted.v1', { ...sold, contractNumber: 'HT-1', priceFen }),
  ]);
  world.commit('vouchers', 'purchase/P-1', [
    inside('vouchers.purchase.contracted.v1', { contractNumber: 'HT-1' }),
  ]);
  world.commit('listings', unit, [
    published('listings.unit.filed.v1', { ...sold, filingNumber: 'F-1', priceFen }),
  ]);
  const filing = { filingNumber: 'F-1', usedOn: '2026-03-10', priceFen };
  const money = moneyOf(sold.purchaseId);
  world.commit('vouchers', 'purchase/P-1', [
    inside('vouchers.purchase.spending-began.v1', filing),
    inside('vouchers.purchase.spend-asked.v1', { ...money, restFen: priceFen }),
  ]);
  world.commit('vouchers', voucher, [
    published('vouchers.voucher.spent.v1', { ...money, usedOn: '2026-03-10' }),
    inside('vouchers.voucher.spend-answered.v1', money),
  ]);
  world.commit('vouchers', 'purchase/P-1', [
    inside('vouchers.purchase.spend-answered.v1', money),
    published('vouchers.purchase.used.v1', { ...planOf(sold), ...filing }),
  ]);
  world.commit('listings', unit, [
    published('listings.unit.handed-over.v1', { ...sold, handedOverOn: '2026-03-20' }),
  ]);
}

/** A purchase up to its reservation. */
function start(world: World, ofPurchase: typeof sold): void {
  const purchase = `purchase/${ofPurchase.purchaseId}`;
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.started.v1', {
      ...planOf(ofPurchase),
      topUps: [{ kind: 'own-funds', amountFen: priceFen - voucherFen }],
      lastFilingOn: '2027-03-01',
      isFilingNeeded: true,
    }),
  ]);
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.held.v1', moneyOf(ofPurchase.purchaseId)),
  ]);
  world.commit('vouchers', purchase, [
    inside('vouchers.purchase.hold-answered.v1', { voucherId, answer: 'held', reason: '' }),
    published('vouchers.purchase.reservation-requested.v1', { ...ofPurchase, priceFen }),
  ]);
  world.commit('listings', 'unit/U-1', [
    published('listings.unit.reserved.v1', { ...ofPurchase, priceFen }),
  ]);
  world.commit('vouchers', purchase, [published('vouchers.purchase.reserved.v1', ofPurchase)]);
}

function planOf(ofPurchase: typeof sold): object {
  const parts = [{ voucherId, accountId, district, amountFen: voucherFen }];
  return { ...ofPurchase, developerId, priceFen, voucherFen, parts };
}

function moneyOf(purchaseId: string): object {
  return { voucherId, purchaseId, amountFen: voucherFen };
}

function pay(world: World): void {
  const claim = `claim/${claimId}`;
  const account = `account/${accountId}`;
  const ofClaim = { claimId, ...sold, developerId, district, amountFen: voucherFen };
  const order = { accountId, claimId, orderId, amountFen: voucherFen };
  const payment = { accountId, amountFen: voucherFen, bankReference: 'OUT-1' };
  const invoice = { claimId, developerId, invoiceNumber: '12345678' };
  const step = (subject: string, ...events: NewEvent[]): void => {
    world.commit('settlement', claim, events, { subject });
  };
  const self = 'service:settlement';
  step(
    'clerk-1',
    inside('settlement.claim.received.v1', {
      ...ofClaim,
      ...invoice,
      instalment: 1,
      submittedBy: 'clerk-1',
    }),
    inside('settlement.claim.payers-found.v1', { claimId, district, parts: [payment] }),
    published('settlement.claim.submitted.v1', { ...ofClaim, invoiceNumber: '12345678' }),
  );
  world.commit('settlement', 'invoice/D-1.12345678', [
    inside('settlement.invoice.taken.v1', invoice),
  ]);
  step(self, inside('settlement.claim.checked.v1', { claimId, invoiceNumber: '12345678' }));
  step('officer-1', inside('settlement.claim.reviewed.v1', { claimId, by: 'officer-1' }));
  step(
    'officer-2',
    inside('settlement.claim.approved.v1', { claimId, by: 'officer-2', orders: [order] }),
  );
  world.commit('settlement', account, [inside('settlement.account.payment-ordered.v1', order)]);
  step(self, inside('settlement.claim.order-answered.v1', { ...order, reason: null }));
  step(
    'bank-1',
    inside('settlement.claim.part-paid.v1', { ...order, bankReference: 'OUT-1' }),
    published('settlement.claim.paid.v1', { ...ofClaim, payments: [payment] }),
  );
  world.commit('settlement', account, [
    inside('settlement.account.payment-confirmed.v1', { ...order, bankReference: 'OUT-1' }),
  ]);
  world.state('settlement', account, {
    depositedFen: depositFen,
    freeFen: depositFen - voucherFen,
    orderedFen: 0,
    paidFen: voucherFen,
    coveredFen: faceFen,
    forecastFen: 900,
  });
  world.commit('vouchers', `voucher/${voucherId}`, [
    published('vouchers.voucher.redeemed.v1', { ...moneyOf('P-1'), claimId }),
  ]);
  step('clerk-1', published('settlement.claim.completed.v1', ofClaim));
  world.commit('vouchers', 'purchase/P-1', [published('vouchers.purchase.completed.v1', sold)]);
}

function showVoucher(world: World): void {
  world.state('vouchers', `voucher/${voucherId}`, {
    faceValueFen: faceFen,
    frozenFen: 0,
    redeemedFen: voucherFen,
    paidOutFen: 0,
    pockets: {
      available: faceFen - voucherFen,
      held: 0,
      spent: voucherFen,
      transferredOut: 0,
      cashedOut: 0,
      exchanged: 0,
      convertedToHome: 0,
      forfeited: 0,
      expired: 0,
      cancelled: 0,
    },
  });
}
