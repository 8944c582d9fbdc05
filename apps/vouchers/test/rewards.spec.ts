import * as contract from '@fangpiao/contracts';
import { holder, startDistrict, type District } from './district.ts';

/**
 * A town whose rewards are earned at use, beside a face of 840,000.00 yuan (800,000.00 base): 4 % of what a home uses; 3 %
 * of the base used, due when the base is used in full; 1 % of the face when nine tenths of it are used.
 */
async function town(): Promise<District> {
  const district = await startDistrict({
    pack: 'yunling',
    rewrite: (text) => text.replace('districts: [new-town', 'districts: [clearwater, new-town'),
    agreement: { amounts: { assessedValueFen: 80_000_000 }, faceValueFen: 84_000_000 },
  });
  await district.issue('AG-1');
  return district;
}

type Told = Record<string, unknown> & { type: string };

async function told(district: District, verb: string): Promise<Told[]> {
  const commits = await district.time.runUntil(district.store.commitsOf('voucher/V-AG-1', 0, 100));
  return commits
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === `vouchers.voucher.${verb}.v1`)
    .map(({ type, data }) => ({ type, ...(data as object) }));
}

async function rewards(district: District): Promise<string[]> {
  const { body } = await district.call(contract.getVoucherOutlook, {
    as: holder,
    params: { voucherId: 'V-AG-1' },
  });
  const list = (
    body as { rewards: { claimId: string; reward: string; amountFen: number; state: string }[] }
  ).rewards;
  return list.map(({ claimId, reward, amountFen, state }) =>
    [claimId.split('.').at(-1), reward, amountFen, state].join(' '),
  );
}

async function settlementPaid(district: District, claim: number, amountFen: number): Promise<void> {
  const claimId = `V-AG-1.${claim}`;
  district.publish('settlement', `holder-claim/${claimId}`, {
    type: 'settlement.holder-claim.paid.v1',
    data: {
      claimId,
      voucherId: 'V-AG-1',
      district: 'clearwater',
      accountId: 'A-1',
      holder: 'person-1',
      amountFen,
      bankReference: `BK-${claim}`,
      paidOn: '2026-04-01',
    },
  });
  await district.settle();
}

async function revoke(district: District, unitId: string, purchaseId: string): Promise<void> {
  district.unit('filing-revoked', {
    unitId,
    purchaseId,
    filingNumber: `WQ-${unitId}`,
    reason: 'late',
    document: 'R-1',
    revokedOn: '2026-04-02',
  });
  await district.settle();
}

describe('a reward earned by using the voucher [YL 5]', () => {
  it('is due with a claim of its own for settlement to pay, and the payment is endorsed [GZ 11]', async () => {
    const district = await town();
    const purchaseId = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 84_000_000 });
    expect(await told(district, 'reward-due')).toMatchObject([
      {
        claimId: 'V-AG-1.1',
        purchaseId,
        reward: 'byKind',
        amountFen: 3_360_000,
        accountId: 'A-1',
        holder: 'person-1',
        on: '2026-03-02',
      },
      { claimId: 'V-AG-1.2', reward: 'soon', amountFen: 2_400_000 },
      { claimId: 'V-AG-1.3', reward: 'wholeFace', amountFen: 840_000 },
    ]);
    await settlementPaid(district, 2, 2_400_000);
    expect(await rewards(district)).toEqual([
      '1 byKind 3360000 due',
      '2 soon 2400000 paid',
      '3 wholeFace 840000 due',
    ]);
    // Beside the face: no pocket moves.
    expect(await district.voucher('V-AG-1')).toMatchObject({
      paidOutFen: 2_400_000,
      pockets: { available: 0, spent: 84_000_000, cashedOut: 0 },
    });
  });

  it('that waits for the base is only promised, and due with the purchase that uses it in full', async () => {
    const district = await town();
    const first = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 50_000_000 });
    expect(await rewards(district)).toEqual(['1 byKind 2000000 due']);
    const second = await district.buy('V-AG-1', { unitId: 'U-2', priceFen: 34_000_000 });
    expect(await rewards(district)).toEqual([
      '1 byKind 2000000 due',
      '2 soon 1500000 due',
      '3 byKind 1360000 due',
      '4 soon 900000 due',
      '5 wholeFace 840000 due',
    ]);
    const due = await told(district, 'reward-due');
    expect(due.map((each) => each['purchaseId'])).toEqual([first, first, second, second, second]);
  });

  it('is claimed once, whatever is repeated', async () => {
    const district = await town();
    const purchaseId = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 84_000_000 });
    await district.file(purchaseId, {
      unitId: 'U-1',
      priceFen: 84_000_000,
      filedOn: '2026-03-02',
    });
    expect(await told(district, 'reward-due')).toHaveLength(3);
  });
});

describe('when the contract is rescinded a reward', () => {
  it('that is not paid yet is withdrawn', async () => {
    const district = await town();
    const purchaseId = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 50_000_000 });
    await revoke(district, 'U-1', purchaseId);
    expect(await told(district, 'reward-withdrawn')).toMatchObject([
      { claimId: 'V-AG-1.1', purchaseId, reward: 'byKind', amountFen: 2_000_000 },
    ]);
    expect(await told(district, 'reward-recovery-due')).toEqual([]);
    expect(await rewards(district)).toEqual(['1 byKind 2000000 taken-back']);
  });

  it('that was paid is to be recovered from the holder', async () => {
    const district = await town();
    const purchaseId = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 50_000_000 });
    await settlementPaid(district, 1, 2_000_000);
    await revoke(district, 'U-1', purchaseId);
    expect(await told(district, 'reward-recovery-due')).toMatchObject([
      { claimId: 'V-AG-1.1', purchaseId, holder: 'person-1', amountFen: 2_000_000 },
    ]);
    expect(await told(district, 'reward-withdrawn')).toEqual([]);
    expect(await rewards(district)).toEqual(['1 byKind 2000000 recovery-due']);
  });

  it('that was on its way to the bank is to be recovered when it turns out to be paid, once', async () => {
    const district = await town();
    const purchaseId = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 50_000_000 });
    await revoke(district, 'U-1', purchaseId);
    await settlementPaid(district, 1, 2_000_000);
    expect(await told(district, 'reward-withdrawn')).toHaveLength(1);
    expect(await told(district, 'reward-recovery-due')).toMatchObject([{ amountFen: 2_000_000 }]);
    expect(await district.voucher('V-AG-1')).toMatchObject({ paidOutFen: 2_000_000 });
  });

  it('of another purchase waits again where the base is no longer used in full, and is due anew later', async () => {
    const district = await town();
    await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 50_000_000 });
    const second = await district.buy('V-AG-1', { unitId: 'U-2', priceFen: 34_000_000 });
    await revoke(district, 'U-2', second);
    expect(await rewards(district)).toEqual([
      '1 byKind 2000000 due',
      '2 soon 1500000 taken-back',
      '3 byKind 1360000 taken-back',
      '4 soon 900000 taken-back',
      '5 wholeFace 840000 taken-back',
    ]);
    await district.buy('V-AG-1', { unitId: 'U-3', priceFen: 34_000_000, filedOn: '2026-04-03' });
    expect((await rewards(district)).slice(5)).toEqual([
      '6 soon 1500000 due',
      '7 byKind 1360000 due',
      '8 soon 900000 due',
      '9 wholeFace 840000 due',
    ]);
  });

  it('is taken back once, also when the other purchase is rescinded too', async () => {
    const district = await town();
    const first = await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 50_000_000 });
    const second = await district.buy('V-AG-1', { unitId: 'U-2', priceFen: 34_000_000 });
    await revoke(district, 'U-2', second);
    await revoke(district, 'U-1', first);
    const claims = (await told(district, 'reward-withdrawn')).map((each) => each['claimId']);
    expect(claims).toEqual(['V-AG-1.2', 'V-AG-1.3', 'V-AG-1.4', 'V-AG-1.5', 'V-AG-1.1']);
    expect(await district.voucher('V-AG-1')).toMatchObject({ pockets: { available: 84_000_000 } });
  });
});
