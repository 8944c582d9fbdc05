import * as contract from '@fangpiao/contracts';
import { holder, startDistrict, type District, type DistrictOptions } from './district.ts';

const price = 60_000_000;

/** A voucher of 1,000,000.00 yuan that bought a unit for 600,000.00, filed on 2 March. */
async function sold(
  options: DistrictOptions = {},
): Promise<{ district: District; voucherId: string; purchaseId: string }> {
  const district = await startDistrict(options);
  const voucherId = await district.issue('AG-1');
  const purchaseId = await district.buy(voucherId, { unitId: 'U-1', priceFen: price });
  return { district, voucherId, purchaseId };
}

async function revoke(district: District, purchaseId: string, revokedOn: string): Promise<void> {
  district.unit('filing-revoked', {
    unitId: 'U-1',
    purchaseId,
    filingNumber: 'WQ-U-1',
    reason: 'handed over late',
    document: 'R-1',
    revokedOn,
  });
  await district.settle();
}

async function published(district: District, stream: string, verb: string): Promise<unknown[]> {
  const commits = await district.time.runUntil(district.store.commitsOf(stream, 0, 100));
  return commits
    .flatMap((commit) => commit.events)
    .filter(({ type }) => type.endsWith(`.${verb}.v1`))
    .map(({ data }) => data);
}

describe('a contract rescinded after filing', () => {
  it('gives the money back to the voucher, and the unit can be bought again', async () => {
    const { district, voucherId, purchaseId } = await sold();
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 40_000_000, spent: price },
    });
    await revoke(district, purchaseId, '2026-03-20');
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 100_000_000, held: 0, spent: 0, forfeited: 0 },
      expiresOn: '2027-03-02',
    });
    expect(await district.purchase(purchaseId)).toMatchObject({
      status: 'rescinded',
      refusal: { code: 'contract-rescinded' },
    });
    const again = { unitId: 'U-1', priceFen: price, voucherIds: [voucherId] };
    expect((await district.start(again)).status).toBe(202);
  });

  it('is endorsed, and the chain stays unbroken [GZ 11]', async () => {
    const { district, voucherId, purchaseId } = await sold();
    await revoke(district, purchaseId, '2026-03-20');
    const { body } = await district.call(contract.listEndorsements, {
      as: holder,
      params: { voucherId },
    });
    const { endorsements, unbroken } = body as {
      endorsements: { events: string[] }[];
      unbroken: boolean;
    };
    expect(unbroken).toBe(true);
    expect(endorsements.at(-1)!.events).toContain('vouchers.voucher.restored.v1');
  });

  it('moves nothing when the news comes twice', async () => {
    const { district, voucherId, purchaseId } = await sold();
    await revoke(district, purchaseId, '2026-03-20');
    await revoke(district, purchaseId, '2026-03-20');
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 100_000_000 },
    });
  });

  it('before filing is only a release, should the news say so', async () => {
    const district = await startDistrict();
    const voucherId = await district.issue('AG-1');
    district.listUnit('U-1');
    await district.settle();
    const started = await district.start({
      unitId: 'U-1',
      priceFen: price,
      voucherIds: [voucherId],
    });
    await district.settle();
    const purchaseId = (started.body as { id: string }).id;
    await revoke(district, purchaseId, '2026-03-02');
    expect(await district.purchase(purchaseId)).toMatchObject({ status: 'released' });
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 100_000_000 },
    });
  });
});

describe('after the last day a rescinded contract', () => {
  it('gives days back where the pack says so, and the voucher can be used again', async () => {
    const { district, voucherId, purchaseId } = await sold();
    await district.pass(400);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, expired: 40_000_000, spent: price },
    });
    await revoke(district, purchaseId, '2027-04-06');
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: price, expired: 40_000_000, spent: 0 },
      expiresOn: '2027-06-05',
    });
    const again = { unitId: 'U-1', priceFen: price, voucherIds: [voucherId] };
    expect((await district.start(again)).status).toBe(202);
  });

  it('expires again when the days given back are over', async () => {
    const { district, voucherId, purchaseId } = await sold();
    await district.pass(400);
    await revoke(district, purchaseId, '2027-04-06');
    await district.pass(70);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, expired: 100_000_000 },
    });
  });

  it('stands on expired where the pack says so', async () => {
    const { district, voucherId, purchaseId } = await sold({
      rewrite: (text) =>
        text.replace('outcome: days-given-back\n  days: 60', 'outcome: to-expired'),
    });
    await district.pass(400);
    await revoke(district, purchaseId, '2027-04-06');
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, expired: 100_000_000, spent: 0 },
      expiresOn: '2027-03-02',
    });
  });
});

describe('what the developer was paid', () => {
  it('before the rescission is to be recovered, to the fen', async () => {
    const { district, voucherId, purchaseId } = await sold();
    await district.pay(purchaseId, { unitId: 'U-1', amountFen: price });
    await revoke(district, purchaseId, '2026-03-20');
    expect(await published(district, `purchase/${purchaseId}`, 'recovery-due')).toEqual([
      { purchaseId, unitId: 'U-1', developerId: 'dev-1', amountFen: price },
    ]);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 100_000_000, spent: 0 },
      redeemedFen: price,
    });
  });

  it('by a payment that was on its way is to be recovered too', async () => {
    const { district, purchaseId } = await sold();
    await revoke(district, purchaseId, '2026-03-20');
    expect(await published(district, `purchase/${purchaseId}`, 'recovery-due')).toEqual([]);
    await district.pay(purchaseId, { unitId: 'U-1', amountFen: price });
    expect(await published(district, `purchase/${purchaseId}`, 'recovery-due')).toMatchObject([
      { amountFen: price },
    ]);
  });
});

describe('reward that was used', () => {
  /** Compensation of 1,000,000.00 yuan and a reward of 10 %: all of it, 60 % after three months, none after six. */
  const dalian: DistrictOptions = {
    pack: 'dalian-example-district',
    rewrite: (text) => text.replace('defaultFormula: by-area', 'defaultFormula: by-money'),
    agreement: {
      amounts: { monetaryCompensationFen: 100_000_000 },
      faceValueFen: 110_000_000,
    },
  };

  it('comes back at the tier of the day on which the contract ended [DL 8]', async () => {
    const district = await startDistrict(dalian);
    const voucherId = await district.issue('AG-1');
    const purchaseId = await district.buy(voucherId, { unitId: 'U-1', priceFen: 110_000_000 });
    await district.pass(120);
    await revoke(district, purchaseId, '2026-06-30');
    expect(await district.voucher(voucherId)).toMatchObject({
      faceValueFen: 110_000_000,
      pockets: { available: 106_000_000, forfeited: 4_000_000, spent: 0 },
    });
  });

  it('is rated together with what was left, also where the clock has not looked yet', async () => {
    const district = await startDistrict(dalian);
    const voucherId = await district.issue('AG-1');
    const purchaseId = await district.buy(voucherId, { unitId: 'U-1', priceFen: 105_000_000 });
    district.time.leap(120 * 24 * 3_600_000);
    await revoke(district, purchaseId, '2026-06-30');
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 106_000_000, forfeited: 4_000_000 },
    });
  });

  it('is not lost twice when its tier has ended again before the next use', async () => {
    const district = await startDistrict(dalian);
    const voucherId = await district.issue('AG-1');
    const purchaseId = await district.buy(voucherId, { unitId: 'U-1', priceFen: 105_000_000 });
    await district.pass(120);
    await revoke(district, purchaseId, '2026-06-30');
    expect(await district.voucher(voucherId)).toMatchObject({ pockets: { forfeited: 4_000_000 } });
    await district.buy(voucherId, {
      unitId: 'U-2',
      priceFen: 106_000_000,
      filedOn: '2026-06-30',
    });
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, spent: 106_000_000, forfeited: 4_000_000 },
    });
  });
});
