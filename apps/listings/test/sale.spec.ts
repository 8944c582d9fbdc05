import * as contract from '@fangpiao/contracts';
import {
  clerk,
  codeOf,
  confirmFiling,
  handOver,
  lateEvening,
  listUnit,
  officer,
  officerElsewhere,
  openTown,
  otherClerk,
  platform,
  published,
  requestUnit,
  rescindContract,
  sell,
  signContract,
  statusOf,
  submitFiling,
  today,
  type Town,
} from './town.ts';

const hour = 3_600_000;

async function reservedTown(unit: Record<string, unknown> = {}): Promise<Town> {
  const town = await openTown();
  await listUnit(town, 'u-1', unit);
  await requestUnit(town, 'u-1', 'p-1');
  return town;
}

async function contractedTown(unit: Record<string, unknown> = {}): Promise<Town> {
  const town = await reservedTown(unit);
  await signContract(town, 'u-1', 'p-1');
  return town;
}

const filing = { filingNumber: 'BA-0001', unitId: 'u-1', purchaseId: 'p-1' };

describe('the sale contract', () => {
  it('is recorded by the developer, or the platform, for the purchase that has the unit', async () => {
    const town = await reservedTown();
    expect(codeOf(await signContract(town, 'u-0', 'p-1'))).toBe('unit-unknown');
    expect(codeOf(await signContract(town, 'u-1', 'p-1', {}, otherClerk))).toBe(
      'not-the-developer',
    );
    expect(codeOf(await signContract(town, 'u-1', 'p-2'))).toBe('unit-not-reserved');
    expect(codeOf(await signContract(town, 'u-1', 'p-1', {}, platform))).toBe('accepted 200');
    expect(codeOf(await signContract(town, 'u-1', 'p-1'))).toBe('unit-not-reserved');
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'contracted',
      data: {
        unitId: 'u-1',
        purchaseId: 'p-1',
        contractNumber: 'HT-p-1',
        contractedOn: today,
        priceFen: 120_000_000,
        area: '120.50',
      },
    });
  });

  it('has the price of the reservation and never more than the commitment [DL 6]', async () => {
    const town = await reservedTown();
    expect(codeOf(await signContract(town, 'u-1', 'p-1', { priceFen: 120_000_001 }))).toBe(
      'contract-price-differs',
    );
    expect(codeOf(await signContract(town, 'u-1', 'p-1', { priceFen: 130_000_001 }))).toBe(
      'contract-price-above-commitment',
    );
  });

  it('is dated today at the latest, and not after the voucher’s last day [DL 9]', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1', { lastFilingOn: '2026-03-01' });
    expect(codeOf(await signContract(town, 'u-1', 'p-1', { contractedOn: '2026-03-03' }))).toBe(
      'date-in-the-future',
    );
    expect(codeOf(await signContract(town, 'u-1', 'p-1'))).toBe('contract-too-late');
  });

  it('comes within the reservation, even if the clock has not released it yet', async () => {
    const town = await openTown({ reservationHours: 1, unfiledKinds: [] });
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    await town.settle(hour - 2_000);
    expect(codeOf(await signContract(town, 'u-1', 'p-1'))).toBe('reservation-over');
    expect(await statusOf(town, 'u-1')).toBe('reserved');
  });

  it('is rescinded before filing and the unit is free again', async () => {
    const town = await contractedTown();
    expect(codeOf(await rescindContract(town, 'u-0', 'p-1'))).toBe('unit-unknown');
    expect(codeOf(await rescindContract(town, 'u-1', 'p-1', otherClerk))).toBe('not-the-developer');
    expect(codeOf(await rescindContract(town, 'u-1', 'p-1', officerElsewhere))).toBe(
      'unit-unknown',
    );
    expect(codeOf(await rescindContract(town, 'u-1', 'p-2'))).toBe('unit-not-contracted');
    expect(codeOf(await rescindContract(town, 'u-1', 'p-1', officer))).toBe('accepted 200');
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'contract-rescinded',
      data: { unitId: 'u-1', purchaseId: 'p-1', reason: 'both agreed' },
    });
    expect(codeOf(await rescindContract(town, 'u-1', 'p-1'))).toBe('unit-not-contracted');
    await requestUnit(town, 'u-1', 'p-2');
    expect(await statusOf(town, 'u-1')).toBe('reserved');
  });

  it('is not rescinded as if unused once it is filed', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await sell(town, 'u-1', 'p-1');
    expect(codeOf(await rescindContract(town, 'u-1', 'p-1'))).toBe('unit-already-filed');
  });
});

describe('a filing that is revoked', () => {
  const revoke = (town: Town, purchaseId = 'p-1', change: object = {}, as = officer) =>
    town.call(contract.revokeFiling, {
      as,
      params: { unitId: 'u-1' },
      body: {
        purchaseId,
        reason: 'handed over late',
        document: 'R-1',
        revokedOn: today,
        ...change,
      },
    });

  it('frees the unit, takes the sale out of the figures, and its number stays used', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await sell(town, 'u-1', 'p-1');
    expect(codeOf(await revoke(town, 'p-2'))).toBe('unit-not-filed');
    expect(codeOf(await revoke(town, 'p-1', {}, officerElsewhere))).toBe('unit-unknown');
    expect(codeOf(await revoke(town, 'p-1', { revokedOn: '2026-03-03' }))).toBe(
      'date-in-the-future',
    );
    expect(codeOf(await revoke(town, 'p-1', { revokedOn: '2026-03-01' }))).toBe(
      'revocation-too-early',
    );
    expect(codeOf(await revoke(town))).toBe('accepted 200');
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'filing-revoked',
      data: {
        unitId: 'u-1',
        purchaseId: 'p-1',
        filingNumber: 'BA-p-1',
        reason: 'handed over late',
        document: 'R-1',
        revokedOn: today,
      },
    });
    const figures = await town.call(contract.getSalesFigures, {
      as: { role: 'headquarters', agency: 'headquarters' },
      query: { district: 'clearwater' },
    });
    expect(figures.body).toMatchObject({ listed: 1, contracted: 0, filed: 0, filedSalesFen: 0 });
    await requestUnit(town, 'u-1', 'p-2');
    await signContract(town, 'u-1', 'p-2');
    const again = { filingNumber: 'BA-p-1', unitId: 'u-1', purchaseId: 'p-2' };
    expect(codeOf(await submitFiling(town, again))).toBe('filing-number-used');
  });

  it('also ends the sale of a home that was handed over, and of goods that are not filed [DL 9]', async () => {
    const home = await openTown();
    await listUnit(home, 'u-1');
    await sell(home, 'u-1', 'p-1');
    await handOver(home, 'u-1', 'p-1');
    expect(codeOf(await revoke(home))).toBe('accepted 200');
    expect(await statusOf(home, 'u-1')).toBe('listed');
    const garage = await contractedTown({ kind: 'garage' });
    expect(codeOf(await revoke(garage))).toBe('accepted 200');
    expect((await published(garage, 'u-1')).at(-1)).toMatchObject({ data: { filingNumber: '' } });
  });

  it('is not for a contract that is only signed', async () => {
    const town = await contractedTown();
    expect(codeOf(await revoke(town))).toBe('unit-not-filed');
  });
});

describe('the online filing (网签备案)', () => {
  it('is submitted, confirmed by an officer and then a fact of the unit', async () => {
    const town = await contractedTown();
    expect(codeOf(await submitFiling(town, filing, platform))).toBe('accepted 201');
    expect(await statusOf(town, 'u-1')).toBe('contracted');
    expect(codeOf(await confirmFiling(town, 'BA-0002'))).toBe('filing-unknown');
    expect(codeOf(await confirmFiling(town, 'BA-0001', officerElsewhere))).toBe('filing-unknown');
    expect(codeOf(await confirmFiling(town, 'BA-0001'))).toBe('accepted 200');
    expect(codeOf(await confirmFiling(town, 'BA-0001'))).toBe('filing-not-submitted');
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'filed',
      data: {
        unitId: 'u-1',
        purchaseId: 'p-1',
        developerId: 'brook',
        kind: 'residential',
        filingNumber: 'BA-0001',
        filedOn: today,
        priceFen: 120_000_000,
        area: '120.50',
      },
    });
    expect(await statusOf(town, 'u-1')).toBe('filed');
    expect(await filingState(town, 'BA-0001')).toMatchObject({ status: 'recorded' });
  });

  it('has a number that is used once; a repeat of the same filing does nothing', async () => {
    const town = await contractedTown();
    await listUnit(town, 'u-2');
    await requestUnit(town, 'u-2', 'p-2');
    await signContract(town, 'u-2', 'p-2');
    expect(codeOf(await submitFiling(town, filing))).toBe('accepted 201');
    expect(codeOf(await submitFiling(town, filing))).toBe('accepted 204');
    expect(codeOf(await submitFiling(town, { ...filing, unitId: 'u-2', purchaseId: 'p-2' }))).toBe(
      'filing-number-used',
    );
  });

  it('of two submissions of one number at the same instant one gets it', async () => {
    const town = await contractedTown();
    await listUnit(town, 'u-2');
    await requestUnit(town, 'u-2', 'p-2');
    await signContract(town, 'u-2', 'p-2');
    const answers = await Promise.all([
      submitFiling(town, filing),
      submitFiling(town, { ...filing, unitId: 'u-2', purchaseId: 'p-2' }),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(['accepted 201', 'filing-number-used']);
  });

  it('needs a contract of this purchase and this developer', async () => {
    const town = await reservedTown();
    expect(codeOf(await submitFiling(town, { ...filing, unitId: 'u-0' }))).toBe('unit-unknown');
    expect(codeOf(await submitFiling(town, filing, otherClerk))).toBe('not-the-developer');
    expect(codeOf(await submitFiling(town, filing))).toBe('unit-not-contracted');
    await signContract(town, 'u-1', 'p-1');
    expect(codeOf(await submitFiling(town, { ...filing, purchaseId: 'p-2' }))).toBe(
      'unit-not-contracted',
    );
  });

  it('is dated between the contract and today, and by the voucher’s last day [DL 9]', async () => {
    const town = await openTown(undefined, lateEvening);
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1', { lastFilingOn: today });
    await signContract(town, 'u-1', 'p-1');
    const on = (filedOn: string) => submitFiling(town, { ...filing, filedOn }).then(codeOf);
    expect(await on('2026-03-01')).toBe('filing-before-contract');
    expect(await on('2026-03-03')).toBe('date-in-the-future');
    await town.settle(hour);
    expect(await on('2026-03-03')).toBe('filing-too-late');
    expect(await on(today)).toBe('accepted 201');
    await confirmFiling(town, 'BA-0001');
    expect(await statusOf(town, 'u-1')).toBe('filed');
  });

  it('a contract rescinded before the confirmation is a contradiction: recorded, not refused', async () => {
    const town = await contractedTown();
    await submitFiling(town, filing);
    await rescindContract(town, 'u-1', 'p-1');
    expect(codeOf(await confirmFiling(town, 'BA-0001'))).toBe('accepted 200');
    expect(await statusOf(town, 'u-1')).toBe('listed');
    expect(await filingState(town, 'BA-0001')).toMatchObject({
      status: 'contradicted',
      reason: 'unit-not-contracted',
    });
    expect(town.log.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('a second number for one contract is a contradiction', async () => {
    const town = await contractedTown();
    await submitFiling(town, filing);
    await submitFiling(town, { ...filing, filingNumber: 'BA-0002' });
    await confirmFiling(town, 'BA-0001');
    await confirmFiling(town, 'BA-0002');
    expect(await filingState(town, 'BA-0002')).toMatchObject({
      status: 'contradicted',
      reason: 'unit-already-filed',
    });
    expect((await published(town, 'u-1')).filter(({ verb }) => verb === 'filed')).toHaveLength(1);
  });
});

describe('goods that are not filed [DL 9]', () => {
  it('are handed over after the contract, which counts', async () => {
    const town = await contractedTown({ kind: 'garage' });
    expect(codeOf(await submitFiling(town, filing))).toBe('filing-not-required');
    expect(codeOf(await rescindContract(town, 'u-1', 'p-1'))).toBe('contract-counts-as-filed');
    expect(codeOf(await handOver(town, 'u-1', 'p-1'))).toBe('accepted 200');
  });

  it('have a contract that is never back-dated', async () => {
    const town = await reservedTown({ kind: 'garage' });
    expect(codeOf(await signContract(town, 'u-1', 'p-1', { contractedOn: '2026-03-01' }))).toBe(
      'contract-back-dated',
    );
  });

  it('are what the city says', async () => {
    const town = await openTown({ reservationHours: 72, unfiledKinds: ['storage'] });
    for (const [unitId, kind] of [
      ['u-1', 'garage'],
      ['u-2', 'storage'],
    ] as const) {
      await listUnit(town, unitId, { kind });
      await requestUnit(town, unitId, `p-${unitId}`);
      await signContract(town, unitId, `p-${unitId}`);
    }
    expect(codeOf(await handOver(town, 'u-1', 'p-u-1'))).toBe('unit-not-filed');
    expect(codeOf(await handOver(town, 'u-2', 'p-u-2'))).toBe('accepted 200');
  });
});

describe('the handover', () => {
  it('comes after filing, from the developer, dated between contract and today', async () => {
    const town = await contractedTown();
    expect(codeOf(await handOver(town, 'u-0', 'p-1'))).toBe('unit-unknown');
    expect(codeOf(await handOver(town, 'u-1', 'p-1', today, otherClerk))).toBe('not-the-developer');
    expect(codeOf(await handOver(town, 'u-1', 'p-1'))).toBe('unit-not-filed');
    await submitFiling(town, filing);
    await confirmFiling(town, 'BA-0001');
    expect(codeOf(await handOver(town, 'u-1', 'p-2'))).toBe('unit-not-filed');
    expect(codeOf(await handOver(town, 'u-1', 'p-1', '2026-03-03'))).toBe('date-in-the-future');
    expect(codeOf(await handOver(town, 'u-1', 'p-1', '2026-03-01'))).toBe('handover-too-early');
    expect(codeOf(await handOver(town, 'u-1', 'p-1', today, clerk))).toBe('accepted 200');
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'handed-over',
      data: { unitId: 'u-1', purchaseId: 'p-1', handedOverOn: today },
    });
  });
});

describe('figures of sales (READINGS §6)', () => {
  it('count contracted with filed inside, and add up money and area of what is filed', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1', { area: '120.55' });
    await listUnit(town, 'u-2', { area: '80.50' });
    await listUnit(town, 'u-3');
    await listUnit(town, 'u-4');
    await listUnit(town, 'u-5', { kind: 'garage' });
    await sell(town, 'u-1', 'p-1');
    await sell(town, 'u-2', 'p-2');
    await handOver(town, 'u-2', 'p-2');
    await requestUnit(town, 'u-3', 'p-3');
    await signContract(town, 'u-3', 'p-3');
    await requestUnit(town, 'u-5', 'p-5');
    await signContract(town, 'u-5', 'p-5');
    await handOver(town, 'u-5', 'p-5');
    await town.settle();
    const figures = await town.call(contract.getSalesFigures, {
      as: officer,
      query: { district: 'clearwater' },
    });
    expect(figures.body).toEqual({
      district: 'clearwater',
      listed: 1,
      contracted: 4,
      filed: 2,
      filedSalesFen: 240_000_000,
      filedArea: '201.05',
      handedOver: 2,
    });
    const empty = await town.call(contract.getSalesFigures, {
      as: officer,
      query: { district: 'hillside' },
    });
    expect(empty.body).toMatchObject({ contracted: 0, filedSalesFen: 0, filedArea: '0.00' });
  });

  it('of another district are not an officer’s', async () => {
    const town = await openTown();
    const figures = await town.call(contract.getSalesFigures, {
      as: officerElsewhere,
      query: { district: 'clearwater' },
    });
    expect(codeOf(figures)).toBe('not-allowed');
  });
});

async function filingState(town: Town, filingNumber: string): Promise<unknown> {
  await town.settle();
  const [view] = await town.time.runUntil(town.store.folded('filing', [`filing/${filingNumber}`]));
  return view?.['state'];
}
