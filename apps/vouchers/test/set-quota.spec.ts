import * as contract from '@fangpiao/contracts';
import { startServiceInMemory } from '@fangpiao/testing';
import { compose } from '../src/compose.ts';

const officer = {
  subject: 'officer-1',
  role: 'issuing-officer',
  agency: 'vouchers',
  district: 'clearwater',
} as const;

describe('the issue quota of a district [GZ 6]', () => {
  it('is set by the issuing officer and read back at once', async () => {
    const town = await startServiceInMemory(compose, 'vouchers');
    const set = await town.call(contract.setQuota, {
      as: officer,
      body: { issueQuotaFen: 100_000_000, decision: '区政〔2026〕1号' },
    });
    expect(set).toMatchObject({
      status: 200,
      body: { id: 'clearwater', version: 1, status: 'done' },
    });
    const read = await town.call(contract.getQuota, {
      as: officer,
      params: { district: 'clearwater' },
    });
    expect(read.body).toEqual({
      district: 'clearwater',
      issueQuotaFen: 100_000_000,
      reservedFen: 0,
      issuedFen: 0,
      serial: 0,
    });
  });

  it('answers a repeat with the same key by the same answer, and other content under that key by a refusal', async () => {
    const town = await startServiceInMemory(compose, 'vouchers');
    const body = { issueQuotaFen: 5_000, decision: '1号' };
    const first = await town.call(contract.setQuota, { as: officer, body, key: 'same-key-0001' });
    const again = await town.call(contract.setQuota, { as: officer, body, key: 'same-key-0001' });
    expect(again.body).toEqual(first.body);
    const other = await town.call(contract.setQuota, {
      as: officer,
      body: { ...body, issueQuotaFen: 6_000 },
      key: 'same-key-0001',
    });
    expect(other).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('key-reused') as string },
    });
  });
});
