import { addFen, fen, maxFen, minFen, subtractFen, sumFen, zeroFen } from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { exact, fromDecimal, roundExact, times, zero } from '../formula/exact.ts';
import { labelOf } from '../load/check-rules.ts';
import type { Source } from '../model/basics.ts';
import type { EarnedReward, PolicyPack } from '../model/policy-pack.ts';
import type { topUpKinds } from '../model/pack-schema.ts';
import { expiredRefusal, isAssumption, refusal, refuse, sourceOf } from './answer.ts';
import type { Line, Movement, Refusal, Refused } from './answer.ts';
import { afterForfeitures, balanceOf, forfeituresOn, lostBetween, yuanOf } from './balance.ts';
import type { Balance } from './balance.ts';
import { keptOn, namesOf, setDay } from './deadlines.ts';
import type { PurchaseFacts, VoucherFacts } from './facts.ts';
import type { PackNames } from './names.ts';

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

export type EarnedPart = {
  reward: string;
  amountFen: Fen;
  /** `provisional` until the base is used in full. */
  state: 'due' | 'provisional';
};

export type UseAnswer = {
  ok: true;
  voucherPartFen: Fen;
  fromGroundFen: Fen;
  fromRewardsFen: Record<string, Fen>;
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

/** At filing the held money becomes spent; reward whose tier ended meanwhile goes back and is lost. */
function settleFiling(pack: PolicyPack, facts: UseFacts, held: HeldPart): UseAnswer | Refused {
  const { purchase, voucher } = facts;
  const { expiresOn } = voucher;
  if (purchase.on > expiresOn) {
    return refuse([expiredRefusal({ expiresOn, source: pack.rules.validity.source })]);
  }
  const names = namesOf(pack, voucher);
  const { issuedOn } = voucher;
  const fromRewardsFen: Record<string, Fen> = {};
  const lostByReward: Record<string, Fen> = {};
  for (const reward of pack.compiled.fromStart) {
    const left = held.fromRewardsFen[reward.id] ?? zeroFen;
    const then = keptOn({ pack, reward, names, issuedOn, on: held.on });
    const now = keptOn({ pack, reward, names, issuedOn, on: purchase.on });
    const lost = lostBetween({ left, before: then, now, pack });
    if (lost > 0) lostByReward[reward.id] = lost;
    if (left > lost) fromRewardsFen[reward.id] = subtractFen({ from: left, amount: lost });
  }
  const lostFen = sumFen(Object.values(lostByReward));
  const part = subtractFen({ from: held.voucherPartFen, amount: lostFen });
  const movements: Movement[] = Object.entries(lostByReward).flatMap(([because, amountFen]) => [
    { from: 'held', to: 'available', amountFen, because } as const,
    { from: 'available', to: 'forfeited', amountFen, because } as const,
  ]);
  movements.push({ from: 'held', to: 'spent', amountFen: part, because: 'purchase' });
  const forfeited: Record<string, Fen> = { ...voucher.rewardForfeitedFen };
  for (const [id, amount] of Object.entries(lostByReward)) {
    forfeited[id] = addFen(forfeited[id] ?? zeroFen, amount);
  }
  const after: VoucherFacts = {
    ...voucher,
    rewardForfeitedFen: forfeited,
    unitsBought: (voucher.unitsBought ?? 0) + 1,
    pockets: {
      ...voucher.pockets,
      held: subtractFen({ from: voucher.pockets.held, amount: held.voucherPartFen }),
      spent: addFen(voucher.pockets.spent, part),
      forfeited: addFen(voucher.pockets.forfeited, lostFen),
    },
  };
  const { baseTotalFen } = balanceOf(pack, after);
  const usedBeforeFen = voucher.pockets.spent;
  const earned = earn({ pack, voucher: after, usedBeforeFen, baseTotalFen, part, purchase });
  return {
    ok: true,
    voucherPartFen: part,
    fromGroundFen: subtractFen({ from: part, amount: sumFen(Object.values(fromRewardsFen)) }),
    fromRewardsFen,
    topUpFen: topUpOf(purchase, part),
    topUpBy: pack.rules.use.topUpBy,
    forfeitedFen: lostFen,
    forfeitedByRewardFen: lostByReward,
    earned: earned.parts,
    isBaseUsedInFull: usedBeforeFen + part >= baseTotalFen,
    movements,
    lines: [
      partLine({ pack, part, purchase, available: held.voucherPartFen }),
      topUpLine({ pack, part, purchase }),
      ...earned.lines,
    ],
    voucher: withEarnings(after, earned.parts),
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

/** min(price, available less frozen, largest share of the price). */
function highestPart(of: {
  pack: PolicyPack;
  voucher: VoucherFacts;
  purchase: PurchaseFacts;
}): Fen {
  const { voucher, purchase } = of;
  const free = fen(Math.max(0, voucher.pockets.available - (voucher.frozenFen ?? 0)));
  const share = of.pack.rules.use.largestShareOfPrice;
  const most =
    share === undefined
      ? purchase.priceFen
      : fen(Number(roundExact(times(exact(purchase.priceFen), fromDecimal(share)), 'down')));
  return minFen(purchase.priceFen, free, most);
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

const noEarnings: { parts: EarnedPart[]; lines: Line[] } = { parts: [], lines: [] };

/** Rewards earned by this use, never above what the cover was reckoned with. */
function earn(of: {
  pack: PolicyPack;
  voucher: VoucherFacts;
  /** Spent by earlier purchases: the base is used first, by the order of use. */
  usedBeforeFen: Fen;
  baseTotalFen: Fen;
  part: Fen;
  purchase: PurchaseFacts;
}): { parts: EarnedPart[]; lines: Line[] } {
  const { pack, voucher, part } = of;
  const names = namesOf(pack, voucher);
  setUse({ ...of, names });
  const isFull = of.usedBeforeFen + part >= of.baseTotalFen;
  const parts: EarnedPart[] = [];
  const lines: Line[] = [];
  for (const reward of pack.compiled.earned) {
    if (reward.when && !reward.when.isTrue(names)) continue;
    const amountFen = amountEarned({ pack, reward, names, voucher });
    if (amountFen === 0) continue;
    const isProvisional = reward.due === 'when-base-used-in-full' && !isFull;
    parts.push({ reward: reward.id, amountFen, state: isProvisional ? 'provisional' : 'due' });
    lines.push({
      ...lineBasics({ pack, source: reward.source, amountFen }),
      id: `earned-${reward.id}`,
      name: reward.name,
      inputs: names.inputsOf(reward.amount),
      arithmetic: reward.amount.show(names),
    });
  }
  return { parts, lines };
}

function amountEarned(of: {
  pack: PolicyPack;
  reward: EarnedReward;
  names: PackNames;
  voucher: VoucherFacts;
}): Fen {
  const { pack, reward, names, voucher } = of;
  const round = (value: { n: bigint; d: bigint }) =>
    fen(Math.max(0, Number(roundExact(value, pack.rounding))));
  const room = subtractFen({
    from: round(reward.highest.number(names)),
    amount: voucher.earnedFen?.[reward.id] ?? zeroFen,
  });
  return maxFen(zeroFen, minFen(round(reward.amount.number(names)), room));
}

function setUse(of: {
  pack: PolicyPack;
  names: PackNames;
  voucher: VoucherFacts;
  usedBeforeFen: Fen;
  baseTotalFen: Fen;
  part: Fen;
  purchase: PurchaseFacts;
}): void {
  const { names, purchase, usedBeforeFen, baseTotalFen, part } = of;
  setDay({ pack: of.pack, names, issuedOn: of.voucher.issuedOn, on: purchase.on });
  const baseBefore = Math.min(usedBeforeFen, baseTotalFen);
  const baseAfter = Math.min(usedBeforeFen + part, baseTotalFen);
  names.set('goods', purchase.goods);
  names.set('saleStage', purchase.saleStage);
  names.set('purchaseDistrict', purchase.purchaseDistrict ?? '');
  names.set('kinship', purchase.kinship ?? 'holder');
  names.set('price', exact(purchase.priceFen));
  names.set('area', purchase.area === undefined ? zero : fromDecimal(purchase.area));
  names.set('used', exact(part));
  names.set('baseUsed', exact(baseAfter - baseBefore));
  names.set('usedBefore', exact(usedBeforeFen));
}

function withEarnings(voucher: VoucherFacts, parts: EarnedPart[]): VoucherFacts {
  if (parts.length === 0) return voucher;
  const earnedFen: Record<string, Fen> = { ...voucher.earnedFen };
  for (const { reward, amountFen } of parts) {
    earnedFen[reward] = addFen(earnedFen[reward] ?? zeroFen, amountFen);
  }
  return { ...voucher, earnedFen };
}

function lineBasics(of: { pack: PolicyPack; source: Source; amountFen: Fen }) {
  return {
    rounding: of.pack.rounding,
    clause: labelOf(of.source),
    source: of.source,
    isAssumption: isAssumption(of.source),
    amountFen: of.amountFen,
  };
}

function partLine(of: {
  pack: PolicyPack;
  part: Fen;
  purchase: PurchaseFacts;
  available: Fen;
}): Line {
  const { pack, part, purchase, available } = of;
  const source = sourceOf(pack.rules.use, 'voucherFirst');
  return {
    ...lineBasics({ pack, source, amountFen: part }),
    id: 'voucher-part',
    name: { zh: '房票支付', en: 'paid by voucher' },
    inputs: [
      { name: 'price', zh: '房款', en: 'price', shown: yuanOf(purchase.priceFen) },
      { name: 'available', zh: '可用余额', en: 'available', shown: yuanOf(available) },
    ],
    arithmetic: `min(${yuanOf(purchase.priceFen)}, ${yuanOf(available)})`,
  };
}

/** A price that became lower after the money was held leaves nothing to top up. */
function topUpOf(purchase: PurchaseFacts, part: Fen): Fen {
  return maxFen(zeroFen, subtractFen({ from: purchase.priceFen, amount: part }));
}

function topUpLine(of: { pack: PolicyPack; part: Fen; purchase: PurchaseFacts }): Line {
  const { pack, part, purchase } = of;
  const source = sourceOf(pack.rules.use, 'topUpBy');
  return {
    ...lineBasics({ pack, source, amountFen: topUpOf(purchase, part) }),
    id: 'top-up',
    name: { zh: '差额补足', en: 'top-up' },
    inputs: [],
    arithmetic: `${yuanOf(purchase.priceFen)} − ${yuanOf(part)}`,
  };
}
