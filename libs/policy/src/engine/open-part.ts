import { fen, maxFen, minFen, subtractFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { exact, fromDecimal, roundExact, times } from '../formula/exact.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { restOf } from './facts.ts';
import type { PurchaseFacts } from './facts.ts';

/** What a voucher may still pay of a price: never more than is open, and within the pack's largest share of it. */
export function openPart(pack: PolicyPack, purchase: PurchaseFacts): Fen {
  const restFen = restOf(purchase);
  const share = pack.rules.use.largestShareOfPrice;
  if (share === undefined) return restFen;
  const { priceFen } = purchase;
  const most = fen(Number(roundExact(times(exact(priceFen), fromDecimal(share)), 'down')));
  const paidElsewhere = subtractFen({ from: priceFen, amount: restFen });
  return minFen(restFen, maxFen(zeroFen, subtractFen({ from: most, amount: paidElsewhere })));
}
