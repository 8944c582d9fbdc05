import type { DistrictKind } from '../kinds.ts';
import type { Story } from '../story.ts';
import { buy, cancel, cancelAgainstContract, race, splitVoucher } from './buying.ts';
import { askForVoucher, askInBulk, freeze, newHousehold, payIn, setQuota } from './issuing.ts';
import { cashOut, letDaysPass, takeExpired, transfer } from './ending.ts';
import { approveHolder, payHolders, reviewHolder } from './paying-holders.ts';
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
const everywhere: readonly (readonly [Act, number])[] = [
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

/** What only the second district's pack allows; who asks in the first is refused. */
const endings: readonly (readonly [Act, number])[] = [
  [cashOut, 5],
  [takeExpired, 8],
  [transfer, 4],
  [letDaysPass, 2],
  [reviewHolder, 6],
  [approveHolder, 6],
  [payHolders, 5],
];
const weightsOf: Readonly<Record<DistrictKind['name'], readonly (readonly [Act, number])[]>> = {
  plain: [...everywhere, [cashOut, 0.2], [transfer, 0.2]],
  harbour: [...everywhere, ...endings],
};

function totalOf(weights: readonly (readonly [Act, number])[]): number {
  return weights.reduce((sum, [, weight]) => sum + weight, 0);
}

/** Somebody does something: what nobody has a turn for is passed over. */
export async function act(story: Story): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = story.asked;
    await pickAct(story)(story);
    if (story.asked > before) return;
  }
}

function pickAct(story: Story): Act {
  const weights = weightsOf[story.kind.name];
  let at = story.city.chance.next() * totalOf(weights);
  for (const [act, weight] of weights) {
    at -= weight;
    if (at < 0) return act;
  }
  return buy;
}
