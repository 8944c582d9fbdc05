import * as contract from '@fangpiao/contracts';
import { people, refused, startTown, type Town } from './town.ts';

const claimId = 'V-1.1';
const person = {
  subject: 'holder-1',
  role: 'holder',
  agency: 'public',
  person: 'person-1',
} as const;

/** Vouchers says that a holder is owed 500 fen; on the account are 800. */
async function owing(change: object = {}): Promise<Town> {
  const town = await startTown();
  await town.openAccount('account-1');
  await town.deposit('account-1', 800);
  town.publish('vouchers', 'voucher/V-1', {
    type: 'vouchers.voucher.cashed-out.v1',
    data: {
      voucherId: 'V-1',
      district: 'clearwater',
      holder: 'person-1',
      claimId,
      accountId: 'account-1',
      payBy: '2026-03-30',
      askedBy: 'counter-1',
      forfeitedFen: 0,
      cashedOutFen: 500,
      on: '2026-03-02',
      ...change,
    },
  });
  await town.settle();
  return town;
}

const act =
  (route: typeof contract.reviewHolderClaim | typeof contract.approveHolderClaim) =>
  async (town: Town, as: object) => {
    const answer = await town.call(route, { as, params: { claimId }, body: { note: 'looked at' } });
    await town.settle();
    return answer;
  };
const review = act(contract.reviewHolderClaim);
const approve = act(contract.approveHolderClaim);

const claimOf = async (town: Town, as: object = people.reviewer) =>
  (await town.call(contract.getHolderClaim, { as, params: { claimId } })).body as {
    status: string;
    note: string;
  };
const paymentFile = async (town: Town) =>
  (
    (await town.call(contract.getHolderPaymentFile, { as: people.bank })).body as {
      items: object[];
    }
  ).items;

async function bankSays(
  town: Town,
  result: 'paid' | 'failed',
  { orderId = 'V-1.1.account-1', bankReference = 'OUT-0001' } = {},
) {
  const answer = await town.call(contract.recordHolderBankResult, {
    as: people.bank,
    body: { orderId, claimId, result, bankReference, on: '2026-03-05' },
  });
  await town.settle();
  return answer;
}

describe('what a holder is owed [DL 16, GZ 10]', () => {
  it('goes from the voucher through two people, the account and the bank to the holder', async () => {
    const town = await owing();
    expect(await claimOf(town)).toMatchObject({
      status: 'opened',
      amountFen: 500,
      purpose: 'cash-out',
      payBy: '2026-03-30',
    });
    expect((await review(town, people.reviewer)).status).toBe(200);
    expect((await approve(town, people.approver)).status).toBe(202);
    expect(await claimOf(town)).toMatchObject({ status: 'ordered' });
    expect(await paymentFile(town)).toEqual([
      {
        orderId: 'V-1.1.account-1',
        claimId,
        accountId: 'account-1',
        holder: 'person-1',
        amountFen: 500,
      },
    ]);
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 500, paidFen: 0 });
    await bankSays(town, 'paid');
    expect(await claimOf(town)).toMatchObject({ status: 'paid', paidOn: '2026-03-05' });
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 0, paidFen: 500 });
    expect(await town.newest(`holder-claim/${claimId}`, 'settlement.holder-claim.paid.v1')).toEqual(
      {
        claimId,
        voucherId: 'V-1',
        district: 'clearwater',
        accountId: 'account-1',
        holder: 'person-1',
        amountFen: 500,
        bankReference: 'OUT-0001',
        paidOn: '2026-03-05',
      },
    );
    const ledger = await town.call(contract.listPostings, {
      as: people.finance,
      params: { accountId: 'account-1' },
    });
    expect(ledger.body.postings.at(-1)).toMatchObject({
      debit: 'holder:person-1',
      credit: 'ordered:account-1',
      amountFen: 500,
    });
  });

  it('with interest at an exchange is one claim of both together', async () => {
    const town = await startTown();
    town.publish('vouchers', 'voucher/V-1', {
      type: 'vouchers.voucher.exchanged.v1',
      data: {
        voucherId: 'V-1',
        district: 'clearwater',
        holder: 'person-1',
        claimId,
        accountId: 'account-1',
        payBy: null,
        askedBy: 'holder-1',
        forfeitedFen: 10,
        exchangedFen: 500,
        interestFen: 7,
        on: '2026-03-02',
      },
    });
    await town.settle();
    expect(await claimOf(town)).toMatchObject({ purpose: 'exchange', amountFen: 507, payBy: null });
  });

  it('is approved by neither who reviewed nor who asked for it, nor by another district', async () => {
    const town = await owing();
    const asker = { ...people.reviewer, subject: 'counter-1' };
    expect(await approve(town, people.approver)).toMatchObject(refused(409, 'claim-not-reviewed'));
    expect(await review(town, asker)).toMatchObject(refused(409, 'reviewer-may-not-approve'));
    expect(await review(town, people.hillsideReviewer)).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    await review(town, people.reviewer);
    expect(await approve(town, people.reviewer)).toMatchObject(
      refused(409, 'reviewer-may-not-approve'),
    );
    expect(await approve(town, { ...asker, role: 'claim-approver' })).toMatchObject(
      refused(409, 'reviewer-may-not-approve'),
    );
    expect(await claimOf(town)).toMatchObject({ status: 'reviewed' });
  });

  it('stays owed when it is returned, and is reviewed again', async () => {
    const town = await owing();
    await review(town, people.reviewer);
    const returned = await town.call(contract.returnHolderClaim, {
      as: people.approver,
      params: { claimId },
      body: { note: 'a signature is missing' },
    });
    expect(returned.status).toBe(200);
    expect(await claimOf(town)).toMatchObject({
      status: 'returned',
      note: 'a signature is missing',
    });
    expect(await approve(town, people.approver)).toMatchObject(refused(409, 'claim-not-reviewed'));
    await review(town, people.reviewer);
    await approve(town, people.approver);
    expect(await claimOf(town)).toMatchObject({ status: 'ordered' });
  });

  it('is not paid from an empty account: it waits for a deposit and a new approval', async () => {
    const town = await owing({ cashedOutFen: 900 });
    await review(town, people.reviewer);
    await approve(town, people.approver);
    expect(await claimOf(town)).toMatchObject({
      status: 'unfunded',
      note: 'account-would-be-overdrawn',
    });
    expect(await paymentFile(town)).toEqual([]);
    await town.deposit('account-1', 100);
    await approve(town, people.approver);
    expect(await paymentFile(town)).toMatchObject([{ orderId: 'V-1.1.account-1.2' }]);
  });

  it('that the bank could not pay is free on the account again and ordered anew', async () => {
    const town = await owing();
    await review(town, people.reviewer);
    await approve(town, people.approver);
    await bankSays(town, 'failed');
    expect(await claimOf(town)).toMatchObject({ status: 'unfunded', note: 'payment-failed' });
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 0, balanceFen: 800 });
    await approve(town, people.approver);
    await bankSays(town, 'paid', { orderId: 'V-1.1.account-1.2' });
    expect(await claimOf(town)).toMatchObject({ status: 'paid' });
  });

  it('is paid once, whatever the bank repeats; what contradicts stops further orders', async () => {
    const town = await owing();
    await review(town, people.reviewer);
    await approve(town, people.approver);
    await bankSays(town, 'paid');
    await bankSays(town, 'paid');
    expect(await town.account('account-1')).toMatchObject({ paidFen: 500, balanceFen: 300 });
    const failing = await owing();
    await review(failing, people.reviewer);
    await approve(failing, people.approver);
    await bankSays(failing, 'failed');
    await bankSays(failing, 'paid', { bankReference: 'OUT-0002' });
    expect(await approve(failing, people.approver)).toMatchObject(
      refused(409, 'bank-result-contradicted'),
    );
    expect(await bankSays(failing, 'paid', { orderId: 'V-1.1.account-9' })).toMatchObject(
      refused(404, 'payment-unknown'),
    );
  });

  it('is seen by its holder and by nobody else of the public', async () => {
    const town = await owing();
    expect(await claimOf(town, person)).toMatchObject({ status: 'opened' });
    const other = await town.call(contract.getHolderClaim, {
      as: { ...person, person: 'person-2' },
      params: { claimId },
    });
    expect(other).toMatchObject(refused(404, 'claim-unknown'));
    const list = await town.call(contract.listHolderClaims, {
      as: people.reviewer,
      query: { status: 'opened' },
    });
    expect(list.body).toMatchObject({ items: [{ claimId }] });
    const elsewhere = await town.call(contract.listHolderClaims, { as: people.hillsideReviewer });
    expect(elsewhere.body).toMatchObject({ items: [] });
  });
});
