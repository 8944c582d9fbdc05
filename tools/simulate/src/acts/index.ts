import type { Story } from '../story.ts';
import { buy, cancel, cancelAgainstContract, race, splitVoucher } from './buying.ts';
import { askForVoucher, askInBulk, freeze, newHousehold, payIn, setQuota } from './issuing.ts';
import { approve, bank, claim, complete, review } from './paying.ts';
import {
  delist,
  file,
  handOver,
  offerUnit,
  rescind,
  revokeFiling,
  signContract,
} from './selling.ts';

export type Act = (story: Story) => Promise<void>;

const attempts = 8;

/** What people do, and how often: who buys, sells and pays has more to do than who sets quotas. */
const weights: readonly (readonly [Act, number])[] = [
  [askForVoucher, 4],
  [askInBulk, 0.5],
  [newHousehold, 1],
  [setQuota, 1],
  [payIn, 2],
  [freeze, 1],
  [buy, 5],
  [race, 2],
  [splitVoucher, 1],
  [cancel, 2],
  [cancelAgainstContract, 1],
  [signContract, 6],
  [rescind, 1],
  [file, 5],
  [handOver, 5],
  [revokeFiling, 1],
  [offerUnit, 1],
  [delist, 0.5],
  [claim, 5],
  [review, 5],
  [approve, 5],
  [bank, 4],
  [complete, 4],
];

const total = weights.reduce((sum, [, weight]) => sum + weight, 0);

/** Somebody does something: what nobody has a turn for is passed over. */
export async function act(story: Story): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = story.asked;
    await pickAct(story)(story);
    if (story.asked > before) return;
  }
}

function pickAct(story: Story): Act {
  let at = story.city.chance.next() * total;
  for (const [act, weight] of weights) {
    at -= weight;
    if (at < 0) return act;
  }
  return buy;
}
