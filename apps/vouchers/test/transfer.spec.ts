import * as contract from '@fangpiao/contracts';
import {
  auditor,
  officer,
  startDistrict,
  type District,
  type DistrictOptions,
} from './district.ts';

function code(answer: { body: unknown }): string {
  return ((answer.body as { type?: string }).type ?? '').split('/').at(-1)!;
}

const receiver = {
  subject: 'holder-5',
  role: 'holder',
  agency: 'public',
  person: 'person-5',
} as const;

/** Base of 1,000,000.00 yuan and a reward of 10 % of it. */
const guangzhou: DistrictOptions = {
  pack: 'guangzhou-example-district',
  agreement: { amounts: { assessedValueFen: 100_000_000 }, faceValueFen: 110_000_000 },
};

/** A voucher, and another household of the project. */
async function ready(options: DistrictOptions = guangzhou): Promise<District> {
  const district = await startDistrict(options);
  await district.issue('AG-1');
  district.agreement('AG-5', { holder: 'person-5', related: [], choice: 'cash' });
  district.agreement('AG-6', { holder: 'person-6', related: [], projectId: 'P-2' });
  await district.settle();
  return district;
}

async function transfer(
  district: District,
  { from = 'V-AG-1', ...change }: { from?: string } & Record<string, unknown> = {},
) {
  const answer = await district.call(contract.transferVoucher, {
    as: officer,
    params: { voucherId: from },
    body: {
      receiverAgreementId: 'AG-5',
      giverHomesOwned: 1,
      receiverHomesOwned: 1,
      proofs: [{ kind: 'title-register-extract', archiveNumber: 'DA-9', digest: 'a1'.repeat(32) }],
      ...change,
    },
  });
  await district.settle();
  return answer;
}

async function commitsOf(district: District, voucherId: string) {
  return district.time.runUntil(district.store.commitsOf(`voucher/${voucherId}`, 0, 100));
}

describe('a transfer within the project [GZ 8]', () => {
  it('opens a voucher of the whole balance for the receiver, with the same deadline', async () => {
    const district = await ready();
    await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 30_000_000 });
    expect((await transfer(district)).status).toBe(202);
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { available: 0, spent: 30_000_000, transferredOut: 80_000_000 },
    });
    expect(await district.voucher('V-AG-1.T1')).toMatchObject({
      voucherNumber: 'CLEARWATER-2026-0000001-T1',
      holder: 'person-5',
      agreementId: 'AG-5',
      faceValueFen: 80_000_000,
      rewardInsideFaceFen: 10_000_000,
      pockets: { available: 80_000_000 },
      issuedOn: '2026-03-02',
      expiresOn: '2027-09-02',
    });
  });

  it('is endorsed on both: the first endorsement of the new names the hash of the old one’s', async () => {
    const district = await ready();
    await transfer(district);
    const given = (await commitsOf(district, 'V-AG-1')).at(-1)!;
    const [received] = await commitsOf(district, 'V-AG-1.T1');
    expect(given.events.map(({ type }) => type)).toContain('vouchers.voucher.transferred-out.v1');
    expect(received!.events[0]!.data).toMatchObject({
      fromVoucherId: 'V-AG-1',
      fromHash: given.hash,
      transfersLeft: 0,
    });
    const chain = await district.call(contract.listEndorsements, {
      as: auditor,
      params: { voucherId: 'V-AG-1.T1' },
    });
    expect(chain.body).toMatchObject({ unbroken: true });
  });

  it('lets the receiver buy, and nobody else; what is not used is exchanged less the reward that came with it', async () => {
    const district = await ready();
    await transfer(district);
    district.listUnit('U-2');
    await district.settle();
    const body = { unitId: 'U-2', priceFen: 60_000_000, voucherIds: ['V-AG-1.T1'] };
    expect(code(await district.start({ ...body, buyer: 'person-1' }))).toBe('not-the-holder');
    expect((await district.start({ ...body, buyer: 'person-5' }, receiver)).status).toBe(202);
    await district.settle();
    expect(await district.voucher('V-AG-1.T1')).toMatchObject({
      pockets: { available: 50_000_000, held: 60_000_000 },
    });
    await district.pass(600);
    const outlook = await district.call(contract.getVoucherOutlook, {
      as: receiver,
      params: { voucherId: 'V-AG-1.T1' },
    });
    // 500,000.00 left; of the face of 1,100,000.00 the reward is 100,000.00.
    expect(outlook.body).toMatchObject({
      expired: { outcome: 'exchange', payableFen: 45_454_545, forfeitedFen: 4_545_455 },
    });
  });

  it('happens once: the receiver cannot hand it on', async () => {
    const district = await ready();
    await transfer(district);
    district.agreement('AG-7', { holder: 'person-7', related: [] });
    await district.settle();
    const again = await transfer(district, { from: 'V-AG-1.T1', receiverAgreementId: 'AG-7' });
    expect(code(again)).toBe('transfer-refused');
    expect(again.body).toMatchObject({ detail: expect.stringContaining('〔GZ 8〕') as string });
  });

  it('counts the face once in the figures of the district', async () => {
    const district = await ready();
    await transfer(district);
    const { body } = await district.call(contract.getVoucherFigures, {
      as: officer,
      query: { district: 'clearwater' },
    });
    expect(body).toMatchObject({
      faceValueFen: 110_000_000,
      pockets: { available: 110_000_000, transferredOut: 0 },
      transferredFen: 110_000_000,
      byArea: [{ areaId: 'east-side', faceValueFen: 110_000_000 }],
    });
  });

  it('takes the unused reward along at the tier of the day', async () => {
    const district = await ready({
      pack: 'dalian-example-district',
      rewrite: (text) =>
        text
          .replace('defaultFormula: by-area', 'defaultFormula: by-money')
          .replace(
            /transfer: .*/,
            'transfer: { allowed: true, times: 1, circle: same-project, whoMustOwn: nobody, source: { assumption: test } }',
          ),
      agreement: { amounts: { monetaryCompensationFen: 100_000_000 }, faceValueFen: 110_000_000 },
    });
    await district.pass(120);
    expect((await transfer(district)).status).toBe(202);
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pockets: { transferredOut: 106_000_000, forfeited: 4_000_000 },
    });
    expect(await district.voucher('V-AG-1.T1')).toMatchObject({
      faceValueFen: 106_000_000,
      rewardInsideFaceFen: 6_000_000,
    });
  });
});

describe('a transfer is refused', () => {
  it('where the city forbids it, with the clause [DL 4]', async () => {
    const district = await ready({
      pack: 'dalian-example-district',
      agreement: { titleArea: '200.00', faceValueFen: 100_000_000 },
    });
    const answer = await transfer(district);
    expect(code(answer)).toBe('transfer-refused');
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('〔DL 4〕') as string });
    expect(await district.voucher('V-AG-1')).toMatchObject({ pockets: { available: 100_000_000 } });
  });

  it.each([
    ['to another project', { receiverAgreementId: 'AG-6' }, '受让人不在允许转让的范围内'],
    ['by a household without a home', { giverHomesOwned: 0 }, '转让人须在本市拥有'],
    ['to a household without a home', { receiverHomesOwned: 0 }, '受让人须在本市拥有'],
    ['to the holder', { receiverAgreementId: 'AG-1' }, '受让人即持票人'],
  ])('%s', async (_case, change, why) => {
    const district = await ready();
    const answer = await transfer(district, change);
    expect(code(answer)).toBe('transfer-refused');
    expect(answer.body).toMatchObject({ detail: expect.stringContaining(why) as string });
  });

  it('while a purchase is under way, after the last day, and for an agreement nobody knows', async () => {
    const district = await ready();
    expect(code(await transfer(district, { receiverAgreementId: 'AG-0' }))).toBe(
      'agreement-not-effective',
    );
    district.listUnit('U-1');
    await district.settle();
    await district.start({ unitId: 'U-1', priceFen: 60_000_000, voucherIds: ['V-AG-1'] });
    await district.settle();
    expect((await transfer(district)).body).toMatchObject({
      detail: expect.stringContaining('有购房正在办理') as string,
    });
    const late = await ready();
    await late.pass(600);
    expect((await transfer(late)).body).toMatchObject({
      detail: expect.stringContaining('到期') as string,
    });
  });
});
