import * as contract from '@fangpiao/contracts';
import { people, refused, startTown } from './town.ts';

describe('a dedicated account [GZ 7, DL 14]', () => {
  it('is opened in the officer’s district and read back', async () => {
    const town = await startTown();
    expect(await town.openAccount('account-1')).toMatchObject({
      status: 201,
      body: { id: 'account-1', status: 'done' },
    });
    expect(await town.account('account-1')).toEqual({
      accountId: 'account-1',
      district: 'clearwater',
      coverageRule: 'full',
      depositedFen: 0,
      orderedFen: 0,
      paidFen: 0,
      balanceFen: 0,
      forecastFen: 0,
      coveredFen: 0,
    });
    expect(await town.openAccount('account-1')).toMatchObject(refused(409, 'account-exists'));
  });

  it('takes a deposit once under its bank reference, and shows it as a posting', async () => {
    const town = await startTown();
    await town.openAccount('account-1');
    const reference = { bankReference: 'IN-SAME-01' };
    expect(await town.deposit('account-1', 1_000, reference)).toMatchObject({
      status: 202,
      body: { id: 'IN-SAME-01', status: 'pending' },
    });
    expect(await town.deposit('account-1', 1_000, reference)).toMatchObject(
      refused(409, 'bank-reference-used'),
    );
    expect(await town.account('account-1')).toMatchObject({
      depositedFen: 1_000,
      balanceFen: 1_000,
    });
    const postings = await town.call(contract.listPostings, {
      as: people.finance,
      params: { accountId: 'account-1' },
    });
    expect(postings.body).toMatchObject({
      postings: [
        {
          debit: 'bank:account-1',
          credit: 'principal:old-mill',
          amountFen: 1_000,
          reference: 'IN-SAME-01',
        },
      ],
      nextVersion: null,
    });
    const later = await town.call(contract.listPostings, {
      as: people.finance,
      params: { accountId: 'account-1' },
      query: { fromVersion: '2' },
    });
    expect(later.body.postings).toEqual([]);
  });

  it('refuses money for another purpose, and for an account nobody opened', async () => {
    const town = await startTown();
    await town.openAccount('account-1');
    expect(await town.deposit('account-1', 1, { purpose: 'a new bridge' })).toMatchObject(
      refused(422, 'wrong-purpose'),
    );
    expect(await town.deposit('account-2', 1)).toMatchObject(refused(404, 'account-unknown'));
    expect(await town.deposit('account-1', 0)).toMatchObject(refused(422, 'invalid-request'));
    expect(await town.account('account-1')).toMatchObject({ depositedFen: 0 });
  });

  it('is not there for another district, and is for the city', async () => {
    const town = await startTown();
    await town.openAccount('account-1');
    const ask = (route: typeof contract.getAccount | typeof contract.listPostings, as: object) =>
      town.call(route, { as, params: { accountId: 'account-1' } });
    expect(await ask(contract.getAccount, people.hillsideFinance)).toMatchObject(
      refused(404, 'account-unknown'),
    );
    expect(await ask(contract.listPostings, people.hillsideFinance)).toMatchObject(
      refused(404, 'account-unknown'),
    );
    expect(await ask(contract.getAccount, people.headquarters)).toMatchObject({ status: 200 });
    const nobody = { ...people.finance, district: undefined } as never;
    expect(await ask(contract.getAccount, nobody)).toMatchObject(refused(403, 'not-allowed'));
  });
});
