import * as contract from '@fangpiao/contracts';
import {
  holder,
  officer,
  startDistrict,
  stranger,
  type District,
  type DistrictOptions,
} from './district.ts';

function code(answer: { body: unknown }): string {
  return ((answer.body as { type?: string }).type ?? '').split('/').at(-1)!;
}

const counter = { ...officer, subject: 'counter-1', role: 'counter-officer' } as const;

/** Compensation of 1,000,000.00 yuan and a reward of 10 %; what is left after 80 % of the face may be cashed out. */
const dalian: DistrictOptions = {
  pack: 'dalian-example-district',
  rewrite: (text) => text.replace('defaultFormula: by-area', 'defaultFormula: by-money'),
  agreement: { amounts: { monetaryCompensationFen: 100_000_000 }, faceValueFen: 110_000_000 },
};
/** The same amounts in a district that exchanges what has expired, less its reward. */
const guangzhou: DistrictOptions = {
  pack: 'guangzhou-example-district',
  agreement: { amounts: { assessedValueFen: 100_000_000 }, faceValueFen: 110_000_000 },
};

async function withVoucher(
  options: DistrictOptions,
): Promise<{ district: District; voucherId: string }> {
  const district = await startDistrict(options);
  return { district, voucherId: await district.issue('AG-1') };
}

const cashOut = (district: District, cashFen: number, as: object = holder) =>
  district.call(contract.cashOut, { as, params: { voucherId: 'V-AG-1' }, body: { cashFen } });
const takeExpired = (district: District, payableFen: number, as: object = holder) =>
  district.call(contract.takeExpired, {
    as,
    params: { voucherId: 'V-AG-1' },
    body: { payableFen },
  });
const outlook = async (district: District) =>
  (
    await district.call(contract.getVoucherOutlook, {
      as: holder,
      params: { voucherId: 'V-AG-1' },
    })
  ).body as {
    dates: { on: string; kind: string; clause: string }[];
    sideRights: { id: string; holds: string; clause: string }[];
    cashOut: { cashFen: number; forfeitedFen: number; refusals: { clause: string }[] };
    expired: { outcome: string; payableFen: number; forfeitedFen: number };
  };

async function freeze(district: District, frozenFen: number): Promise<void> {
  await district.call(contract.freezeVoucher, {
    as: officer,
    params: { voucherId: 'V-AG-1' },
    body: { frozenFen, authority: '区人民法院', document: '（2026）1号' },
  });
}

describe('what is left after a purchase [DL 13, 16]', () => {
  it('is paid in money less the reward that was not earned, and settlement is told what is owed', async () => {
    const { district, voucherId } = await withVoucher(dalian);
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 90_000_000 });
    expect((await outlook(district)).cashOut).toEqual({
      cashFen: 10_000_000,
      forfeitedFen: 10_000_000,
      refusals: [],
    });
    expect((await cashOut(district, 10_000_000)).status).toBe(202);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, spent: 90_000_000, cashedOut: 10_000_000, forfeited: 10_000_000 },
      paidOutFen: 0,
    });
    const commits = await district.time.runUntil(
      district.store.commitsOf(`voucher/${voucherId}`, 0, 100),
    );
    expect(commits.at(-1)!.events.at(-1)).toMatchObject({
      type: 'vouchers.voucher.cashed-out.v1',
      data: {
        claimId: 'V-AG-1.1',
        accountId: 'A-1',
        holder: 'person-1',
        askedBy: 'holder-1',
        cashedOutFen: 10_000_000,
        // 20 working days after 2 March 2026.
        payBy: '2026-03-30',
      },
    });
  });

  it('is endorsed when the district has paid it [GZ 11]', async () => {
    const { district, voucherId } = await withVoucher(dalian);
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 90_000_000 });
    await cashOut(district, 10_000_000);
    district.publish('settlement', 'holder-claim/V-AG-1.1', {
      type: 'settlement.holder-claim.paid.v1',
      data: {
        claimId: 'V-AG-1.1',
        voucherId,
        district: 'clearwater',
        accountId: 'A-1',
        holder: 'person-1',
        amountFen: 10_000_000,
        bankReference: 'OUT-0001',
        paidOn: '2026-03-05',
      },
    });
    await district.settle();
    expect(await district.voucher(voucherId)).toMatchObject({ paidOutFen: 10_000_000 });
  });

  it('stays on the voucher before a purchase, below the least share, or where the city forbids it: with the clause', async () => {
    const { district, voucherId } = await withVoucher(dalian);
    const before = await cashOut(district, 0);
    expect(code(before)).toBe('cash-out-refused');
    expect(before.body).toMatchObject({
      detail: expect.stringContaining('购房后方可提取余额〔DL 16〕') as string,
    });
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 80_000_000 });
    expect((await cashOut(district, 0)).body).toMatchObject({
      detail: expect.stringContaining('未达到最低比例 80 %') as string,
    });
    const elsewhere = await withVoucher(guangzhou);
    await elsewhere.district.buy('V-AG-1', { unitId: 'U-1', priceFen: 90_000_000 });
    expect((await cashOut(elsewhere.district, 0)).body).toMatchObject({
      detail: expect.stringContaining('GZ 11') as string,
    });
  });

  it('is not paid with another amount than the holder was shown, while frozen, or to somebody else', async () => {
    const { district, voucherId } = await withVoucher(dalian);
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 90_000_000 });
    const other = await cashOut(district, 20_000_000);
    expect(code(other)).toBe('amount-changed');
    expect(other.body).toMatchObject({ detail: expect.stringContaining('100,000.00') as string });
    expect(code(await cashOut(district, 10_000_000, stranger))).toBe('not-the-holder');
    const elsewhere = { ...counter, district: 'elsewhere' };
    expect(code(await cashOut(district, 10_000_000, elsewhere))).toBe('voucher-unknown');
    await freeze(district, 1);
    expect(code(await cashOut(district, 10_000_000))).toBe('voucher-frozen');
    expect(await district.voucher(voucherId)).toMatchObject({ pockets: { available: 20_000_000 } });
  });

  it('can be asked for at the counter, and again when a contract is rescinded later', async () => {
    const { district, voucherId } = await withVoucher(dalian);
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 90_000_000 });
    const purchaseId = await district.buy(voucherId, { unitId: 'U-2', priceFen: 5_000_000 });
    expect((await cashOut(district, 5_000_000, counter)).status).toBe(202);
    district.unit('filing-revoked', {
      unitId: 'U-2',
      purchaseId,
      filingNumber: 'WQ-U-2',
      reason: 'x',
      document: 'R-1',
      revokedOn: '2026-03-02',
    });
    await district.settle();
    expect((await cashOut(district, 5_000_000, counter)).status).toBe(202);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { available: 0, spent: 90_000_000, cashedOut: 10_000_000 },
    });
  });
});

describe('what has expired', () => {
  it('is exchanged for money less the reward that belongs to it [GZ 10]', async () => {
    const { district, voucherId } = await withVoucher(guangzhou);
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 55_000_000 });
    expect(code(await takeExpired(district, 0))).toBe('expired-balance-refused');
    await district.pass(560);
    expect(await district.voucher(voucherId)).toMatchObject({ pockets: { expired: 55_000_000 } });
    expect((await outlook(district)).expired).toMatchObject({
      outcome: 'exchange',
      payableFen: 50_000_000,
      forfeitedFen: 5_000_000,
    });
    expect(code(await takeExpired(district, 55_000_000))).toBe('amount-changed');
    expect((await takeExpired(district, 50_000_000)).status).toBe(202);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { expired: 0, exchanged: 50_000_000, forfeited: 5_000_000, spent: 55_000_000 },
    });
    expect(code(await takeExpired(district, 50_000_000))).toBe('expired-balance-refused');
  });

  it('is exchanged only within the time to apply', async () => {
    const { district } = await withVoucher(guangzhou);
    await district.pass(560 + 200);
    const answer = await takeExpired(district, 100_000_000);
    expect(code(answer)).toBe('expired-balance-refused');
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('2028-03') as string });
  });

  it('becomes a replacement home when nothing was used [DL 9, LC 1.2]', async () => {
    const { district, voucherId } = await withVoucher({});
    await district.pass(400);
    expect((await outlook(district)).expired).toMatchObject({ outcome: 'replacement-home' });
    expect((await takeExpired(district, 0, counter)).status).toBe(202);
    expect(await district.voucher(voucherId)).toMatchObject({
      pockets: { expired: 0, convertedToHome: 100_000_000 },
    });
  });

  it('is lost where the pack says so', async () => {
    const { district, voucherId } = await withVoucher({});
    await district.buy(voucherId, { unitId: 'U-1', priceFen: 60_000_000 });
    await district.pass(400);
    expect(code(await takeExpired(district, 0))).toBe('expired-balance-refused');
    expect(await district.voucher(voucherId)).toMatchObject({ pockets: { expired: 40_000_000 } });
  });
});

describe('the outlook of a voucher', () => {
  it('names the last day, the reminders and the ends of the tiers, each with its clause', async () => {
    const { district } = await withVoucher(dalian);
    const { dates } = await outlook(district);
    expect(dates.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'tier-ends 2026-06-02',
      'tier-ends 2026-09-02',
      'reminder 2026-12-02',
      'reminder 2027-01-31',
      'reminder 2027-02-23',
      'last-day-of-use 2027-03-02',
    ]);
    expect(dates.map(({ clause }) => clause)).toEqual(dates.map(() => '假设 assumption'));
  });

  it('says which rights come with it, and which cannot be told from what is known here [GZ 5]', async () => {
    const { district } = await withVoucher(guangzhou);
    const rights = Object.fromEntries(
      (await outlook(district)).sideRights.map(({ id, holds }) => [id, holds]),
    );
    expect(rights).toMatchObject({ 'tax-relief': 'yes', 'not-counted': 'unknown' });
  });

  it('is not for others', async () => {
    const { district, voucherId } = await withVoucher(dalian);
    const params = { voucherId };
    expect(code(await district.call(contract.getVoucherOutlook, { as: stranger, params }))).toBe(
      'not-the-holder',
    );
  });
});
