import * as contract from '@fangpiao/contracts';
import { holder, startDistrict, type District } from './district.ts';

/**
 * Vouchers of 1,100,000.00 yuan, of which 100,000.00 are reward: all of it for three months (to 2 June), 60 % for six
 * (to 2 September), then none.
 */
const dalian = {
  pack: 'dalian-example-district',
  rewrite: (text: string) => text.replace('defaultFormula: by-area', 'defaultFormula: by-money'),
  agreement: { amounts: { monetaryCompensationFen: 100_000_000 }, faceValueFen: 110_000_000 },
};
const face = 110_000_000;

async function withVouchers(count = 1): Promise<{ district: District; voucherIds: string[] }> {
  const district = await startDistrict(dalian);
  const voucherIds: string[] = [];
  for (let n = 1; n <= count; n++) voucherIds.push(await district.issue(`AG-${n}`));
  return { district, voucherIds };
}

async function until(district: District, day: string): Promise<void> {
  district.time.leap(Date.parse(`${day}T02:00:00.000Z`) - district.time.now());
  await district.settle(120_000);
}

async function published(district: District, stream: string): Promise<Record<string, unknown>[]> {
  const commits = await district.time.runUntil(district.store.commitsOf(stream, 0, 100));
  return commits
    .flatMap(({ events }) => events)
    .map(({ type, data }) => ({ type, ...(data as object) }));
}

const usedOf = async (district: District, purchaseId: string) =>
  (await published(district, `purchase/${purchaseId}`)).filter(
    ({ type }) => type === 'vouchers.purchase.used.v1',
  );

describe('a contract filed after a tier of the reward has ended', () => {
  it('spends what the pack takes, forfeits the reward that is lost, and says what the buyer adds in cash [DL 8]', async () => {
    const { district, voucherIds } = await withVouchers();
    const of = { unitId: 'U-1', priceFen: face };
    const purchaseId = await district.reserve({ ...of, voucherIds });
    await until(district, '2026-06-05');
    expect(await district.voucher('V-AG-1')).toMatchObject({ pockets: { held: face } });
    await district.file(purchaseId, { ...of, filedOn: '2026-06-03' });
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { available: 0, held: 0, spent: 106_000_000, forfeited: 4_000_000 },
    });
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'used',
      priceFen: face,
      voucherFen: 106_000_000,
      parts: [{ voucherId: 'V-AG-1', amountFen: 106_000_000 }],
      topUpDue: {
        amountFen: 4_000_000,
        zh: expect.stringContaining('请另以现金补足 40,000.00 元') as string,
        en: expect.stringContaining('please add 40,000.00 yuan in cash') as string,
      },
    });
    expect(await usedOf(district, purchaseId)).toMatchObject([
      {
        priceFen: face,
        voucherFen: 106_000_000,
        topUpDueFen: 4_000_000,
        parts: [{ voucherId: 'V-AG-1', amountFen: 106_000_000 }],
      },
    ]);
  });

  it('is filed in time by its own date, however late the news: nothing is lost [DL 9]', async () => {
    const { district, voucherIds } = await withVouchers();
    const of = { unitId: 'U-1', priceFen: face };
    const purchaseId = await district.reserve({ ...of, voucherIds });
    await until(district, '2026-06-05');
    await district.file(purchaseId, { ...of, filedOn: '2026-06-02' });
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { spent: face, forfeited: 0 },
    });
    expect(await district.purchase(purchaseId)).toMatchObject({ voucherFen: face, topUpDue: null });
    expect((await usedOf(district, purchaseId))[0]).not.toHaveProperty('topUpDueFen');
  });

  it('is redeemed and completed for what was spent [DL 15, GZ 11]', async () => {
    const { district, voucherIds } = await withVouchers();
    const of = { unitId: 'U-1', priceFen: face };
    const purchaseId = await district.reserve({ ...of, voucherIds });
    await until(district, '2026-06-05');
    await district.file(purchaseId, { ...of, filedOn: '2026-06-03' });
    await district.pay(purchaseId, { unitId: 'U-1', amountFen: 106_000_000 });
    expect(await district.voucher('V-AG-1')).toMatchObject({ redeemedFen: 106_000_000 });
    const data = {
      claimId: `${purchaseId}.1`,
      purchaseId,
      unitId: 'U-1',
      developerId: 'dev-1',
      district: 'clearwater',
      amountFen: 106_000_000,
    };
    district.publish('settlement', `claim/${purchaseId}.1`, {
      type: 'settlement.claim.completed.v1',
      data,
    });
    await district.settle();
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'completed',
      paidFen: 106_000_000,
    });
  });

  it('gives back what was spent when it is rescinded, and no forfeited reward', async () => {
    const { district, voucherIds } = await withVouchers();
    const of = { unitId: 'U-1', priceFen: face };
    const purchaseId = await district.reserve({ ...of, voucherIds });
    await until(district, '2026-06-05');
    await district.file(purchaseId, { ...of, filedOn: '2026-06-03' });
    const revoked = { unitId: 'U-1', purchaseId, revokedOn: '2026-06-06' };
    district.unit('filing-revoked', {
      ...revoked,
      filingNumber: 'WQ-U-1',
      reason: 'r',
      document: 'D-1',
    });
    await district.settle();
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { available: 106_000_000, held: 0, spent: 0, forfeited: 4_000_000 },
    });
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'rescinded',
      topUpDue: null,
    });
  });
});

describe('several vouchers in one purchase', () => {
  it('spend one after another: the second makes up what the first no longer pays [DL 12]', async () => {
    const { district, voucherIds } = await withVouchers(2);
    const unitId = 'U-1';
    const purchaseId = await district.reserve({ unitId, priceFen: 160_000_000, voucherIds });
    expect(await district.voucher('V-AG-2')).toMatchObject({ pockets: { held: 50_000_000 } });
    await until(district, '2026-06-05');
    await district.file(purchaseId, { unitId, priceFen: 155_000_000, filedOn: '2026-06-03' });
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { available: 0, spent: 106_000_000, forfeited: 4_000_000 },
    });
    // 155 − 106 = 49 of the 50 held; 1 is available again. What was not held lost its reward by the clock.
    expect(await district.voucher('V-AG-2')).toMatchObject({
      pockets: { available: 57_000_000, held: 0, spent: 49_000_000, forfeited: 4_000_000 },
    });
    expect(await district.purchase(purchaseId)).toMatchObject({
      priceFen: 155_000_000,
      voucherFen: 155_000_000,
      topUpDue: null,
    });
  });

  it('never pay more than the price in the contract; one that is not needed is whole again', async () => {
    const { district, voucherIds } = await withVouchers(2);
    const unitId = 'U-1';
    const purchaseId = await district.reserve({ unitId, priceFen: 160_000_000, voucherIds });
    await district.file(purchaseId, { unitId, priceFen: 90_000_000, filedOn: '2026-03-02' });
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { available: 20_000_000, held: 0, spent: 90_000_000 },
    });
    expect(await district.voucher('V-AG-2')).toMatchObject({
      pockets: { available: face, held: 0, spent: 0 },
    });
    expect(await usedOf(district, purchaseId)).toMatchObject([
      { priceFen: 90_000_000, voucherFen: 90_000_000, parts: [{ voucherId: 'V-AG-1' }] },
    ]);
    const { body } = await district.call(contract.getVoucherOutlook, {
      as: holder,
      params: { voucherId: 'V-AG-2' },
    });
    expect(body).toMatchObject({ cashOut: { refusals: [{ code: 'no-purchase-yet' }] } });
  });

  it('are each asked once, and the use is published once, when the news of the filing comes twice', async () => {
    const { district, voucherIds } = await withVouchers(2);
    const unitId = 'U-1';
    const purchaseId = await district.reserve({ unitId, priceFen: 160_000_000, voucherIds });
    const filing = { unitId, priceFen: 160_000_000, filedOn: '2026-03-02' };
    await district.file(purchaseId, filing);
    await district.file(purchaseId, filing);
    expect(await usedOf(district, purchaseId)).toHaveLength(1);
    expect(await district.voucher('V-AG-1')).toMatchObject({ pockets: { spent: face } });
    expect(await district.voucher('V-AG-2')).toMatchObject({ pockets: { spent: 50_000_000 } });
  });
});

describe('a purchase that does not come about', () => {
  it('keeps no tier: reward whose tier ended while it was held is forfeited [DL 8]', async () => {
    const { district, voucherIds } = await withVouchers();
    const unitId = 'U-1';
    const purchaseId = await district.reserve({ unitId, priceFen: face, voucherIds });
    await until(district, '2026-06-05');
    district.unit('reservation-released', {
      unitId,
      purchaseId,
      reason: 'reservation-timed-out',
    });
    await district.settle();
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { available: 106_000_000, held: 0, forfeited: 4_000_000 },
    });
  });
});
