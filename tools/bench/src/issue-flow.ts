import mongoose from 'mongoose';
import { deposit, openAccount, quote } from '@fangpiao/contracts';
import { bringPackIntoForce, openDesk } from '@fangpiao/city';
import type { Platform } from '@fangpiao/city';
import { createTokenSource } from '@fangpiao/issuer';
import { calendarDate, dateInShanghai } from '@fangpiao/values';
import { publishAgreements } from './agreements.ts';

export const district = 'dongchangfu';
const accountId = 'account-bench';
const packReference = { packId: 'dongchangfu', version: 1 };
const home = {
  legalArea: '100.00',
  voucherArea: '100.00',
  titleArea: '90.00',
  basePriceFen: 850_000,
  amounts: {},
};
const plentyFen = 4_000_000_000_000_000;
const purpose = '房票兑付';
const pollMillis = 50;

/** The real issue flow on a platform: vouchers asks its quota, settlement commits cover, notifications tells the holder. */
export interface IssueFlow {
  /** The door of the vouchers service, with an officer's token. */
  door(): Promise<{ address: string; token: string }>;
  /** Resolves when so many notices of an issued voucher are committed. */
  noticesCommitted(count: number): Promise<void>;
  /** Resolves when the vouchers service has published, reacted to and folded everything it accepted. */
  allFollowed(): Promise<void>;
  /** A commit of an issuance, to know the size of what the raw driver inserts. */
  sampleCommit(): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Makes what a district needs before it can issue: a pack in force, quota, an account with money, agreements. */
export async function prepareIssueFlow(platform: Platform, agreements: number): Promise<IssueFlow> {
  const { people, urls, issuer } = platform;
  const desk = openDesk({ urls, issuerUrl: issuer.url, run: 'bench' });
  const on = calendarDate(dateInShanghai(Date.now()));
  await bringPackIntoForce(
    { desk, people, on },
    {
      district,
      pack: { ...packReference, parts: ['liaocheng/city.yaml', 'liaocheng/dongchangfu.yaml'] },
      quota: { issueQuotaFen: plentyFen, decision: '压测' },
    },
  );
  const finance = people.officialNumber('finance-officer', 1, district);
  await desk.act(finance, openAccount, {
    thing: accountId,
    body: {
      accountId,
      projectId: 'project-bench',
      principalName: '压测公司（生成）',
      coverageRule: 'full',
      purpose,
    },
  });
  await desk.act(finance, deposit, {
    thing: accountId,
    params: { accountId },
    body: { amountFen: plentyFen, bankReference: 'BENCH-0001', purpose, receivedOn: on },
  });
  const officer = people.officialNumber('issuing-officer', 1, district);
  const { faceValueFen } = await desk.read(officer, quote, {
    body: { pack: packReference, ...home },
  });
  const agreed = { ...home, pack: packReference, accountId, district, faceValueFen, on };
  await publishAgreements(platform, agreements, agreed);

  const connect = (url: string): Promise<mongoose.Connection> =>
    mongoose.createConnection(url).asPromise();
  const vouchers = await connect(platform.mongoUrls.vouchers);
  const notifications = await connect(platform.mongoUrls.notifications);
  const counting = { $gt: 'message/', $lt: 'message0' };
  const settlement = await connect(platform.mongoUrls.settlement);
  const heardOf = async (database: mongoose.Connection): Promise<boolean> => {
    const mirror = database.collection('mirror-households-agreement');
    return (await mirror.countDocuments({})) >= agreements;
  };
  for (const database of [vouchers, settlement, notifications])
    await until(() => heardOf(database));
  const tokens = createTokenSource({ issuer: issuer.url, fetch, now: () => Date.now() });
  return {
    door: async () => ({
      address: urls.vouchers,
      token: await tokens.for(officer, 'vouchers'),
    }),
    noticesCommitted: (count) =>
      until(async () => {
        const commits = notifications.collection<{ _id: string }>('commits');
        return (await commits.countDocuments({ _id: counting })) >= count;
      }),
    allFollowed: () =>
      until(async () => {
        const commits = vouchers.collection<{ _id: string; done: boolean }>('commits');
        const left = await commits.findOne({ done: false }, { hint: { done: 1, at: 1 } });
        return left === null;
      }),
    sampleCommit: async () => {
      const commits = vouchers.collection<{ _id: string }>('commits');
      const found = await commits.findOne({ _id: { $gt: 'issuance/', $lt: 'issuance0' } });
      if (!found) throw new Error('nothing has been issued yet');
      return found;
    },
    close: async () => {
      for (const database of [vouchers, settlement, notifications]) await database.close();
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, pollMillis));
}
