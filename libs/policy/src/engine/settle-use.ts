import { addFen, fen, minFen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import type { PolicyPack } from '../model/policy-pack.ts';
import type { topUpKinds } from '../model/pack-schema.ts';
import { expiredRefusal, refusal, refuse, sourceOf } from './answer.ts';
import type { Line, Movement, Refusal, Refused } from './answer.ts';
import { afterForfeitures, balanceOf, forfeituresOn, yuanOf } from './balance.ts';
import type { Balance } from './balance.ts';
import { earn, noEarnings, withEarnings } from './earn.ts';
import type { EarnedPart } from './earn.ts';
import type { PurchaseFacts, VoucherFacts } from './facts.ts';
import { settleFiling } from './file-use.ts';
import { openPart } from './open-part.ts';
import { partLine, topUpLine, topUpOf } from './use-lines.ts';

export type UseFacts = {
  voucher: VoucherFacts;
  purchase: PurchaseFacts;
  /** What the buyer asks to take from the voucher; default: as much as the rules allow. */
  voucherPartFen?: Fen;
  /** Several vouchers pay for this one unit. */
  isOneOfSeveral?: boolean;
  topUps?: readonly { kind: (typeof topUpKinds)[number]; amountFen: Fen }[];
  /**
   * `hold`: available → held, on the day of the choice. `file`: what was held becomes spent on the day
   * that counts as use. `at-once` (default): both on one day.
   */
  step?: 'hold' | 'file' | 'at-once';
  /** For `file`: what `hold` answered. */
  held?: HeldPart;
};

export type HeldPart = {
  on: CalendarDate;
  voucherPartFen: Fen;
  fromRewardsFen: Readonly<Record<string, Fen>>;
};

export type UseAnswer = {
  ok: true;
  voucherPartFen: Fen;
  fromGroundFen: Fen;
  fromRewardsFen: Record<string, Fen>;
  /** Was held, is not taken, and is available again: more of the price was paid elsewhere, or it is lower. */
  givenBackFen: Fen;
  /** What the pack's `topUpBy` bears. */
  topUpFen: Fen;
  topUpBy: 'buyer' | 'household';
  forfeitedFen: Fen;
  forfeitedByRewardFen: Record<string, Fen>;
  earned: EarnedPart[];
  isBaseUsedInFull: boolean;
  movements: Movement[];
  lines: Line[];
  /** The voucher's facts afterwards, ready for the next question. */
  voucher: VoucherFacts;
};

/** What a purchase of this price on this day takes from which part, what it earns and what is lost. */
export function settleUse(pack: PolicyPack, facts: UseFacts): UseAnswer | Refused {
  return facts.step === 'file' && facts.held
    ? settleFiling(pack, facts, facts.held)
    : settleTaking(pack, facts);
}

function settleTaking(pack: PolicyPack, facts: UseFacts): UseAnswer | Refused {
  const { purchase } = facts;
  const early = checkVoucher(pack, facts);
  if (early.length > 0) return refuse(early);
  const before = balanceOf(pack, facts.voucher);
  const forfeitures = forfeituresOn({
    pack,
    voucher: facts.voucher,
    balance: before,
    on: purchase.on,
  });
  const voucher = afterForfeitures(facts.voucher, { forfeitures, on: purchase.on });
  const balance = balanceOf(pack, voucher);
  const limit = highestPart({ pack, voucher, purchase });
  const part = facts.voucherPartFen ?? limit;
  const refusals = checkPart({ pack, facts, part, limit });
  if (refusals.length > 0) return refuse(refusals);

  const taken = takeFrom({ pack, balance, part });
  const movements: Movement[] = forfeitures.map(({ reward, amountFen }) => ({
    from: 'available',
    to: 'forfeited',
    amountFen,
    because: reward.id,
  }));
  movements.push({ from: 'available', to: 'held', amountFen: part, because: 'purchase' });
  if (facts.step !== 'hold') {
    movements.push({ from: 'held', to: 'spent', amountFen: part, because: 'purchase' });
  }
  const used = {
    voucher: afterTaking(voucher, { part, step: facts.step }),
    usedBeforeFen: voucher.pockets.spent,
    baseTotalFen: balance.baseTotalFen,
    part,
    purchase,
  };
  const earned = facts.step === 'hold' ? noEarnings : earn({ pack, ...used });
  const forfeitedFen = sumFen(forfeitures.map((each) => each.amountFen));
  return {
    ok: true,
    voucherPartFen: part,
    ...taken,
    givenBackFen: zeroFen,
    topUpFen: topUpOf(purchase, part),
    topUpBy: pack.rules.use.topUpBy,
    forfeitedFen,
    forfeitedByRewardFen: Object.fromEntries(
      forfeitures.map((each) => [each.reward.id, each.amountFen]),
    ),
    earned: earned.parts,
    isBaseUsedInFull: voucher.pockets.spent + part >= balance.baseTotalFen,
    movements,
    lines: [
      ...forfeitures.map((each) => each.line),
      partLine({ pack, part, purchase, available: voucher.pockets.available }),
      topUpLine({ pack, part, purchase }),
      ...earned.lines,
    ],
    voucher: withEarnings(used.voucher, earned.parts),
  };
}

function checkVoucher(pack: PolicyPack, facts: UseFacts): Refusal[] {
  const { voucher, purchase } = facts;
  const { use, validity } = pack.rules;
  const { expiresOn } = voucher;
  if (purchase.on > expiresOn) return [expiredRefusal({ expiresOn, source: validity.source })];
  const bought = voucher.unitsBought ?? 0;
  if (purchase.priceFen <= 0) {
    return [
      refusal({ code: 'price-not-positive', zh: '房款须大于零', en: 'the price must be positive' }),
    ];
  }
  if (facts.isOneOfSeveral && !use.merge) {
    return [
      refusal({
        code: 'merge-not-allowed',
        source: sourceOf(use, 'merge'),
        zh: '多张房票不能合并购买一套',
        en: 'several vouchers cannot be merged for one unit',
      }),
    ];
  }
  if (bought >= 1 && !use.split) {
    return [
      refusal({
        code: 'split-not-allowed',
        source: sourceOf(use, 'split'),
        zh: '一张房票只能购买一套',
        en: 'one voucher buys one unit only',
      }),
    ];
  }
  if (bought >= (use.maximumUnits ?? Infinity)) {
    return [
      refusal({
        code: 'too-many-units',
        source: sourceOf(use, 'maximumUnits'),
        zh: `一张房票最多购买 ${use.maximumUnits} 套`,
        en: `one voucher buys at most ${use.maximumUnits} units`,
      }),
    ];
  }
  return [];
}

/** min(what is open of the price, available less frozen). */
function highestPart(of: {
  pack: PolicyPack;
  voucher: VoucherFacts;
  purchase: PurchaseFacts;
}): Fen {
  const { pack, voucher, purchase } = of;
  const free = fen(Math.max(0, voucher.pockets.available - (voucher.frozenFen ?? 0)));
  return minFen(free, openPart(pack, purchase));
}

function checkPart(of: { pack: PolicyPack; facts: UseFacts; part: Fen; limit: Fen }): Refusal[] {
  const { part, limit, facts } = of;
  const { use } = of.pack.rules;
  const refusals: Refusal[] = [];
  const share = use.largestShareOfPrice;
  if (limit <= 0) {
    refusals.push(
      refusal({
        code: 'nothing-left',
        zh: '房票没有可用余额',
        en: 'nothing is available on the voucher',
      }),
    );
  } else if (part > limit) {
    refusals.push(
      refusal({
        code: share === undefined ? 'not-enough-on-voucher' : 'share-of-price-exceeded',
        source: sourceOf(use, 'largestShareOfPrice'),
        zh: `最多可用 ${yuanOf(limit)}，申请 ${yuanOf(part)}`,
        en: `at most ${yuanOf(limit)} can be used, ${yuanOf(part)} was asked for`,
      }),
    );
  } else if (part <= 0 || (use.voucherFirst && part < limit)) {
    refusals.push(
      refusal({
        code: 'voucher-must-be-used-first',
        source: sourceOf(use, 'voucherFirst'),
        zh: `须优先使用房票 ${yuanOf(limit)}`,
        en: `the voucher must be used first: ${yuanOf(limit)}`,
      }),
    );
  }
  for (const { kind } of facts.topUps ?? []) {
    if (use.topUpKinds.includes(kind)) continue;
    refusals.push(
      refusal({
        code: 'top-up-kind-not-allowed',
        source: sourceOf(use, 'topUpKinds'),
        zh: `差额不能以“${kind}”支付`,
        en: `the difference cannot be paid by "${kind}"`,
      }),
    );
  }
  return refusals;
}

function takeFrom(of: { pack: PolicyPack; balance: Balance; part: Fen }) {
  const fromGroundFen = minFen(of.part, of.balance.groundFen);
  const fromRewardsFen: Record<string, Fen> = {};
  let left = subtractFen({ from: of.part, amount: fromGroundFen });
  for (const reward of of.pack.compiled.fromStart) {
    const taken = minFen(left, of.balance.rewardsFen[reward.id] ?? zeroFen);
    if (taken > 0) fromRewardsFen[reward.id] = taken;
    left = subtractFen({ from: left, amount: taken });
  }
  return { fromGroundFen, fromRewardsFen };
}

function afterTaking(
  voucher: VoucherFacts,
  of: { part: Fen; step: UseFacts['step'] },
): VoucherFacts {
  const { pockets } = voucher;
  const available = subtractFen({ from: pockets.available, amount: of.part });
  if (of.step === 'hold') {
    return { ...voucher, pockets: { ...pockets, available, held: addFen(pockets.held, of.part) } };
  }
  return {
    ...voucher,
    unitsBought: (voucher.unitsBought ?? 0) + 1,
    pockets: { ...pockets, available, spent: addFen(pockets.spent, of.part) },
  };
}
