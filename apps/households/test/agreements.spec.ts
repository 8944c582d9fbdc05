import * as contract from '@fangpiao/contracts';
import { headquarters, officer, openOffice, problemOf, strangerOfficer } from './office.fixture.ts';

describe('a compensation agreement [GZ 3, LC]', () => {
  it('is drafted, signed and put into effect; then everything the contract names is published', async () => {
    const office = await openOffice();
    await office.prepare();
    expect((await office.draft()).status).toBe(201);
    expect((await office.sign()).status).toBe(200);
    expect((await office.putIntoEffect()).body).toEqual({ id: 'g-1', version: 3, status: 'done' });
    const household = await office.town.call(contract.getHousehold, {
      as: officer,
      params: { householdId: 'h-1' },
    });
    const [holder, spouse] = household.body.members;
    const [effective] = await published(office);
    const data = contract.agreementEffectiveV1.data.parse(JSON.parse(effective!.data));
    expect(data).toEqual({
      agreementId: 'g-1',
      householdId: 'h-1',
      areaId: 'a-1',
      projectId: 'p-1',
      district: 'clearwater',
      accountId: 'acc-1',
      choice: 'voucher',
      holder: holder.personId,
      related: [{ personId: spouse.personId, kinship: 'spouse' }],
      legalArea: '100.50',
      voucherArea: '100.50',
      titleArea: '90.00',
      basePriceFen: 500_000,
      amounts: { movingFee: 1_000 },
      pack: { packId: 'clearwater', version: 1 },
      faceValueFen: 50_250_000,
      effectiveOn: '2026-02-03',
    });
  });

  it('keeps the base price of the day it was drafted', async () => {
    const office = await openOffice();
    await office.prepare();
    await office.draft();
    await office.valueArea({ basePriceFen: 999_999 });
    await office.sign();
    await office.putIntoEffect();
    const [effective] = await published(office);
    expect(JSON.parse(effective!.data)).toMatchObject({ basePriceFen: 500_000 });
  });

  it('publishes nothing before it takes effect', async () => {
    const office = await openOffice();
    await office.prepare();
    await office.draft();
    await office.sign();
    expect(await published(office)).toEqual([]);
  });

  it('is read at every step, by the district and by headquarters only', async () => {
    const office = await openOffice();
    await office.prepare();
    const read = (as: object) =>
      office.town.call(contract.getAgreement, { as, params: { agreementId: 'g-1' } });
    expect(problemOf(await read(officer))).toBe('404 agreement-unknown');
    await office.draft();
    expect((await read(officer)).body).toEqual({
      agreementId: 'g-1',
      householdId: 'h-1',
      areaId: 'a-1',
      district: 'clearwater',
      choice: 'voucher',
      status: 'drafted',
      faceValueFen: 50_250_000,
    });
    await office.sign();
    const signed = await read(headquarters);
    expect([signed.body.status, signed.headers['etag']]).toEqual(['signed', '"2"']);
    await office.putIntoEffect();
    expect((await read(officer)).body.status).toBe('effective');
    expect(problemOf(await read(strangerOfficer))).toBe('404 agreement-unknown');
  });

  it('is refused in the wrong order, twice, and to another district', async () => {
    const office = await openOffice();
    await office.prepare();
    expect(problemOf(await office.sign())).toBe('404 agreement-unknown');
    expect(problemOf(await office.putIntoEffect())).toBe('404 agreement-unknown');
    expect(problemOf(await office.draft({}, strangerOfficer))).toBe('404 household-unknown');
    await office.draft();
    expect(problemOf(await office.draft())).toBe('409 agreement-exists');
    expect(problemOf(await office.putIntoEffect())).toBe('409 agreement-not-signed');
    expect(problemOf(await office.sign({}, strangerOfficer))).toBe('404 agreement-unknown');
    await office.sign();
    expect(problemOf(await office.sign())).toBe('409 agreement-not-drafted');
    expect(problemOf(await office.putIntoEffect({ effectiveOn: '2026-01-31' }))).toBe(
      '422 invalid-request',
    );
    expect(problemOf(await office.putIntoEffect({}, strangerOfficer))).toBe(
      '404 agreement-unknown',
    );
    await office.putIntoEffect();
    expect(problemOf(await office.putIntoEffect())).toBe('409 agreement-not-signed');
  });

  it.each([
    ['for a household nobody registered', { householdId: 'h-9' }, '404 household-unknown'],
    ['above the legal area', { voucherArea: '100.51' }, '422 voucher-area-too-large'],
    ['with voucher area but another choice', { choice: 'cash' }, '422 invalid-request'],
  ])('is refused %s', async (_when, change, problem) => {
    const office = await openOffice();
    await office.prepare();
    expect(problemOf(await office.draft(change))).toBe(problem);
  });

  it('is refused while no licensed valuer has set the base price [LC]', async () => {
    const office = await openOffice();
    await office.registerProject();
    await office.openArea();
    await office.registerHousehold();
    expect(problemOf(await office.draft())).toBe('409 area-not-valued');
  });
});

describe('what other agencies say', () => {
  it('is remembered: the voucher of an agreement, and what was paid', async () => {
    const office = await openOffice();
    office.town.publish('vouchers', 'voucher/v-1', {
      type: 'vouchers.voucher.issued.v1',
      data: { agreementId: 'g-1', issuedOn: '2026-02-05' },
    });
    office.town.publish('vouchers', 'voucher/v-1', {
      type: 'vouchers.voucher.expired.v1',
      data: {},
    });
    office.town.publish('settlement', 'claim/c-1', {
      type: 'settlement.claim.paid.v1',
      data: { amountFen: 700 },
    });
    await office.town.settle();
    const mirrors = office.town.store.database.collections;
    expect(mirrors.get('mirror-vouchers-voucher')?.get('voucher/v-1')).toMatchObject({
      version: 2,
      facts: { agreementId: 'g-1', issuedOn: '2026-02-05', hasExpired: true },
    });
    expect(mirrors.get('mirror-settlement-claim')?.get('claim/c-1')).toMatchObject({
      facts: { paidFen: 700 },
    });
  });
});

async function published(office: Awaited<ReturnType<typeof openOffice>>) {
  await office.town.settle();
  return office.town.broker
    .stream('households', [])
    .stored.map(({ message }) => message)
    .filter(({ subject }) => subject.startsWith('households.agreement.'));
}
