import * as contract from '@fangpiao/contracts';
import { people, refused, startTown, type Sale, type Town } from './town.ts';

const sale: Sale = { purchaseId: 'purchase-1', unitId: 'unit-1', amountFen: 1_000 };
const claimId = 'purchase-1.1';

/** A town where the sale is filed, spent and handed over. */
async function townWith(...sales: Sale[]): Promise<Town> {
  const town = await startTown();
  await town.openAccount('account-1');
  for (const each of sales) {
    town.file(each);
    town.spend(each);
    town.handOver(each);
  }
  await town.settle();
  return town;
}
const statusOf = async (town: Town, id = claimId) => (await town.getClaim(id)).body;
const complete = (town: Town, as: object = people.developer) =>
  town.call(contract.reportCompletion, {
    as,
    params: { claimId },
    body: { receivedOn: '2026-03-04' },
  });
const reject = (town: Town, as: object = people.approver) =>
  town.call(contract.rejectClaim, { as, params: { claimId }, body: { reason: 'blurred scan' } });

describe('a developer’s claim [DL 15, GZ 9]', () => {
  it('goes from claim to completion through two people, the account and the bank', async () => {
    const town = await townWith(sale);
    await town.deposit('account-1', 1_500);
    expect(await town.claim(sale)).toMatchObject({
      status: 202,
      body: { id: claimId, status: 'pending' },
      headers: { location: `/claims/${claimId}` },
    });
    expect(await statusOf(town)).toMatchObject({
      status: 'checked',
      developerId: 'bridge-homes',
      amountFen: 1_000,
      refusal: null,
    });
    expect(await town.review(claimId)).toMatchObject({ status: 200 });
    expect(await town.approve(claimId)).toMatchObject({ status: 202 });
    expect(await statusOf(town)).toMatchObject({ status: 'ordered' });
    expect(await town.account('account-1')).toMatchObject({
      balanceFen: 1_500,
      orderedFen: 1_000,
      paidFen: 0,
    });
    const [order] = await town.paymentFile();
    expect(order).toEqual({
      orderId: `${claimId}.account-1`,
      claimId,
      accountId: 'account-1',
      developerId: 'bridge-homes',
      bankAccount: '6222000011112222',
      amountFen: 1_000,
    });
    expect(await town.bankSays(order, 'paid')).toMatchObject({ status: 202 });
    expect(await statusOf(town)).toMatchObject({ status: 'paid' });
    expect(await town.paymentFile()).toEqual([]);
    expect(await town.account('account-1')).toMatchObject({
      balanceFen: 500,
      orderedFen: 0,
      paidFen: 1_000,
    });
    expect(await town.newest(`claim/${claimId}`, 'settlement.claim.paid.v1')).toMatchObject({
      amountFen: 1_000,
      paidOn: '2026-03-03',
      payments: [{ accountId: 'account-1', amountFen: 1_000 }],
    });
    expect(await complete(town)).toMatchObject({ status: 200 });
    expect(await statusOf(town)).toMatchObject({ status: 'completed' });
    const postings = await town.call(contract.listPostings, {
      as: people.finance,
      params: { accountId: 'account-1' },
    });
    expect(
      postings.body.postings.map(({ debit, credit, amountFen }: Record<string, unknown>) => [
        debit,
        credit,
        amountFen,
      ]),
    ).toEqual([
      ['bank:account-1', 'principal:old-mill', 1_500],
      ['ordered:account-1', 'bank:account-1', 1_000],
      ['developer:bridge-homes', 'ordered:account-1', 1_000],
    ]);
  });

  it('is refused for a unit not bought with a voucher, until vouchers and listings say otherwise', async () => {
    const town = await startTown();
    expect(await town.claim(sale)).toMatchObject(refused(409, 'not-bought-with-voucher'));
    town.file(sale);
    await town.settle();
    expect(await town.claim(sale)).toMatchObject(refused(409, 'not-handed-over'));
    town.spend(sale);
    await town.settle();
    expect(await town.claim(sale)).toMatchObject(refused(409, 'not-handed-over'));
    town.handOver(sale);
    await town.settle();
    expect(await town.claim(sale, { amountFen: 999 })).toMatchObject(
      refused(409, 'claim-amount-differs'),
    );
    expect(await town.claim(sale, { instalment: 2 })).toMatchObject(
      refused(409, 'instalment-not-due'),
    );
    expect(await town.claim(sale, {}, people.stranger)).toMatchObject(
      refused(404, 'not-the-claimant'),
    );
    expect(await town.claim(sale)).toMatchObject({ status: 202 });
  });

  it('is refused while the voucher money is only held', async () => {
    const town = await startTown();
    town.publish('vouchers', 'purchase/purchase-1', {
      type: 'vouchers.purchase.reservation-requested.v1',
      data: {
        purchaseId: 'purchase-1',
        unitId: 'unit-1',
        buyer: 'person-1',
        priceFen: 1_000,
        voucherFen: 1_000,
        lastFilingOn: '2026-12-31',
      },
    });
    await town.settle();
    expect(await town.claim(sale)).toMatchObject(refused(409, 'voucher-not-spent'));
  });

  it('counts the contract of goods that are not filed [DL 9]', async () => {
    const town = await startTown();
    const ofUnit = { unitId: 'unit-1', purchaseId: 'purchase-1' };
    const unit = (verb: string, data: object) =>
      town.publish('listings', 'unit/unit-1', { type: `listings.unit.${verb}.v1`, data });
    unit('listed', { unitId: 'unit-1', developerId: 'bridge-homes', needsFiling: false });
    unit('contracted', { ...ofUnit, contractNumber: 'C-1' });
    town.handOver(sale);
    await town.settle();
    expect(await town.claim(sale)).toMatchObject({ status: 202 });
    expect(await statusOf(town)).toMatchObject({ status: 'waiting' });
  });

  it('is claimed once, whatever the key; the same key gives the same answer', async () => {
    const town = await townWith(sale);
    expect(await town.claim(sale)).toMatchObject({ status: 202 });
    expect(await town.claim(sale, { invoiceNumber: '20260002' })).toMatchObject(
      refused(409, 'claim-exists'),
    );
  });

  it('waits for vouchers when the filing is known first, and is checked when the word comes', async () => {
    const town = await startTown();
    await town.openAccount('account-1');
    town.file(sale);
    town.handOver(sale);
    await town.settle();
    expect(await town.claim(sale)).toMatchObject({ status: 202 });
    expect(await statusOf(town)).toMatchObject({ status: 'waiting', refusal: null });
    expect(await town.getClaim(claimId, people.reviewer)).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    town.spend(sale);
    await town.settle();
    expect(await statusOf(town)).toMatchObject({ status: 'checked' });
    expect(await town.getClaim(claimId, people.reviewer)).toMatchObject({ status: 200 });
  });

  it('that waits in vain is refused at its deadline', async () => {
    const town = await startTown();
    town.file(sale);
    town.handOver(sale);
    await town.settle();
    await town.claim(sale);
    expect(await town.time.runUntil(town.service.core.runJobNow('check-waiting-claims'))).toBe(1);
    expect(await statusOf(town)).toMatchObject({ status: 'waiting' });
    await town.settle(100_000);
    const lateNow = town.time.now() + 31 * 86_400_000;
    town.time.now = () => lateNow;
    await town.time.runUntil(town.service.core.runJobNow('check-waiting-claims'));
    expect(await statusOf(town)).toMatchObject({
      status: 'refused',
      refusal: { code: 'voucher-not-spent' },
    });
  });

  it('whose word from vouchers came between question and commit is found within seconds', async () => {
    const town = await startTown();
    town.file(sale);
    town.handOver(sale);
    await town.settle();
    await town.claim(sale);
    const used = {
      unitId: 'unit-1',
      developerId: 'bridge-homes',
      voucherFen: 1_000,
      parts: [
        {
          voucherId: 'voucher-1',
          accountId: 'account-1',
          district: 'clearwater',
          amountFen: 1_000,
        },
      ],
    };
    const missed = { unitId: 'unit-1', used, hasEnded: false };
    const mirror = { _id: 'purchase/purchase-1', version: 1, hash: 'x', facts: missed };
    await town.time.runUntil(town.store.writeFolded('mirror-vouchers-purchase', [mirror]));
    await town.settle(3_000);
    expect(await statusOf(town)).toMatchObject({ status: 'checked' });
  });

  it('stops when vouchers says that the purchase has ended', async () => {
    const town = await townWith(sale);
    await town.claim(sale);
    town.publish('vouchers', 'purchase/purchase-1', {
      type: 'vouchers.purchase.ended.v1',
      data: {
        purchaseId: 'purchase-1',
        unitId: 'unit-1',
        holder: 'person-1',
        ending: 'rescinded',
        reason: 'x',
      },
    });
    await town.settle();
    expect(await statusOf(town)).toMatchObject({
      status: 'refused',
      refusal: { code: 'voucher-not-spent' },
    });
    expect(await town.claim(sale)).toMatchObject(refused(409, 'voucher-not-spent'));
  });

  it('is not ordered again for a contract that was rescinded while the bank was to pay', async () => {
    const town = await townWith(sale);
    await town.deposit('account-1', sale.amountFen);
    await town.claim(sale);
    await town.review('purchase-1.1');
    await town.approve('purchase-1.1');
    const [order] = (await town.paymentFile()) as object[];
    town.publish('vouchers', 'purchase/purchase-1', {
      type: 'vouchers.purchase.ended.v1',
      data: {
        purchaseId: 'purchase-1',
        unitId: 'unit-1',
        holder: 'person-1',
        ending: 'rescinded',
        reason: 'contract-rescinded',
      },
    });
    await town.settle();
    await town.bankSays(order!, 'failed');
    expect(await statusOf(town)).toMatchObject({
      status: 'refused',
      refusal: { code: 'voucher-not-spent' },
    });
    expect(await town.approve('purchase-1.1')).toMatchObject(refused(409, 'claim-not-reviewed'));
    expect(await town.paymentFile()).toEqual([]);
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 0, paidFen: 0 });
  });

  it('is entered at the counter of the district that pays, and nowhere else', async () => {
    const town = await townWith(sale);
    const hillside = { ...people.counter, district: 'hillside' };
    expect(await town.claim(sale, {}, hillside)).toMatchObject(refused(404, 'not-the-claimant'));
    expect(await town.claim(sale, {}, people.counter)).toMatchObject({ status: 202 });
    expect(await statusOf(town)).toMatchObject({ status: 'checked', developerId: 'bridge-homes' });
  });
});

describe('an invoice number serves one claim', () => {
  it('the second claim is refused on its page, and comes back with another number', async () => {
    const second: Sale = { purchaseId: 'purchase-2', unitId: 'unit-2', amountFen: 700 };
    const town = await townWith(sale, second);
    await town.claim(sale);
    await town.claim(second);
    expect(await statusOf(town, 'purchase-2.1')).toMatchObject({
      status: 'refused',
      refusal: { code: 'invoice-number-used', zh: expect.stringContaining('发票') as string },
    });
    expect(await town.newest('claim/purchase-2.1', 'settlement.claim.refused.v1')).toMatchObject({
      reason: 'invoice-number-used',
      district: 'clearwater',
    });
    await town.claim(second, { invoiceNumber: '20260002' });
    expect(await statusOf(town, 'purchase-2.1')).toMatchObject({
      status: 'checked',
      refusal: null,
    });
  });
});

describe('two people decide', () => {
  it('review and approval come in order, by two people of the district that pays [DL 14]', async () => {
    const town = await townWith(sale);
    await town.claim(sale);
    expect(await town.approve(claimId)).toMatchObject(refused(409, 'claim-not-reviewed'));
    expect(await town.review(claimId, people.hillsideReviewer)).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    expect(await town.review('nothing.1')).toMatchObject(refused(404, 'claim-unknown'));
    expect(await town.review(claimId)).toMatchObject({ status: 200 });
    expect(await town.review(claimId)).toMatchObject(refused(409, 'claim-not-checked'));
    expect(await town.approve(claimId, people.reviewer)).toMatchObject(
      refused(409, 'reviewer-may-not-approve'),
    );
    expect(await town.approve(claimId, people.hillsideReviewer)).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    expect(await town.getClaim(claimId, people.hillsideReviewer)).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    expect(await town.getClaim(claimId, people.stranger)).toMatchObject(
      refused(404, 'not-the-claimant'),
    );
    expect(await town.getClaim('nothing.1')).toMatchObject(refused(404, 'claim-unknown'));
  });

  it('a rejection says why, and the claim may be submitted again', async () => {
    const town = await townWith(sale);
    await town.claim(sale);
    expect(await reject(town, people.hillsideReviewer)).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    expect(await reject(town)).toMatchObject({ status: 200 });
    expect(await statusOf(town)).toMatchObject({
      status: 'refused',
      refusal: { code: 'claim-rejected', en: 'An officer rejected the claim: blurred scan' },
    });
    expect(await reject(town)).toMatchObject(refused(409, 'claim-not-checked'));
    expect(await town.claim(sale)).toMatchObject({ status: 202 });
    expect(await statusOf(town)).toMatchObject({ status: 'checked' });
  });
});

describe('payment', () => {
  const half: Sale = { ...sale, accountIds: ['account-1', 'account-2'] };

  async function approved(of: Sale): Promise<Town> {
    const town = await townWith(of);
    await town.openAccount('account-2');
    await town.claim(of);
    await town.review(claimId);
    return town;
  }

  it('stops where an account would be overdrawn, and goes on after a deposit and a new approval', async () => {
    const town = await approved(half);
    await town.deposit('account-2', 500);
    await town.approve(claimId);
    expect(await statusOf(town)).toMatchObject({
      status: 'unfunded',
      refusal: { code: 'account-would-be-overdrawn' },
    });
    expect(await town.paymentFile()).toEqual([]);
    expect(await town.account('account-2')).toMatchObject({ orderedFen: 500 });
    await town.deposit('account-1', 500);
    await town.approve(claimId);
    expect(await statusOf(town)).toMatchObject({ status: 'ordered' });
    expect(await town.account('account-2')).toMatchObject({ orderedFen: 500 });
    const orders = await town.paymentFile();
    expect(orders.map(({ orderId }: { orderId: string }) => orderId)).toEqual([
      `${claimId}.account-1.2`,
      `${claimId}.account-2`,
    ]);
    await town.bankSays(orders[1], 'paid');
    expect(await statusOf(town)).toMatchObject({ status: 'ordered' });
    await town.bankSays(orders[0], 'paid');
    expect(await statusOf(town)).toMatchObject({ status: 'paid' });
    expect(await town.newest(`claim/${claimId}`, 'settlement.claim.paid.v1')).toMatchObject({
      payments: [{ accountId: 'account-1' }, { accountId: 'account-2' }],
    });
  });

  it('that failed at the bank frees the money, waits for a person, and is made under a new order', async () => {
    const town = await approved(sale);
    await town.deposit('account-1', 1_000);
    await town.approve(claimId);
    const [order] = await town.paymentFile();
    await town.bankSays(order, 'failed');
    expect(await statusOf(town)).toMatchObject({
      status: 'unfunded',
      refusal: { code: 'payment-failed' },
    });
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 0, balanceFen: 1_000 });
    await town.approve(claimId);
    const [again] = await town.paymentFile();
    expect(again.orderId).toBe(`${claimId}.account-1.2`);
    expect(await town.bankSays(order, 'failed')).toMatchObject({ status: 204 });
    await town.bankSays(again, 'paid');
    expect(await town.bankSays(again, 'paid')).toMatchObject({ status: 204 });
    expect(await town.account('account-1')).toMatchObject({ paidFen: 1_000, balanceFen: 0 });
    expect(await statusOf(town)).toMatchObject({ status: 'paid' });
  });

  it('a bank that contradicts itself stops all further orders of the claim', async () => {
    const town = await approved(sale);
    await town.deposit('account-1', 1_000);
    await town.approve(claimId);
    const [order] = await town.paymentFile();
    await town.bankSays(order, 'failed');
    await town.bankSays(order, 'paid');
    expect(await town.approve(claimId)).toMatchObject(refused(409, 'bank-result-contradicted'));
    expect(await town.account('account-1')).toMatchObject({ paidFen: 0, orderedFen: 0 });
  });

  it('a claim whose earlier order turns out to be paid leaves the payment file', async () => {
    const town = await approved(sale);
    await town.deposit('account-1', 1_000);
    await town.approve(claimId);
    const [order] = await town.paymentFile();
    await town.bankSays(order, 'failed');
    await town.approve(claimId);
    expect(await town.paymentFile()).toHaveLength(1);
    await town.bankSays(order, 'paid');
    expect(await town.paymentFile()).toEqual([]);
    expect(await statusOf(town)).toMatchObject({ status: 'ordered' });
  });

  it('a result for a claim, an account or an order nobody knows is refused', async () => {
    const town = await approved(sale);
    const order = { orderId: `${claimId}.account-1`, claimId, accountId: 'account-1' };
    expect(await town.bankSays(order, 'paid')).toMatchObject(refused(404, 'payment-unknown'));
    expect(await town.bankSays({ ...order, claimId: 'nothing.1' }, 'paid')).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    const hillside = await town.call(contract.recordBankResult, {
      as: people.hillsideFinance,
      body: { ...order, result: 'paid', bankReference: 'OUT-1', on: '2026-03-03' },
    });
    expect(hillside).toMatchObject(refused(404, 'claim-unknown'));
  });

  it('the payment file shows an officer the own district and the bank all', async () => {
    const town = await approved(sale);
    await town.deposit('account-1', 1_000);
    await town.approve(claimId);
    expect(await town.paymentFile(people.bank)).toHaveLength(1);
    expect(await town.paymentFile(people.finance)).toHaveLength(1);
    expect(await town.paymentFile(people.hillsideFinance)).toHaveLength(0);
  });

  it('never takes another district’s account [DL 14]', async () => {
    const town = await townWith({ ...sale, accountIds: ['hillside-account'] });
    await town.call(contract.openAccount, {
      as: people.hillsideFinance,
      body: {
        accountId: 'hillside-account',
        projectId: 'quarry',
        principalName: 'Quarry Works',
        coverageRule: 'full',
        purpose: 'vouchers',
      },
    });
    await town.call(contract.deposit, {
      as: people.hillsideFinance,
      params: { accountId: 'hillside-account' },
      body: {
        amountFen: 1_000,
        bankReference: 'IN-HILL-1',
        purpose: 'vouchers',
        receivedOn: '2026-03-02',
      },
    });
    await town.claim(sale);
    await town.review(claimId);
    await town.approve(claimId);
    expect(await statusOf(town)).toMatchObject({
      status: 'unfunded',
      refusal: { code: 'account-unknown' },
    });
  });

  it('completion is reported by the claimant, once it is paid', async () => {
    const town = await approved(sale);
    expect(await complete(town)).toMatchObject(refused(409, 'claim-not-paid'));
    expect(await complete(town, people.stranger)).toMatchObject(refused(404, 'not-the-claimant'));
    const unknown = await town.call(contract.reportCompletion, {
      as: people.developer,
      params: { claimId: 'nothing.1' },
      body: { receivedOn: '2026-03-04' },
    });
    expect(unknown).toMatchObject(refused(404, 'claim-unknown'));
  });

  it('figures add up accounts and claims of the district', async () => {
    const second: Sale = { purchaseId: 'purchase-2', unitId: 'unit-2', amountFen: 700 };
    const town = await townWith(sale, second);
    await town.deposit('account-1', 1_500);
    await town.claim(sale);
    await town.claim(second, { invoiceNumber: '20260002' });
    await town.review(claimId);
    await town.approve(claimId);
    await town.bankSays((await town.paymentFile())[0], 'paid');
    const figures = await town.call(contract.getSettlementFigures, {
      as: people.headquarters,
      query: { district: 'clearwater' },
    });
    expect(figures.body).toEqual({
      district: 'clearwater',
      accounts: 1,
      depositedFen: 1_500,
      paidFen: 1_000,
      balanceFen: 500,
      coveredFen: 0,
      claims: [
        { status: 'checked', count: 1, amountFen: 700 },
        { status: 'paid', count: 1, amountFen: 1_000 },
      ],
    });
    const hillside = await town.call(contract.getSettlementFigures, {
      as: people.hillsideFinance,
      query: { district: 'clearwater' },
    });
    expect(hillside).toMatchObject(refused(403, 'not-allowed'));
  });
});
