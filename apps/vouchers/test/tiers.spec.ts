import { startDistrict, type District } from './district.ts';

/** Reward of 100,000.00 yuan inside a face of 1,100,000.00: all of it for three months, 60 % for six, then none. */
async function withReward(): Promise<District> {
  const district = await startDistrict({
    pack: 'dalian-example-district',
    rewrite: (text) => text.replace('defaultFormula: by-area', 'defaultFormula: by-money'),
    agreement: { amounts: { monetaryCompensationFen: 100_000_000 }, faceValueFen: 110_000_000 },
  });
  await district.issue('AG-1');
  return district;
}

/** Lets time go on to an instant; then the clock has two minutes to look. */
async function until(district: District, instant: string): Promise<void> {
  district.time.leap(Date.parse(instant) - district.time.now());
  await district.settle(120_000);
}

const pocketsOf = async (district: District) =>
  ((await district.voucher('V-AG-1')) as { pockets: Record<string, number> }).pockets;

describe('reward at the edge of a tier [DL 8]', () => {
  it('is still there on the last evening of the tier', async () => {
    const district = await withReward();
    await until(district, '2026-06-02T15:55:00.000Z');
    expect(await pocketsOf(district)).toMatchObject({ available: 110_000_000, forfeited: 0 });
  });

  it('moves from available to forfeited at 00:00 in Shanghai, with nobody doing anything', async () => {
    const district = await withReward();
    await until(district, '2026-06-02T16:00:00.000Z');
    expect(await pocketsOf(district)).toMatchObject({
      available: 106_000_000,
      forfeited: 4_000_000,
    });
  });

  it('is lost once at each edge, whatever the clock repeats', async () => {
    const district = await withReward();
    await until(district, '2026-06-02T16:00:00.000Z');
    await district.settle(600_000);
    await until(district, '2026-09-02T16:00:00.000Z');
    await district.settle(600_000);
    expect(await pocketsOf(district)).toMatchObject({
      available: 100_000_000,
      forfeited: 10_000_000,
    });
  });

  it('is lost in one step where the clock was late, and the rest expires after the last day', async () => {
    const district = await withReward();
    await until(district, '2026-10-01T02:00:00.000Z');
    expect(await pocketsOf(district)).toMatchObject({ available: 100_000_000 });
    await until(district, '2027-03-03T15:00:00.000Z');
    expect(await pocketsOf(district)).toMatchObject({ available: 100_000_000, expired: 0 });
    await until(district, '2027-03-03T16:00:00.000Z');
    expect(await pocketsOf(district)).toMatchObject({
      available: 0,
      expired: 100_000_000,
      forfeited: 10_000_000,
    });
  });

  it('leaves what is used by then alone: base is used first', async () => {
    const district = await withReward();
    await district.buy('V-AG-1', { unitId: 'U-1', priceFen: 105_000_000 });
    await until(district, '2026-06-02T16:00:00.000Z');
    expect(await pocketsOf(district)).toMatchObject({
      spent: 105_000_000,
      available: 3_000_000,
      forfeited: 2_000_000,
    });
  });
});
