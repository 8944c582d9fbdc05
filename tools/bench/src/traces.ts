import mongoose from 'mongoose';
import type { Platform } from '@fangpiao/city';
import type { Trace } from './floor-order.ts';

/** How many commits of a kind, and which views and mirrors, one issued voucher leaves in each service. */
const leftByAVoucher = {
  vouchers: {
    commits: { issuance: 3, quota: 2, voucher: 1 },
    folded: ['issuance', 'voucher'],
  },
  settlement: {
    commits: { account: 1 },
    folded: ['mirror-vouchers-issuance', 'mirror-vouchers-voucher'],
  },
  notifications: {
    commits: { message: 1 },
    folded: ['message', 'mirror-vouchers-issuance', 'mirror-vouchers-voucher'],
  },
  households: { commits: {}, folded: ['mirror-vouchers-voucher'] },
} as const;

/** What the newest voucher has left in the databases of all agencies, with the indexes it is found by. */
export async function tracesOfAVoucher(platform: Platform): Promise<Trace[]> {
  const found: Trace[] = [];
  for (const service of Object.keys(leftByAVoucher) as (keyof typeof leftByAVoucher)[]) {
    const { commits, folded } = leftByAVoucher[service];
    const database = await mongoose.createConnection(platform.mongoUrls[service]).asPromise();
    const newest = (collection: string, count: number, filter = {}) =>
      database.collection(collection).find(filter).sort({ _id: -1 }).limit(count).toArray();
    const leave = async (collection: string, documents: Trace['documents']): Promise<void> => {
      const keys = (await database.collection(collection).indexes()).map(({ key }) => key);
      const indexes = keys.filter((key) => !('_id' in key));
      const undone = collection === 'commits' ? { done: false } : {};
      found.push({
        collection: `${service}-${collection}`,
        indexes,
        documents: documents.map((document) => ({ ...document, ...undone })),
      });
    };
    const ofKinds = Object.entries(commits).map(([kind, count]) =>
      newest('commits', count, { _id: { $gt: `${kind}/`, $lt: `${kind}0` } }),
    );
    if (ofKinds.length > 0) await leave('commits', (await Promise.all(ofKinds)).flat());
    for (const name of folded) await leave(name, await newest(name, 1));
    await database.close();
  }
  return found;
}
