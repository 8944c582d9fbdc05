import * as contract from '@fangpiao/contracts';
import { bundledPackFiles, bundledPacks } from '@fangpiao/policy';
import { headquarters, officer, startDistrict, type District } from './district.ts';

function code(answer: { body: unknown }): string {
  return ((answer.body as { type?: string }).type ?? '').split('/').at(-1)!;
}

const second = { packId: 'clearwater', packVersion: '2' };

/** Version 2 of the district's pack, with a validity of six months instead of twelve. */
async function draftSecond(district: District): Promise<void> {
  const parts = bundledPackFiles['dongchangfu']!.map((file) => ({
    file,
    text: bundledPacks[file]!.replace('months: 12', 'months: 6'),
  }));
  const body = { packId: 'clearwater', version: 2, parts };
  const drafted = await district.call(contract.draftPack, { as: officer, body });
  expect(drafted.status).toBe(201);
}

const register = (district: District) =>
  district.call(contract.registerPack, {
    as: headquarters,
    params: second,
    body: { note: '备案' },
  });
const force = (district: District, effectiveFrom = '2026-03-02') =>
  district.call(contract.putPackInForce, {
    as: headquarters,
    params: second,
    body: { effectiveFrom },
  });
const read = async (district: District, packVersion: string) =>
  (
    await district.call(contract.getPack, {
      as: officer,
      params: { packId: 'clearwater', packVersion },
    })
  ).body as { status: string; effectiveFrom: string | null; parts: { text: string }[] };

async function issueUnder(district: District, agreementId: string, version: number) {
  district.agreement(agreementId, { pack: { packId: 'clearwater', version } });
  await district.settle();
  const asked = await district.call(contract.requestIssuance, {
    as: officer,
    body: { agreementId },
  });
  await district.settle();
  district.publish('settlement', 'account/A-1', {
    type: 'settlement.account.cover-committed.v1',
    data: { accountId: 'A-1', issuanceId: agreementId, coverFen: 100_000_000 },
  });
  await district.settle();
  return asked;
}

describe('a version of a policy pack', () => {
  it('goes from draft to registered to in force, and is read with its text at each step [GZ 15]', async () => {
    const district = await startDistrict();
    await draftSecond(district);
    expect(await read(district, '2')).toMatchObject({ status: 'draft', effectiveFrom: null });
    await register(district);
    expect(await read(district, '2')).toMatchObject({ status: 'registered' });
    await force(district);
    const inForce = await read(district, '2');
    expect(inForce).toMatchObject({ status: 'in-force', effectiveFrom: '2026-03-02' });
    expect(inForce.parts[0]!.text).toContain('months: 6');
  });

  it('in force is never changed: neither drafted, registered nor dated anew', async () => {
    const district = await startDistrict();
    await draftSecond(district);
    await register(district);
    await force(district);
    const before = await read(district, '2');
    const parts = [{ file: 'city.yaml', text: 'format: fangpiao-policy-pack/1' }];
    const body = { packId: 'clearwater', version: 2, parts };
    expect(code(await district.call(contract.draftPack, { as: officer, body }))).toBe(
      'pack-exists',
    );
    expect(code(await register(district))).toBe('pack-not-draft');
    expect(code(await force(district, '2026-04-01'))).toBe('pack-not-registered');
    expect(await read(district, '2')).toEqual(before);
  });

  it('issues nothing before it is registered, in force, and its day has come', async () => {
    const district = await startDistrict();
    await draftSecond(district);
    expect(code(await issueUnder(district, 'AG-1', 2))).toBe('pack-not-in-force');
    await register(district);
    expect(code(await issueUnder(district, 'AG-2', 2))).toBe('pack-not-in-force');
    await force(district, '2026-03-10');
    expect(code(await issueUnder(district, 'AG-3', 2))).toBe('pack-not-in-force');
    await district.pass(8);
    expect((await issueUnder(district, 'AG-4', 2)).status).toBe(202);
  });

  it('stays with the voucher: a later one does not change what was issued before', async () => {
    const district = await startDistrict();
    await district.issue('AG-1');
    await draftSecond(district);
    await register(district);
    await force(district);
    expect((await issueUnder(district, 'AG-2', 2)).status).toBe(202);
    expect(await district.voucher('V-AG-2')).toMatchObject({
      pack: { version: 2 },
      expiresOn: '2026-09-02',
    });
    expect(await district.voucher('V-AG-1')).toMatchObject({
      pack: { version: 1 },
      expiresOn: '2027-03-02',
    });
    await district.pass(200);
    expect(await district.voucher('V-AG-2')).toMatchObject({ pockets: { expired: 100_000_000 } });
    expect(await district.voucher('V-AG-1')).toMatchObject({ pockets: { available: 100_000_000 } });
  });
});

describe('a quote', () => {
  const body = {
    pack: { packId: 'clearwater', version: 1 },
    legalArea: '200.00',
    voucherArea: '200.00',
    titleArea: '180.00',
    basePriceFen: 500_000,
  };

  it('explains every yuan by its line with arithmetic and clause, and shows what is assumed', async () => {
    const district = await startDistrict();
    const answer = await district.call(contract.quote, { as: officer, body });
    expect(answer).toMatchObject({ status: 200, body: { faceValueFen: 100_000_000 } });
    const { lines, assumptions } = answer.body as {
      lines: { amountFen: number; arithmetic: string; clause: string }[];
      assumptions: string[];
    };
    expect(lines.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(100_000_000);
    expect(lines).toMatchObject([{ arithmetic: expect.stringContaining('200.00 m²') as string }]);
    expect(lines.every(({ clause }) => clause !== '')).toBe(true);
    expect(assumptions.length).toBeGreaterThan(0);
  });

  it('can be asked of a draft, so that it is tried before it counts', async () => {
    const district = await startDistrict();
    await draftSecond(district);
    const draft = { ...body, pack: { packId: 'clearwater', version: 2 } };
    expect((await district.call(contract.quote, { as: officer, body: draft })).status).toBe(200);
  });

  it('is refused with the reason where a fact is missing, and for a pack nobody knows', async () => {
    const district = await startDistrict({
      pack: 'guangzhou-example-district',
      agreement: {},
    });
    const missing = await district.call(contract.quote, { as: officer, body });
    expect(code(missing)).toBe('quote-refused');
    expect(missing.body).toMatchObject({
      detail: expect.stringContaining('assessedValueFen') as string,
    });
    const unknown = { ...body, pack: { packId: 'clearwater', version: 9 } };
    expect(code(await district.call(contract.quote, { as: officer, body: unknown }))).toBe(
      'pack-unknown',
    );
  });
});
