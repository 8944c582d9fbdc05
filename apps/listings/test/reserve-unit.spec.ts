import * as contract from '@fangpiao/contracts';
import {
  codeOf,
  listUnit,
  openTown,
  published,
  requestCancellation,
  requestUnit,
  signContract,
  statusOf,
} from './town.ts';

const hour = 3_600_000;

describe('a purchase asks for a unit', () => {
  it('gets it for the period of the city, at its price and until its last filing day', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    const askedAt = town.time.now();
    await requestUnit(town, 'u-1', 'p-1');
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'reserved',
      data: {
        unitId: 'u-1',
        purchaseId: 'p-1',
        reservedUntil: new Date(askedAt + 72 * hour).toISOString(),
        priceFen: 120_000_000,
        lastFilingOn: '2026-03-31',
      },
    });
    expect(await statusOf(town, 'u-1')).toBe('reserved');
  });

  it('has one winner when two ask at the same instant', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await Promise.all([requestUnit(town, 'u-1', 'p-1'), requestUnit(town, 'u-1', 'p-2')]);
    const answers = (await published(town, 'u-1')).slice(1);
    expect(answers.map(({ verb }) => verb)).toEqual(['reserved', 'reservation-refused']);
    expect(answers[1]!.data['reason']).toBe('unit-already-reserved');
    expect(new Set(answers.map(({ data }) => data['purchaseId']))).toEqual(new Set(['p-1', 'p-2']));
  });

  it('is refused a unit that is not listed, or of which nobody has heard', async () => {
    const town = await openTown();
    await requestUnit(town, 'u-unheard', 'p-1');
    expect(await published(town, 'u-unheard')).toEqual([
      {
        verb: 'reservation-refused',
        data: { unitId: 'u-unheard', purchaseId: 'p-1', reason: 'unit-not-listed' },
      },
    ]);
    await listUnit(town, 'u-unheard');
    expect(await statusOf(town, 'u-unheard')).toBe('listed');
  });

  it('is refused a price above the commitment [DL 6]', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1', { priceFen: 130_000_001 });
    expect((await published(town, 'u-1')).at(-1)).toMatchObject({
      verb: 'reservation-refused',
      data: { reason: 'price-above-commitment' },
    });
    expect(await statusOf(town, 'u-1')).toBe('listed');
  });

  it('is not reserved for a purchase that had its answer already', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    await requestUnit(town, 'u-1', 'p-2');
    await requestCancellation(town, 'u-1', 'p-1');
    await requestUnit(town, 'u-1', 'p-1');
    await requestUnit(town, 'u-1', 'p-2');
    expect((await published(town, 'u-1')).map(({ verb }) => verb)).toEqual([
      'listed',
      'reserved',
      'reservation-refused',
      'reservation-released',
    ]);
    await requestUnit(town, 'u-1', 'p-3');
    expect((await published(town, 'u-1')).at(-1)).toMatchObject({
      verb: 'reserved',
      data: { purchaseId: 'p-3' },
    });
  });
});

describe('a bus that repeats and reorders', () => {
  it('changes nothing: one winner, one answer for each purchase (WRITE-PATH 20)', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    Object.assign(town.broker.faults, { duplicate: 0.5, reorder: 0.5, delayMillis: 500 });
    const purchases = Array.from({ length: 20 }, (_, index) => `p-${index}`);
    for (const purchaseId of purchases) {
      void requestUnit(town, 'u-1', purchaseId);
      void requestCancellation(town, 'u-1', purchaseId);
    }
    await town.settle(60_000);
    const answers = (await published(town, 'u-1')).slice(1);
    for (const purchaseId of purchases) {
      const own = answers.filter(({ data }) => data['purchaseId'] === purchaseId);
      expect([['reserved', 'reservation-released'], ['reservation-refused']]).toContainEqual(
        own.map(({ verb }) => verb),
      );
    }
    expect(await statusOf(town, 'u-1')).toBe('listed');
  });
});

describe('a reservation ends', () => {
  it('when its time is over, by the clock of listings (WRITE-PATH 15), and the unit is free again', async () => {
    const town = await openTown({ reservationHours: 1, unfiledKinds: [] });
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    await town.settle(hour - 10_000);
    expect(await statusOf(town, 'u-1')).toBe('reserved');
    await town.settle(20_000);
    expect((await published(town, 'u-1')).at(-1)).toEqual({
      verb: 'reservation-released',
      data: { unitId: 'u-1', purchaseId: 'p-1', reason: 'reservation-timed-out' },
    });
    await requestUnit(town, 'u-1', 'p-2');
    expect(await statusOf(town, 'u-1')).toBe('reserved');
  });

  it('does not time out once it is contracted', async () => {
    const town = await openTown({ reservationHours: 1, unfiledKinds: [] });
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    await signContract(town, 'u-1', 'p-1');
    await town.settle(hour + 20_000);
    expect(await statusOf(town, 'u-1')).toBe('contracted');
  });

  it('when the purchase is cancelled, once', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    await requestCancellation(town, 'u-1', 'p-1');
    await requestCancellation(town, 'u-1', 'p-1');
    expect((await published(town, 'u-1')).slice(2)).toEqual([
      {
        verb: 'reservation-released',
        data: { unitId: 'u-1', purchaseId: 'p-1', reason: 'purchase-cancelled' },
      },
    ]);
  });

  it('is not cancelled after the contract', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    expect(codeOf(await signContract(town, 'u-1', 'p-1'))).toBe('accepted 200');
    await requestCancellation(town, 'u-1', 'p-1');
    expect((await published(town, 'u-1')).at(-1)).toMatchObject({
      verb: 'cancellation-refused',
      data: { purchaseId: 'p-1', reason: 'purchase-cannot-be-cancelled' },
    });
    expect(await statusOf(town, 'u-1')).toBe('contracted');
  });

  it('a cancellation that comes first is the only answer of the late request (WRITE-PATH 14)', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestCancellation(town, 'u-1', 'p-1');
    await requestUnit(town, 'u-1', 'p-1');
    await requestUnit(town, 'u-1', 'p-1');
    expect((await published(town, 'u-1')).slice(1)).toEqual([
      {
        verb: 'reservation-refused',
        data: { unitId: 'u-1', purchaseId: 'p-1', reason: 'purchase-cancelled' },
      },
    ]);
  });

  it('every event of the unit is as the contract declares it', async () => {
    const town = await openTown();
    await listUnit(town, 'u-1');
    await requestUnit(town, 'u-1', 'p-1');
    await requestUnit(town, 'u-1', 'p-2');
    await requestCancellation(town, 'u-1', 'p-1');
    for (const { verb, data } of await published(town, 'u-1')) {
      const { data: schema } = contract.registry.getEvent(`listings.unit.${verb}.v1`);
      expect(schema.safeParse(data)).toMatchObject({ success: true });
    }
  });
});
