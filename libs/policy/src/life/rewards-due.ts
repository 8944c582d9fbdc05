import { subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { isBaseUsedInFull } from '../engine/balance.ts';
import { conditionalRewards } from '../engine/earn.ts';
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
  const waiting = isBaseUsedInFull(pack, voucher) ? [] : conditionalRewards(pack);
  return sumFen(
    Object.values(purchases)
      .filter(({ state }) => state === 'filed')
      .flatMap(({ earnedFen }) => Object.entries(earnedFen))
      .filter(([reward]) => !waiting.includes(reward))
      .map(([, amountFen]) => amountFen),
  );
}
