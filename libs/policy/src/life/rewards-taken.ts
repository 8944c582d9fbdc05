import { addFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import type { Life } from './acts.ts';

/** The life with what its purchases hold or have spent of each reward: a reward is left in one place only. */
export function withRewardsTaken(life: Life): Life {
  const { voucher, purchases } = life;
  if (!voucher) return life;
  const takenFromRewardsFen: Record<string, Fen> = {};
  for (const { state, fromRewardsFen } of Object.values(purchases)) {
    if (state !== 'reserved' && state !== 'filed') continue;
    for (const [id, amountFen] of Object.entries(fromRewardsFen))
      takenFromRewardsFen[id] = addFen(takenFromRewardsFen[id] ?? zeroFen, amountFen);
  }
  return { ...life, voucher: { ...voucher, takenFromRewardsFen } };
}
