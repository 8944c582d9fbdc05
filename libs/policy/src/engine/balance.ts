import { addFen, fen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { compare, exact, over, roundExact, showExact, times } from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { FromStartReward, PolicyPack } from '../model/policy-pack.ts';
import { isAssumption, pocketNames } from './answer.ts';
import type { Line, Pockets } from './answer.ts';
import { keptOn, namesOf } from './deadlines.ts';
import { insideFace } from './facts.ts';
import type { VoucherFacts } from './facts.ts';
import type { Quote } from './quote-face.ts';

/** What stands on a voucher: the ground (everything but from-start rewards), then each reward. */
export type Balance = {
  groundFen: Fen;
  rewardsFen: Readonly<Record<string, Fen>>;
  /** Used or held so far, ground first. */
  consumedFen: Fen;
  baseTotalFen: Fen;
};

export const emptyPockets = Object.fromEntries(
  pocketNames.map((name) => [name, zeroFen]),
) as Pockets;

/** The facts of a voucher on the day of its issue, made from its quote. */
export function voucherFrom(
  quote: Quote,
  of: { issuedOn: CalendarDate; expiresOn: CalendarDate },
): VoucherFacts {
  return {
    ...of,
    faceValueFen: quote.faceValueFen,
    facts: quote.facts,
    components: Object.fromEntries(quote.lines.map((line) => [line.id, line.amountFen])),
    pockets: { ...emptyPockets, available: quote.faceValueFen },
  };
}

/** Purchases have taken all of the base: rewards that wait for it are due. */
export function isBaseUsedInFull(pack: PolicyPack, voucher: VoucherFacts): boolean {
  return voucher.pockets.spent >= insideFace(pack, { voucher, role: 'base' });
}

/**
 * Base first: what is left is split into ground and rewards by what was used and lost so far. Where money came back, a
 * reward that another purchase has taken stays with that one: it is not left as well.
 */
export function balanceOf(pack: PolicyPack, voucher: VoucherFacts): Balance {
  const forfeited = voucher.rewardForfeitedFen ?? {};
  const rewards = pack.compiled.fromStart.map((reward) => ({
    id: reward.id,
    usable: (printed(voucher, reward) - (forfeited[reward.id] ?? 0)) as Fen,
  }));
  const lost = sumFen(Object.values(forfeited));
  const whole = sumFen(pack.compiled.fromStart.map((each) => printed(voucher, each)));
  const ground = subtractFen({ from: voucher.faceValueFen, amount: whole });
  const consumed = fen(voucher.faceValueFen - voucher.pockets.available - lost);
  let beyond = Math.max(0, consumed - ground);
  let cameBack = 0;
  const left: Record<string, Fen> = {};
  for (const { id, usable } of rewards) {
    const taken = Math.min(beyond, usable);
    const elsewhere = voucher.takenFromRewardsFen?.[id] ?? 0;
    left[id] = fen(Math.max(0, usable - Math.max(taken, elsewhere)));
    cameBack += usable - taken - left[id];
    beyond -= taken;
  }
  return {
    groundFen: fen(Math.max(0, ground - consumed) + cameBack),
    rewardsFen: left,
    consumedFen: consumed,
    baseTotalFen: insideFace(pack, { voucher, role: 'base' }),
  };
}

function printed(voucher: VoucherFacts, reward: FromStartReward): Fen {
  return voucher.components[reward.component] ?? zeroFen;
}

/** Reward that was lost because a tier has ended since the voucher was last looked at. */
export type Forfeiture = { reward: FromStartReward; amountFen: Fen; line: Line };

/**
 * What moves from available to forfeited to bring a voucher to this day: at 00:00 after a tier's
 * last day the unused reward shrinks from the old share to the new. [DL 8]
 */
export function forfeituresOn(of: {
  pack: PolicyPack;
  voucher: VoucherFacts;
  balance: Balance;
  on: CalendarDate;
}): Forfeiture[] {
  const { pack, voucher, balance, on } = of;
  const names = namesOf(pack, voucher);
  const { issuedOn } = voucher;
  const ratedOn = voucher.rewardRatedOn ?? issuedOn;
  return pack.compiled.fromStart.flatMap((reward): Forfeiture[] => {
    const left = balance.rewardsFen[reward.id] ?? zeroFen;
    if (!reward.kept) return [];
    const before = keptOn({ pack, reward, names, issuedOn, on: ratedOn });
    const now = keptOn({ pack, reward, names, issuedOn, on });
    const lost = lostBetween({ left, before, now, pack });
    if (lost === 0) return [];
    const arithmetic = `${yuanOf(left)} − ${yuanOf(left)} × ${percentOf(now)} ÷ ${percentOf(before)}`;
    return [
      {
        reward,
        amountFen: lost,
        line: {
          id: `forfeited-${reward.id}`,
          name: {
            zh: `${reward.name.zh}因逾期降档而失去`,
            en: `${reward.name.en} lost by later use`,
          },
          inputs: names.inputsOf(reward.kept),
          arithmetic,
          rounding: pack.rounding,
          clause: labelOf(reward.keptSource),
          source: reward.keptSource,
          isAssumption: isAssumption(reward.keptSource),
          amountFen: lost,
        },
      },
    ];
  });
}

/** The loss when the share kept falls from `before` to `now`; a rise gives nothing back. */
export function lostBetween(of: { left: Fen; before: Exact; now: Exact; pack: PolicyPack }): Fen {
  if (compare(of.now, of.before) >= 0) return zeroFen;
  const stays = times(exact(of.left), over(of.now, of.before));
  return subtractFen({ from: of.left, amount: fen(Number(roundExact(stays, of.pack.rounding))) });
}

/** The same voucher after the forfeitures. */
export function afterForfeitures(
  voucher: VoucherFacts,
  of: { forfeitures: readonly Forfeiture[]; on: CalendarDate },
): VoucherFacts {
  const lost = sumFen(of.forfeitures.map((each) => each.amountFen));
  const byReward: Record<string, Fen> = { ...voucher.rewardForfeitedFen };
  for (const { reward, amountFen } of of.forfeitures) {
    byReward[reward.id] = addFen(byReward[reward.id] ?? zeroFen, amountFen);
  }
  return {
    ...voucher,
    rewardForfeitedFen: byReward,
    rewardRatedOn: of.on,
    pockets: {
      ...voucher.pockets,
      available: subtractFen({ from: voucher.pockets.available, amount: lost }),
      forfeited: addFen(voucher.pockets.forfeited, lost),
    },
  };
}

export function yuanOf(amount: Fen): string {
  return `${showExact({ n: BigInt(amount), d: 100n }, { places: 2, atLeast: 2 })} 元`;
}

export function percentOf(ratio: Exact): string {
  return `${showExact({ n: ratio.n * 100n, d: ratio.d }, { places: 4 })} %`;
}
