import { addFen, minFen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import type { PolicyPack } from '../model/policy-pack.ts';
import { expiredRefusal, refuse } from './answer.ts';
import type { Movement, Refused } from './answer.ts';
import { afterForfeitures, balanceOf, forfeituresOn, lostBetween } from './balance.ts';
import type { Forfeiture } from './balance.ts';
import { keptOn, namesOf } from './deadlines.ts';
import { earn, noEarnings, withEarnings } from './earn.ts';
import type { VoucherFacts } from './facts.ts';
import { openPart } from './open-part.ts';
import type { HeldPart, UseAnswer, UseFacts } from './settle-use.ts';
import { partLine, topUpLine, topUpOf } from './use-lines.ts';

type ByReward = Readonly<Record<string, Fen>>;

/**
 * At filing the held money becomes spent, but never more than is open of the price. Reward whose tier ended since the
 * hold goes back and is lost [DL 8]; what is not taken is available again, the reward in it first, at the share of the
 * day to which the voucher is rated.
 */
export function settleFiling(
  pack: PolicyPack,
  facts: UseFacts,
  held: HeldPart,
): UseAnswer | Refused {
  const { purchase } = facts;
  const { expiresOn } = facts.voucher;
  if (purchase.on > expiresOn) {
    return refuse([expiredRefusal({ expiresOn, source: pack.rules.validity.source })]);
  }
  const rated = rate(pack, { voucher: facts.voucher, on: purchase.on });
  const { voucher } = rated;
  const kept = keptUntil(pack, {
    voucher,
    fromRewardsFen: held.fromRewardsFen,
    from: held.on,
    to: purchase.on,
  });
  const keptFen = subtractFen({ from: held.voucherPartFen, amount: sumOf(kept.lost) });
  const part = minFen(keptFen, openPart(pack, purchase));
  const notTaken = subtractFen({ from: keptFen, amount: part });
  const split = giveBack(pack, { fromRewardsFen: kept.fromRewardsFen, notTaken });
  const back = keptUntil(pack, {
    voucher,
    fromRewardsFen: split.back,
    from: purchase.on,
    to: ratedOf(voucher),
  });
  const lost = addEach(kept.lost, back.lost);
  const after = filed(voucher, { held: held.voucherPartFen, part, lost });
  const { baseTotalFen } = balanceOf(pack, after);
  const usedBeforeFen = voucher.pockets.spent;
  const earned =
    part === 0
      ? noEarnings
      : earn({ pack, voucher: after, usedBeforeFen, baseTotalFen, part, purchase });
  const forfeitedByRewardFen = addEach(rated.lost, lost);
  return {
    ok: true,
    voucherPartFen: part,
    fromGroundFen: subtractFen({ from: part, amount: sumOf(split.taken) }),
    fromRewardsFen: split.taken,
    givenBackFen: subtractFen({ from: notTaken, amount: sumOf(back.lost) }),
    topUpFen: topUpOf(purchase, part),
    topUpBy: pack.rules.use.topUpBy,
    forfeitedFen: sumOf(forfeitedByRewardFen),
    forfeitedByRewardFen,
    earned: earned.parts,
    isBaseUsedInFull: usedBeforeFen + part >= baseTotalFen,
    movements: [
      ...losses(rated.lost),
      ...returned(kept.lost),
      ...given(notTaken, back.lost),
      ...spent(part),
    ],
    lines: [
      ...rated.forfeitures.map((each) => each.line),
      partLine({ pack, part, purchase, available: held.voucherPartFen }),
      topUpLine({ pack, part, purchase }),
      ...earned.lines,
    ],
    voucher: withEarnings(after, earned.parts),
  };
}

export type ReleaseAnswer = {
  ok: true;
  /** Available again. */
  releasedFen: Fen;
  forfeitedFen: Fen;
  forfeitedByRewardFen: Record<string, Fen>;
  movements: Movement[];
  voucher: VoucherFacts;
};

/**
 * A purchase did not come about: what was held is available again. Reward whose tier ended meanwhile is lost, as if it
 * had never been held: holding does not keep a tier [DL 8].
 */
export function releaseHeld(
  pack: PolicyPack,
  { held, on, ...of }: { voucher: VoucherFacts; held: HeldPart; on: CalendarDate },
): ReleaseAnswer {
  const rated = rate(pack, { voucher: of.voucher, on });
  const { voucher } = rated;
  const { lost } = keptUntil(pack, {
    voucher,
    fromRewardsFen: held.fromRewardsFen,
    from: held.on,
    to: ratedOf(voucher),
  });
  const { voucherPartFen } = held;
  const { pockets } = voucher;
  const lostFen = sumOf(lost);
  const releasedFen = subtractFen({ from: voucherPartFen, amount: lostFen });
  const forfeitedByRewardFen = addEach(rated.lost, lost);
  return {
    ok: true,
    releasedFen,
    forfeitedFen: sumOf(forfeitedByRewardFen),
    forfeitedByRewardFen,
    movements: [...losses(rated.lost), ...given(voucherPartFen, lost)],
    voucher: {
      ...voucher,
      rewardForfeitedFen: addEach(voucher.rewardForfeitedFen ?? {}, lost),
      pockets: {
        ...pockets,
        held: subtractFen({ from: pockets.held, amount: voucherPartFen }),
        available: addFen(pockets.available, releasedFen),
        forfeited: addFen(pockets.forfeited, lostFen),
      },
    },
  };
}

/** The day to whose share the reward left on a voucher was last brought. */
function ratedOf({ rewardRatedOn, issuedOn }: VoucherFacts): CalendarDate {
  return rewardRatedOn ?? issuedOn;
}

/** What is available is brought to the day first, so that what comes back has the same share; never to an earlier day. */
function rate(
  pack: PolicyPack,
  { voucher, on }: { voucher: VoucherFacts; on: CalendarDate },
): { voucher: VoucherFacts; forfeitures: Forfeiture[]; lost: ByReward } {
  if (on <= ratedOf(voucher)) return { voucher, forfeitures: [], lost: {} };
  const forfeitures = forfeituresOn({ pack, voucher, balance: balanceOf(pack, voucher), on });
  return {
    voucher: afterForfeitures(voucher, { forfeitures, on }),
    forfeitures,
    lost: Object.fromEntries(forfeitures.map((each) => [each.reward.id, each.amountFen])),
  };
}

/** What is left of rewards that stood at one day's share and stand at another's now, and what of them is lost. */
function keptUntil(
  pack: PolicyPack,
  of: { voucher: VoucherFacts; fromRewardsFen: ByReward; from: CalendarDate; to: CalendarDate },
): { fromRewardsFen: Record<string, Fen>; lost: Record<string, Fen> } {
  const names = namesOf(pack, of.voucher);
  const { issuedOn } = of.voucher;
  const fromRewardsFen: Record<string, Fen> = {};
  const lost: Record<string, Fen> = {};
  for (const reward of pack.compiled.fromStart) {
    const left = of.fromRewardsFen[reward.id] ?? zeroFen;
    const before = keptOn({ pack, reward, names, issuedOn, on: of.from });
    const now = keptOn({ pack, reward, names, issuedOn, on: of.to });
    const amount = of.to > of.from ? lostBetween({ left, before, now, pack }) : zeroFen;
    if (amount > 0) lost[reward.id] = amount;
    if (left > amount) fromRewardsFen[reward.id] = subtractFen({ from: left, amount });
  }
  return { fromRewardsFen, lost };
}

/** The base is used first, so reward goes back first, the last one taken before the others. */
function giveBack(
  pack: PolicyPack,
  of: { fromRewardsFen: ByReward; notTaken: Fen },
): { taken: Record<string, Fen>; back: Record<string, Fen> } {
  const taken: Record<string, Fen> = { ...of.fromRewardsFen };
  const back: Record<string, Fen> = {};
  let left = of.notTaken;
  for (const { id } of pack.compiled.fromStart.toReversed()) {
    const amount = minFen(left, taken[id] ?? zeroFen);
    if (amount === 0) continue;
    back[id] = amount;
    taken[id] = subtractFen({ from: taken[id]!, amount });
    if (taken[id] === 0) delete taken[id];
    left = subtractFen({ from: left, amount });
  }
  return { taken, back };
}

function filed(voucher: VoucherFacts, of: { held: Fen; part: Fen; lost: ByReward }): VoucherFacts {
  const { pockets } = voucher;
  const lostFen = sumOf(of.lost);
  const freed = subtractFen({ from: of.held, amount: of.part });
  return {
    ...voucher,
    rewardForfeitedFen: addEach(voucher.rewardForfeitedFen ?? {}, of.lost),
    unitsBought: (voucher.unitsBought ?? 0) + (of.part > 0 ? 1 : 0),
    pockets: {
      ...pockets,
      available: addFen(pockets.available, subtractFen({ from: freed, amount: lostFen })),
      held: subtractFen({ from: pockets.held, amount: of.held }),
      spent: addFen(pockets.spent, of.part),
      forfeited: addFen(pockets.forfeited, lostFen),
    },
  };
}

function losses(lost: ByReward): Movement[] {
  return Object.entries(lost).map(([because, amountFen]) => ({
    from: 'available',
    to: 'forfeited',
    amountFen,
    because,
  }));
}

/** Reward lost between the hold and the filing. */
function returned(lost: ByReward): Movement[] {
  return Object.entries(lost).flatMap(([because, amountFen]): Movement[] => [
    { from: 'held', to: 'available', amountFen, because },
    { from: 'available', to: 'forfeited', amountFen, because },
  ]);
}

/** Held, and not taken. */
function given(amountFen: Fen, lost: ByReward): Movement[] {
  if (amountFen === 0) return [];
  return [{ from: 'held', to: 'available', amountFen, because: 'not-taken' }, ...losses(lost)];
}

function spent(amountFen: Fen): Movement[] {
  return amountFen === 0 ? [] : [{ from: 'held', to: 'spent', amountFen, because: 'purchase' }];
}

function sumOf(amounts: ByReward): Fen {
  return sumFen(Object.values(amounts));
}

function addEach(one: ByReward, other: ByReward): Record<string, Fen> {
  const result: Record<string, Fen> = { ...one };
  for (const [id, amount] of Object.entries(other))
    result[id] = addFen(result[id] ?? zeroFen, amount);
  return result;
}
