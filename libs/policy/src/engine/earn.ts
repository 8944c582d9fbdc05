import { addFen, fen, maxFen, minFen, subtractFen, zeroFen } from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import { exact, fromDecimal, roundExact, zero } from '../formula/exact.ts';
import type { EarnedReward, PolicyPack } from '../model/policy-pack.ts';
import type { Line } from './answer.ts';
import { namesOf, setDay } from './deadlines.ts';
import type { PurchaseFacts, VoucherFacts } from './facts.ts';
import type { PackNames } from './names.ts';
import { lineBasics } from './use-lines.ts';

export type EarnedPart = {
  reward: string;
  amountFen: Fen;
  /** `provisional` until the base is used in full. */
  state: 'due' | 'provisional';
};

export const noEarnings: { parts: EarnedPart[]; lines: Line[] } = { parts: [], lines: [] };

/** Rewards earned by this use, never above what the cover was reckoned with. */
export function earn(of: {
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

/** Rewards that wait until the base is used in full, by their names in the pack. */
export function conditionalRewards(pack: PolicyPack): string[] {
  return pack.compiled.earned
    .filter(({ due }) => due === 'when-base-used-in-full')
    .map(({ id }) => id);
}

export function withEarnings(voucher: VoucherFacts, parts: EarnedPart[]): VoucherFacts {
  if (parts.length === 0) return voucher;
  const earnedFen: Record<string, Fen> = { ...voucher.earnedFen };
  for (const { reward, amountFen } of parts) {
    earnedFen[reward] = addFen(earnedFen[reward] ?? zeroFen, amountFen);
  }
  return { ...voucher, earnedFen };
}
