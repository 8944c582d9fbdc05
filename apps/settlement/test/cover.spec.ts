import * as contract from '@fangpiao/contracts';
import { people, startTown, type Town } from './town.ts';

const ask = (town: Town, issuanceId: string, coverFen: number, change: object = {}) =>
  town.publish('vouchers', `issuance/${issuanceId}`, {
    type: 'vouchers.issuance.cover-requested.v1',
    data: {
      issuanceId,
      agreementId: `agreement-${issuanceId}`,
      accountId: 'account-1',
      district: 'clearwater',
      coverageRule: 'full',
      coverFen,
      ...change,
    },
  });
const committed = 'settlement.account.cover-committed.v1';
const refused = 'settlement.account.cover-refused.v1';

describe('cover asked for by vouchers before it issues', () => {
  it('of a funded account is committed until the money is promised, then refused [GZ 7]', async () => {
    const town = await startTown();
    await town.openAccount('account-1');
    await town.deposit('account-1', 100);
    for (let issuance = 1; issuance <= 4; issuance++) ask(town, `issuance-${issuance}`, 30);
    await town.settle();
    expect(await town.account('account-1')).toMatchObject({ coveredFen: 90 });
    const history = await town.history('account/account-1');
    expect(history.filter((type) => type === 'cover-committed')).toHaveLength(3);
    expect(await town.newest('account/account-1', refused)).toMatchObject({
      freeFen: 10,
      reason: 'cover-not-enough',
    });
  });

  it('of a forecast account counts the land parcels linked to it [LC]', async () => {
    const town = await startTown();
    await town.openAccount('account-1', { coverageRule: 'forecast' });
    const forecast = { coverageRule: 'forecast' };
    ask(town, 'too-early', 1, forecast);
    await town.settle();
    expect(await town.newest('account/account-1', refused)).toMatchObject({
      issuanceId: 'too-early',
    });
    await town.call(contract.registerParcel, {
      as: people.finance,
      body: {
        parcelId: 'plot-b',
        accountId: 'account-1',
        name: 'Plot B',
        areaMu: '10.00',
        startPriceFen: 500,
        status: 'planned',
      },
    });
    await town.settle();
    ask(town, 'issuance-1', 500, forecast);
    await town.settle();
    expect(await town.newest('account/account-1', committed)).toMatchObject({
      issuanceId: 'issuance-1',
    });
    await town.call(contract.sellParcel, {
      as: people.finance,
      params: { parcelId: 'plot-b' },
      body: { priceFen: 450, soldOn: '2026-03-02' },
    });
    await town.settle();
    expect(await town.account('account-1')).toMatchObject({ forecastFen: 450, coveredFen: 500 });
    ask(town, 'issuance-2', 1, forecast);
    await town.settle();
    expect(await town.newest('account/account-1', refused)).toMatchObject({
      issuanceId: 'issuance-2',
      freeFen: 0,
    });
  });

  it('of an account nobody opened, or another district’s, is refused on that account’s stream', async () => {
    const town = await startTown();
    ask(town, 'issuance-1', 1);
    await town.settle();
    expect(await town.newest('account/account-1', refused)).toMatchObject({
      reason: 'account-unknown',
    });
    expect(await town.openAccount('account-1')).toMatchObject({ status: 201 });
    await town.deposit('account-1', 10);
    ask(town, 'issuance-2', 1, { district: 'hillside' });
    await town.settle();
    expect(await town.newest('account/account-1', refused)).toMatchObject({
      issuanceId: 'issuance-2',
      reason: 'account-unknown',
    });
  });
});
