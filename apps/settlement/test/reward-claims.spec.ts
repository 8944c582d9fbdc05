import * as contract from '@fangpiao/contracts';
import { people, refused, startTown, type Town } from './town.ts';

const claimId = 'V-1.1';
const person = {
  subject: 'holder-1',
  role: 'holder',
  agency: 'public',
  person: 'person-1',
} as const;
const ofReward = {
  voucherId: 'V-1',
  district: 'clearwater',
  holder: 'person-1',
  claimId,
  purchaseId: 'P-1',
  reward: 'soon',
  amountFen: 500,
};

/** Vouchers says that a use has earned 500 fen; on the account are 800. */
async function earning(amountFen = 500): Promise<Town> {
  const town = await startTown();
  await town.openAccount('account-1');
  await town.deposit('account-1', 800);
  say(town, 'reward-due', { amountFen, accountId: 'account-1', on: '2026-03-02' });
  await town.settle();
  return town;
}

function say(town: Town, verb: string, more: object = {}): void {
  town.publish('vouchers', 'voucher/V-1', {
    type: `vouchers.voucher.${verb}.v1`,
    data: { ...ofReward, ...more },
  });
}

async function rescind(town: Town): Promise<void> {
  say(town, 'reward-withdrawn');
  await town.settle();
}

const act =
  (route: typeof contract.reviewHolderClaim | typeof contract.approveHolderClaim, as: object) =>
  async (town: Town) => {
    const answer = await town.call(route, { as, params: { claimId }, body: { note: 'looked at' } });
    await town.settle();
    return answer;
  };
const review = act(contract.reviewHolderClaim, people.reviewer);
const approve = act(contract.approveHolderClaim, people.approver);

async function bankSays(town: Town, result: 'paid' | 'failed'): Promise<void> {
  const answer = await town.call(contract.recordHolderBankResult, {
    as: people.bank,
    body: {
      orderId: 'V-1.1.account-1',
      claimId,
      result,
      bankReference: 'OUT-0001',
      on: '2026-03-05',
    },
  });
  expect(answer.status).toBe(202);
  await town.settle();
}

const claimOf = async (town: Town, as: object = people.reviewer) =>
  (await town.call(contract.getRewardClaim, { as, params: { claimId } })).body as object;

describe('a reward that a use has earned [YL 5]', () => {
  it('goes through two people, the account and the bank to the holder', async () => {
    const town = await earning();
    expect(await claimOf(town, person)).toMatchObject({
      purchaseId: 'P-1',
      reward: 'soon',
      amountFen: 500,
      status: 'opened',
    });
    expect((await review(town)).status).toBe(200);
    const self = act(contract.approveHolderClaim, people.reviewer);
    expect(await self(town)).toMatchObject(refused(409, 'reviewer-may-not-approve'));
    expect((await approve(town)).status).toBe(202);
    await bankSays(town, 'paid');
    expect(await claimOf(town)).toMatchObject({ status: 'paid', paidOn: '2026-03-05' });
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 0, paidFen: 500 });
    expect(
      await town.newest(`holder-claim/${claimId}`, 'settlement.holder-claim.paid.v1'),
    ).toMatchObject({ claimId, voucherId: 'V-1', amountFen: 500 });
  });

  it('stands in a list of its own: readers of the other claims of holders meet no new purpose', async () => {
    const town = await earning();
    const as = people.reviewer;
    const rewards = await town.call(contract.listRewardClaims, { as, query: { status: 'opened' } });
    expect(rewards.body).toMatchObject({ items: [{ claimId, reward: 'soon' }] });
    expect((await town.call(contract.listHolderClaims, { as })).body).toMatchObject({ items: [] });
    expect(await town.call(contract.getHolderClaim, { as, params: { claimId } })).toMatchObject(
      refused(404, 'claim-unknown'),
    );
    const other = { ...person, person: 'person-2' };
    expect(
      await town.call(contract.getRewardClaim, { as: other, params: { claimId } }),
    ).toMatchObject(refused(404, 'claim-unknown'));
  });

  it('is opened once, and not at all for nothing', async () => {
    const town = await earning();
    say(town, 'reward-due', { accountId: 'account-1', on: '2026-03-02' });
    await town.settle();
    const list = await town.call(contract.listRewardClaims, { as: people.reviewer });
    expect((list.body as { items: object[] }).items).toHaveLength(1);
    const none = await earning(0);
    const empty = await none.call(contract.listRewardClaims, { as: people.reviewer });
    expect(empty.body).toMatchObject({ items: [] });
  });
});

describe('when the contract is rescinded the claim for its reward', () => {
  const withdrawnIn = (town: Town) =>
    town.newest(`holder-claim/${claimId}`, 'settlement.holder-claim.withdrawn.v1');

  it('is withdrawn before the bank has it: it cannot be approved any more', async () => {
    const town = await earning();
    await review(town);
    await rescind(town);
    expect(await claimOf(town)).toMatchObject({ status: 'withdrawn' });
    expect(await withdrawnIn(town)).toMatchObject({ claimId, amountFen: 500 });
    expect(await approve(town)).toMatchObject(refused(409, 'claim-not-reviewed'));
    expect(await review(town)).toMatchObject(refused(409, 'claim-not-checked'));
    await rescind(town);
    expect(await claimOf(town)).toMatchObject({ status: 'withdrawn' });
  });

  it('stays ordered when the money is on its way, and is paid: vouchers learns it', async () => {
    const town = await earning();
    await review(town);
    await approve(town);
    await rescind(town);
    expect(await claimOf(town)).toMatchObject({ status: 'ordered' });
    await bankSays(town, 'paid');
    expect(await claimOf(town)).toMatchObject({ status: 'paid' });
    await rescind(town);
    expect(await claimOf(town)).toMatchObject({ status: 'paid' });
  });

  it('is withdrawn when the bank could not pay it after all, and the money is free again', async () => {
    const town = await earning();
    await review(town);
    await approve(town);
    await rescind(town);
    await bankSays(town, 'failed');
    expect(await claimOf(town)).toMatchObject({ status: 'withdrawn' });
    expect(await town.account('account-1')).toMatchObject({ orderedFen: 0, balanceFen: 800 });
  });

  it('is withdrawn when it waited for money', async () => {
    const town = await earning(900);
    await review(town);
    await approve(town);
    expect(await claimOf(town)).toMatchObject({ status: 'unfunded' });
    await rescind(town);
    expect(await claimOf(town)).toMatchObject({ status: 'withdrawn' });
  });
});
