import * as contract from '@fangpiao/contracts';
import { people, refused, startTown, type Town } from './town.ts';

const sale = { purchaseId: 'P-1', unitId: 'U-1', amountFen: 500 };
const working = { days: 10, kind: 'working' } as const;

/** The pack pays 70 % ten working days after filing, 25 % after the keys, 5 % after the title. */
const plan = [
  { number: 1, after: 'filed', term: working, parts: [{ voucherId: 'V-1', amountFen: 350 }] },
  { number: 2, after: 'handed-over', term: working, parts: [{ voucherId: 'V-1', amountFen: 125 }] },
  {
    number: 3,
    after: 'title-registered',
    term: working,
    parts: [{ voucherId: 'V-1', amountFen: 25 }],
  },
];

async function filed(): Promise<Town> {
  const town = await startTown();
  await town.openAccount('account-1');
  await town.deposit('account-1', 800);
  const of = { unitId: 'U-1', purchaseId: 'P-1', developerId: 'bridge-homes' };
  town.publish('listings', 'unit/U-1', {
    type: 'listings.unit.filed.v1',
    data: {
      ...of,
      kind: 'residential',
      filingNumber: 'F-1',
      filedOn: '2026-03-02',
      priceFen: 500,
      area: '90.00',
    },
  });
  town.publish('vouchers', 'purchase/P-1', {
    type: 'vouchers.purchase.used.v1',
    data: {
      ...of,
      holder: 'person-1',
      kind: 'residential',
      filingNumber: 'F-1',
      usedOn: '2026-03-02',
      priceFen: 500,
      voucherFen: 500,
      parts: [{ voucherId: 'V-1', accountId: 'account-1', district: 'clearwater', amountFen: 500 }],
      instalments: plan,
    },
  });
  await town.settle();
  return town;
}

async function handOver(town: Town): Promise<void> {
  town.publish('listings', 'unit/U-1', {
    type: 'listings.unit.handed-over.v1',
    data: { unitId: 'U-1', purchaseId: 'P-1', handedOverOn: '2026-05-06' },
  });
  await town.settle();
}

const claim = (town: Town, instalment: number, amountFen: number) =>
  town.claim(sale, { instalment, amountFen, invoiceNumber: `2026000${instalment}` });

async function pay(town: Town, instalment: number): Promise<void> {
  const params = { claimId: `P-1.${instalment}` };
  const body = { note: 'looked at' };
  await town.call(contract.reviewClaim, { as: people.reviewer, params, body });
  await town.call(contract.approveClaim, { as: people.approver, params, body });
  await town.settle();
  const [order] = await town.paymentFile();
  await town.bankSays(order!, 'paid');
}

const claimOf = async (town: Town, instalment: number) =>
  (
    await town.call(contract.getClaim, {
      as: people.reviewer,
      params: { claimId: `P-1.${instalment}` },
    })
  ).body as object;

/** The same unit, paid by vouchers of two districts: each has a claim of its own. */
async function filedInTwoDistricts(): Promise<Town> {
  const town = await startTown();
  await town.openAccount('account-1');
  await town.deposit('account-1', 800);
  town.file(sale);
  const parts = ['clearwater', 'hillside'].map((district, index) => ({
    voucherId: `V-${index + 1}`,
    accountId: `account-${index + 1}`,
    district,
    amountFen: 250,
  }));
  town.publish('vouchers', 'purchase/P-1', {
    type: 'vouchers.purchase.used.v1',
    data: {
      unitId: 'U-1',
      purchaseId: 'P-1',
      developerId: 'bridge-homes',
      holder: 'person-1',
      kind: 'residential',
      filingNumber: 'F-1',
      usedOn: '2026-03-02',
      priceFen: 500,
      voucherFen: 500,
      parts,
      instalments: parts.map(({ voucherId, amountFen }, index) => ({
        number: index + 1,
        after: 'filed',
        term: working,
        parts: [{ voucherId, amountFen }],
      })),
    },
  });
  await town.settle();
  return town;
}

describe('an instalment that another district pays [DL 14]', () => {
  it('is claimed from that district: its officers see it, the first one of the purchase does not', async () => {
    const town = await filedInTwoDistricts();
    expect((await claim(town, 2, 250)).status).toBe(202);
    const params = { claimId: 'P-1.2' };
    const there = { as: people.hillsideReviewer, params };
    expect((await town.call(contract.getClaim, there)).body).toMatchObject({ status: 'checked' });
    expect(await town.call(contract.getClaim, { as: people.reviewer, params })).toMatchObject(
      refused(404, 'claim-unknown'),
    );
  });

  it('is entered at the counter of that district only', async () => {
    const town = await filedInTwoDistricts();
    const change = { instalment: 2, amountFen: 250 };
    expect(await town.claim(sale, change, people.counter)).toMatchObject(
      refused(404, 'not-the-claimant'),
    );
    const counter = { ...people.counter, district: 'hillside' };
    expect((await town.claim(sale, change, counter)).status).toBe(202);
  });
});

describe('a developer who is paid in instalments [DL 15]', () => {
  it('claims each when its event has happened, for its own amount, with its own last day', async () => {
    const town = await filed();
    expect(await claim(town, 1, 500)).toMatchObject(refused(409, 'claim-amount-differs'));
    expect(await claim(town, 2, 125)).toMatchObject(refused(409, 'not-handed-over'));
    expect((await claim(town, 1, 350)).status).toBe(202);
    expect(await claimOf(town, 1)).toMatchObject({
      status: 'checked',
      instalment: 1,
      amountFen: 350,
      payBy: '2026-03-16',
    });
    await pay(town, 1);
    expect(await town.newest('claim/P-1.1', 'settlement.claim.paid.v1')).toMatchObject({
      instalment: 1,
      amountFen: 350,
      payments: [{ amountFen: 350 }],
    });
    await handOver(town);
    expect((await claim(town, 2, 125)).status).toBe(202);
    await pay(town, 2);
    // Saturday 9 May is worked in 2026.
    expect(await claimOf(town, 2)).toMatchObject({ status: 'paid', payBy: '2026-05-19' });
    expect(await town.account('account-1')).toMatchObject({ paidFen: 475 });
  });

  it('is not paid what waits for the title, nor an instalment the pack does not have', async () => {
    const town = await filed();
    await handOver(town);
    expect(await claim(town, 3, 25)).toMatchObject(refused(409, 'instalment-not-due'));
    expect(await claim(town, 4, 25)).toMatchObject(refused(409, 'instalment-not-due'));
  });

  it('gets no further instalment when the contract was rescinded', async () => {
    const town = await filed();
    await handOver(town);
    await claim(town, 2, 125);
    town.publish('vouchers', 'purchase/P-1', {
      type: 'vouchers.purchase.ended.v1',
      data: {
        purchaseId: 'P-1',
        unitId: 'U-1',
        holder: 'person-1',
        ending: 'rescinded',
        reason: 'contract-rescinded',
      },
    });
    await town.settle();
    expect(await claimOf(town, 2)).toMatchObject({
      status: 'refused',
      refusal: { code: 'voucher-not-spent' },
    });
    expect(await claim(town, 1, 350)).toMatchObject(refused(409, 'voucher-not-spent'));
  });
});
