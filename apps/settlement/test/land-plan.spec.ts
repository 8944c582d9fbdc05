import * as contract from '@fangpiao/contracts';
import { people, refused, startTown, type Town } from './town.ts';

const register = (town: Town, parcelId: string, change: object = {}) =>
  town.call(contract.registerParcel, {
    as: people.finance,
    body: {
      parcelId,
      accountId: null,
      name: 'a plot',
      areaMu: '1.00',
      startPriceFen: 100,
      status: 'planned',
      ...change,
    },
  });
const sell = (town: Town, parcelId: string, priceFen: number, as: object = people.finance) =>
  town.call(contract.sellParcel, {
    as,
    params: { parcelId },
    body: { priceFen, soldOn: '2026-03-02' },
  });
const plan = (town: Town, as: object = people.headquarters, district = 'clearwater') =>
  town.call(contract.getLandPlan, { as, query: { district } });

/** Divides a total over so many parcels, the rest to the last. */
function spread(total: number, count: number): number[] {
  const each = Math.floor(total / count);
  return Array.from({ length: count }, (_, index) =>
    index < count - 1 ? each : total - each * (count - 1),
  );
}
const muText = (hundredths: number) =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;

describe('the land plan [LC]', () => {
  it('adds up parcels, mu and prices by status: 56 parcels, 2,788.67 mu, 7.558 billion yuan', async () => {
    const town = await startTown();
    const groups = [
      { name: 'sold', count: 11, mu: 47_447, price: 95_500_000_000 },
      { name: 'on-offer', count: 14, mu: 73_645, price: 101_400_000_000 },
      { name: 'planned', count: 31, mu: 157_775, price: 558_900_000_000 },
    ];
    for (const { name, count, mu, price } of groups) {
      const prices = spread(price, count);
      for (const [index, areaMu] of spread(mu, count).map(muText).entries()) {
        const parcelId = `${name}-${index}`;
        const status = name === 'sold' ? 'on-offer' : name;
        await register(town, parcelId, {
          areaMu,
          status,
          startPriceFen: name === 'sold' ? 1 : prices[index],
        });
        if (name === 'sold') await sell(town, parcelId, prices[index]!);
      }
    }
    await town.settle();
    expect((await plan(town)).body).toEqual({
      district: 'clearwater',
      rows: [
        { status: 'planned', parcels: 31, areaMu: '1577.75', priceFen: 558_900_000_000 },
        { status: 'on-offer', parcels: 14, areaMu: '736.45', priceFen: 101_400_000_000 },
        { status: 'sold', parcels: 11, areaMu: '474.47', priceFen: 95_500_000_000 },
      ],
      parcels: 56,
      areaMu: '2788.67',
      priceFen: 755_800_000_000,
      area: '1859113.33',
    });
  });

  it('refuses a parcel twice, sold twice, unknown, or linked to an account nobody opened', async () => {
    const town = await startTown();
    expect(await register(town, 'plot-b')).toMatchObject({ status: 201 });
    expect(await register(town, 'plot-b')).toMatchObject(refused(409, 'parcel-exists'));
    expect(await register(town, 'plot-c', { accountId: 'account-9' })).toMatchObject(
      refused(404, 'account-unknown'),
    );
    expect(await sell(town, 'plot-c', 1)).toMatchObject(refused(404, 'parcel-unknown'));
    expect(await sell(town, 'plot-b', 1, people.hillsideFinance)).toMatchObject(
      refused(404, 'parcel-unknown'),
    );
    expect(await sell(town, 'plot-b', 1)).toMatchObject({ status: 200 });
    expect(await sell(town, 'plot-b', 1)).toMatchObject(refused(409, 'parcel-already-sold'));
  });

  it('of another district is not shown, and an empty one is zero', async () => {
    const town = await startTown();
    expect(await plan(town, people.hillsideFinance)).toMatchObject(refused(403, 'not-allowed'));
    expect((await plan(town)).body).toMatchObject({
      rows: [],
      parcels: 0,
      areaMu: '0.00',
      priceFen: 0,
      area: '0.00',
    });
  });
});
