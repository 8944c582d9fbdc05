import { startDistrict, type District, type DistrictOptions } from './district.ts';

const price = 60_000_000;

function code(answer: { body: unknown }): string {
  return ((answer.body as { type?: string }).type ?? '').split('/').at(-1)!;
}

const proof = (kind: string) => ({ kind, archiveNumber: 'DA-7', digest: 'a1'.repeat(32) });

/** A district with a listed unit and vouchers of 1,000,000.00 yuan. */
async function ready(
  options: DistrictOptions = {},
  vouchers = 1,
): Promise<{ district: District; voucherIds: string[] }> {
  const district = await startDistrict(options);
  const voucherIds: string[] = [];
  for (let count = 1; count <= vouchers; count++)
    voucherIds.push(await district.issue(`AG-${count}`));
  district.listUnit('U-1');
  district.listUnit('U-2', { committedPriceFen: 120_000_000 });
  await district.settle();
  return { district, voucherIds };
}

const inDistrict = (from: string, to: string): DistrictOptions => ({
  rewrite: (text) => text.replace(from, to),
});

describe('the pack is asked before a purchase is started, and', () => {
  it('wants the papers of a child who buys: the missing one is named with its clause, and with it the child buys', async () => {
    const { district, voucherIds } = await ready();
    const body = { unitId: 'U-1', priceFen: price, voucherIds, buyer: 'person-9' };
    const refused = await district.start({ ...body, proofs: [proof('marriage-certificate')] });
    expect(code(refused)).toBe('proof-missing');
    expect(refused.body).toMatchObject({
      detail: expect.stringMatching(/缺少证明材料：kinship-proof〔.+〕/) as string,
    });
    expect((await district.start({ ...body, proofs: [proof('kinship-proof')] })).status).toBe(202);
  });

  it('wants the papers of the goods, whoever buys them', async () => {
    const goods = '  residential:\n    saleStages: [ready, presale, second-hand]\n';
    const { district, voucherIds } = await ready(
      inDistrict(goods, `${goods}    proofs: [tax-certificate]\n`),
    );
    const body = { unitId: 'U-1', priceFen: price, voucherIds };
    const refused = await district.start(body);
    expect(code(refused)).toBe('proof-missing');
    expect(refused.body).toMatchObject({
      detail: expect.stringContaining('tax-certificate') as string,
    });
    expect((await district.start({ ...body, proofs: [proof('tax-certificate')] })).status).toBe(
      202,
    );
  });

  it('says whether several vouchers may be merged for one unit [DL 12]', async () => {
    const { district, voucherIds } = await ready(inDistrict('  merge: true', '  merge: false'), 2);
    const topUps = [] as object[];
    const merged = { unitId: 'U-2', priceFen: 120_000_000, voucherIds, topUps };
    expect(code(await district.start(merged))).toBe('merge-not-allowed');
  });

  it('says how the rest may be paid [DL 13]', async () => {
    const { district, voucherIds } = await ready(
      inDistrict('provident-fund-loan, commercial-loan', 'provident-fund-loan'),
    );
    const withTopUp = (kind: string) =>
      district.start({
        unitId: 'U-2',
        priceFen: 120_000_000,
        voucherIds,
        topUps: [{ kind, amountFen: 20_000_000 }],
      });
    expect(code(await withTopUp('commercial-loan'))).toBe('top-up-not-allowed');
    expect((await withTopUp('own-funds')).status).toBe(202);
  });

  it('takes no more of the price than the pack’s largest share; the voucher holds just that', async () => {
    const { district, voucherIds } = await ready(
      inDistrict('  voucherFirst: true', '  voucherFirst: true\n  largestShareOfPrice: 80 %'),
    );
    const topUps = [{ kind: 'own-funds', amountFen: 12_000_000 }];
    const started = await district.start({ unitId: 'U-1', priceFen: price, voucherIds, topUps });
    expect(started.status).toBe(202);
    await district.settle();
    expect(await district.voucher(voucherIds[0]!)).toMatchObject({
      pockets: { held: 48_000_000, available: 52_000_000 },
    });
  });
});

describe('the papers shown', () => {
  it('are kept by archive number and digest; a number that is not the archive’s is refused', async () => {
    const { district, voucherIds } = await ready();
    const body = { unitId: 'U-1', priceFen: price, voucherIds };
    const wrong = { ...proof('kinship-proof'), archiveNumber: '11010519491231002X' };
    expect((await district.start({ ...body, proofs: [wrong] })).status).toBe(422);
    const started = await district.start({ ...body, proofs: [proof('kinship-proof')] });
    const stream = `purchase/${(started.body as { id: string }).id}`;
    const [first] = await district.time.runUntil(district.store.commitsOf(stream, 0, 1));
    expect(first!.events[0]!.data).toMatchObject({ proofs: [proof('kinship-proof')] });
  });
});
