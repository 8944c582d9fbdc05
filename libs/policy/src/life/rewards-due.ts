import { subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { balanceOf } from '../engine/balance.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import type { Life } from './acts.ts';

/** How much more, or less, of the rewards earned by use is due to the holder after an act than before it. */
export function rewardsDueChange(pack: PolicyPack, of: { before: Life; after: Life }): Fen {
  const amount = rewardsDue(pack, of.before);
  return subtractFen({ from: rewardsDue(pack, of.after), amount });
}

/** Earned by purchases that stand; a reward that waits for the base is due while the base is used in full. */
function rewardsDue(pack: PolicyPack, { voucher, purchases }: Life): Fen {
  if (!voucher) return zeroFen;
  const isFull = voucher.pockets.spent >= balanceOf(pack, voucher).baseTotalFen;
  const waiting = pack.compiled.earned.filter(
    ({ due }) => due === 'when-base-used-in-full' && !isFull,
  );
  return sumFen(
    Object.values(purchases)
      .filter(({ state }) => state === 'filed')
      .flatMap(({ earnedFen }) => Object.entries(earnedFen))
      .filter(([reward]) => waiting.every(({ id }) => id !== reward))
      .map(([, amountFen]) => amountFen),
  );
}
