import * as contract from '@fangpiao/contracts';
import { officer, startDistrict, type District } from './district.ts';

const { start, get, rows } = contract.issuanceJobs;
const many = (count: number) => Array.from({ length: count }, (_, index) => `AG-${index + 1}`);

describe('issuing in bulk [GZ 6, DL 10]', () => {
  async function handIn(district: District, agreementIds: readonly string[], key = 'bulk-issue-1') {
    return district.call(start, {
      as: officer,
      key,
      body: { rows: agreementIds.map((agreementId) => ({ agreementId })) },
    });
  }

  it('issues every voucher that can be, and tells of each other one why not', async () => {
    const district = await startDistrict();
    for (const id of many(3)) district.agreement(id);
    district.agreement('AG-cash', { choice: 'cash' });
    await district.settle();
    const handedIn = await handIn(district, [...many(3), 'AG-cash', 'AG-none']);
    expect(handedIn.status).toBe(202);
    expect(handedIn.headers['location']).toBe(`/issuance-jobs/${handedIn.body.id}`);
    await district.settle(5_000);
    const params = { jobId: handedIn.body.id as string };
    const progress = await district.call(get, { as: officer, params });
    expect(progress.body).toEqual({
      ...params,
      status: 'finished',
      rows: 5,
      accepted: 3,
      refused: 2,
      waiting: 0,
    });
    const refused = await district.call(rows, {
      as: officer,
      params,
      query: { outcome: 'refused' },
    });
    expect(refused.body.items).toMatchObject([
      {
        number: 4,
        row: { agreementId: 'AG-cash' },
        refusal: { code: 'agreement-without-voucher' },
      },
      { number: 5, row: { agreementId: 'AG-none' }, refusal: { code: 'agreement-not-effective' } },
    ]);
    for (const issuanceId of many(3)) {
      const issuance = await district.call(contract.getIssuance, {
        as: officer,
        params: { issuanceId },
      });
      expect(issuance.body).toMatchObject({ status: 'pending', refusal: null });
    }
  });

  it('takes the same list twice without issuing twice, and refuses another one under its key', async () => {
    const district = await startDistrict();
    for (const id of many(2)) district.agreement(id);
    await district.settle();
    const first = await handIn(district, many(2));
    const again = await handIn(district, many(2));
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
    expect((await handIn(district, many(1))).body.code).toBe('key-reused');
  });

  it('shows a job to its own district only', async () => {
    const district = await startDistrict();
    const { body } = await handIn(district, many(1));
    const elsewhere = { ...officer, district: 'elsewhere' };
    const params = { jobId: body.id as string };
    expect((await district.call(get, { as: elsewhere, params })).status).toBe(404);
    expect((await district.call(rows, { as: elsewhere, params })).status).toBe(404);
  });

  it('refuses more rows than one commit holds, and names the field', async () => {
    const district = await startDistrict();
    const tooMany = await handIn(district, many(5_001));
    expect(tooMany.body.fields[0]).toMatchObject({ path: 'body.rows', zh: '至多 5000 项' });
    const tooLong = await handIn(
      district,
      many(4_000).map((id) => id.padEnd(80, 'x')),
    );
    expect(tooLong.body.fields[0].en).toContain('200000 characters');
  });
});
