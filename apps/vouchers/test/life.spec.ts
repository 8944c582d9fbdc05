import * as contract from '@fangpiao/contracts';
import { auditor, holder, officer, startDistrict, stranger, type District } from './district.ts';

const price = 60_000_000;

/** A purchase whose unit listings has reserved. */
async function reserved(district: District, voucherId: string): Promise<string> {
  district.listUnit('U-1');
  await district.settle();
  const started = await district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] });
  expect(started).toMatchObject({ status: 202 });
  await district.settle();
  const purchaseId = (started.body as { id: string }).id;
  district.publish('listings', 'unit/U-1', {
    type: 'listings.unit.reserved.v1',
    data: { unitId: 'U-1', purchaseId, reservedUntil: '2026-03-05T00:00:00.000Z' },
  });
  await district.settle();
  return purchaseId;
}

describe('the life of a voucher, as the issuing department sees it', () => {
  it('is issued within quota and cover, with face, number and deadline [GZ 6, 7]', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    expect(await district.voucher(voucherId)).toMatchObject({
      voucherNumber: 'CLEARWATER-2026-0000001',
      faceValueFen: 100_000_000,
      pockets: { available: 100_000_000, held: 0, spent: 0 },
      issuedOn: '2026-03-02',
      holder: 'person-1',
    });
    const { body } = await district.call(contract.getQuota, {
      as: officer,
      params: { district: 'clearwater' },
    });
    expect(body).toMatchObject({ reservedFen: 0, issuedFen: 100_000_000, serial: 1 });
  });

  it('holds money, spends it on filing, endorses the redemption and completes [DL 9, 15]', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    const purchaseId = await reserved(district, voucherId);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 40_000_000, held: price },
    });
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'reserved',
      voucherFen: price,
    });
    const unit = (type: string, data: object): void =>
      district.publish('listings', 'unit/U-1', {
        type,
        data: { unitId: 'U-1', purchaseId, ...data },
      });
    unit('listings.unit.contracted.v1', {
      contractNumber: 'HT-1',
      contractedOn: '2026-03-02',
      priceFen: price,
      area: '100.00',
    });
    unit('listings.unit.filed.v1', {
      developerId: 'dev-1',
      kind: 'residential',
      filingNumber: 'WQ-1',
      filedOn: '2026-03-02',
      priceFen: price,
      area: '100.00',
    });
    await district.settle();
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 40_000_000, held: 0, spent: price },
    });
    const claim = {
      claimId: `${purchaseId}.1`,
      purchaseId,
      unitId: 'U-1',
      developerId: 'dev-1',
      district: 'clearwater',
      amountFen: price,
    };
    district.publish('settlement', `claim/${purchaseId}.1`, {
      type: 'settlement.claim.paid.v1',
      data: {
        ...claim,
        paidOn: '2026-03-02',
        payments: [{ accountId: 'A-1', amountFen: price, bankReference: 'BK-0001' }],
      },
    });
    district.publish('settlement', `claim/${purchaseId}.1`, {
      type: 'settlement.claim.completed.v1',
      data: claim,
    });
    await district.settle();
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'completed',
      paidFen: price,
    });
    expect(await district.voucher(voucherId)).toMatchObject({ redeemedFen: price });
    const chain = await district.call(contract.listEndorsements, {
      as: auditor,
      params: { voucherId },
    });
    expect(chain.body).toMatchObject({ unbroken: true });
    expect((chain.body as { endorsements: unknown[] }).endorsements).toHaveLength(4);
  });

  it('gives all money back when listings refuses, and the refusal appears with its code', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    district.listUnit('U-1');
    await district.settle();
    const started = await district.start({
      unitId: 'U-1',
      priceFen: price,
      voucherIds: [voucherId],
    });
    const purchaseId = (started.body as { id: string }).id;
    await district.settle();
    district.publish('listings', 'unit/U-1', {
      type: 'listings.unit.reservation-refused.v1',
      data: { unitId: 'U-1', purchaseId, reason: 'unit-already-reserved' },
    });
    await district.settle();
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'refused',
      refusal: { code: 'unit-already-reserved', zh: '该房源已被认购' },
    });
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 100_000_000, held: 0 },
    });
  });

  it('does not release on its own clock once listings may act: it asks, and waits [WRITE-PATH 15]', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    const purchaseId = await reserved(district, voucherId);
    const cancelled = await district.call(contract.cancelPurchase, {
      as: holder,
      params: { purchaseId },
      body: { reason: '改选' },
    });
    expect(cancelled.status).toBe(202);
    await district.settle(60_000);
    expect(await district.voucher(voucherId)).toMatchObject({ pockets: { held: price } });
    district.publish('listings', 'unit/U-1', {
      type: 'listings.unit.reservation-released.v1',
      data: { unitId: 'U-1', purchaseId, reason: 'purchase-cancelled' },
    });
    await district.settle();
    expect(await district.purchase(purchaseId)).toMatchObject({ status: 'released' });
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 100_000_000, held: 0 },
    });
  });

  it('expires after its last day, held money only once it is released [DL 9, WRITE-PATH 13]', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    const purchaseId = await reserved(district, voucherId);
    district.time.leap(400 * 24 * 3_600_000);
    await district.settle(120_000);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, held: price, expired: 40_000_000 },
    });
    district.publish('listings', 'unit/U-1', {
      type: 'listings.unit.reservation-released.v1',
      data: { unitId: 'U-1', purchaseId, reason: 'reservation-timed-out' },
    });
    await district.settle(120_000);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, held: 0, expired: 100_000_000 },
    });
  });

  it('lets two purchases race for one balance: one holds, the other has nothing held', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    district.listUnit('U-1');
    district.listUnit('U-2');
    await district.settle();
    const [one, two] = await Promise.all([
      district.start({ unitId: 'U-1', priceFen: price, voucherIds: [voucherId] }),
      district.start({ unitId: 'U-2', priceFen: price, voucherIds: [voucherId] }),
    ]);
    await district.settle();
    const states = await Promise.all(
      [one, two].map(({ body }) => district.purchase((body as { id: string }).id)),
    );
    expect(states.map((state) => (state as { status: string }).status).sort()).toEqual([
      'refused',
      'reserving',
    ]);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 40_000_000, held: price },
    });
  });

  it('shows a voucher to its holder and to no other holder', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    const own = await district.call(contract.getVoucher, { as: holder, params: { voucherId } });
    const other = await district.call(contract.getVoucher, { as: stranger, params: { voucherId } });
    expect([own.status, other.status]).toEqual([200, 404]);
  });
});
