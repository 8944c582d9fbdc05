import {
  conditionalRewards,
  type EarnedPart,
  type PolicyPack,
  type RescissionAnswer,
} from '@fangpiao/policy';
import { asId, type CalendarDate, type Fen, type Id } from '@fangpiao/values';
import type { RewardClaim, Use, Voucher, VoucherEvent } from './voucher.ts';

/**
 * Rewards earned at use stand beside the face: earned = paid + due (READINGS §3). Each has a claim of its own, so that a
 * rescission takes back just what it earned.
 */

type ByReward = Readonly<Record<string, Fen>>;
type OfVoucher = { readonly voucherId: Id<'voucher'>; readonly on: CalendarDate };

/**
 * What a use earns: some is due at once, some is promised until the base is used in full. Where this use does that, what
 * earlier ones were promised is due as well.
 */
export function earnedByUse(
  state: Voucher,
  of: OfVoucher & {
    purchaseId: Id<'purchase'>;
    earned: readonly EarnedPart[];
    isBaseUsedInFull: boolean;
  },
): VoucherEvent[] {
  const { purchaseId, earned } = of;
  const due = amountsOf(earned, 'due');
  const promised = amountsOf(earned, 'provisional');
  const fulfilled = of.isBaseUsedInFull
    ? Object.entries(state.uses).filter(([, use]) => !isEmpty(use.promisedFen ?? {}))
    : [];
  const claims = [
    ...fulfilled.flatMap(([id, use]) => claimsOf(asId<'purchase'>(id), use.promisedFen ?? {})),
    ...claimsOf(purchaseId, due),
  ];
  return [
    ...(isEmpty(due)
      ? []
      : [
          {
            type: 'vouchers.voucher.reward-earned.v1' as const,
            data: { purchaseId, byReward: due },
          },
        ]),
    ...(isEmpty(promised)
      ? []
      : [
          {
            type: 'vouchers.voucher.reward-promised.v1' as const,
            data: { purchaseId, byReward: promised },
          },
        ]),
    ...fulfilled.map(([id, use]): VoucherEvent => ({
      type: 'vouchers.voucher.reward-promise-kept.v1',
      data: { purchaseId: asId<'purchase'>(id), byReward: use.promisedFen ?? {} },
    })),
    ...claims.map((claim, index): VoucherEvent => ({
      type: 'vouchers.voucher.reward-due.v1',
      data: {
        ...claimData(state, of.voucherId, {
          claimId: asId<'claim'>(`${of.voucherId}.${state.payouts + index + 1}`),
          ...claim,
        }),
        accountId: state.issued!.accountId,
        on: of.on,
      },
    })),
  ];
}

/**
 * The use is gone, and with it what it earned. Where the base is no longer used in full, what other uses earned on that
 * condition is promised again. What of either is claimed is withdrawn, or recovered if it was paid.
 */
export function takenBackByRescission(
  state: Voucher,
  of: {
    voucherId: Id<'voucher'>;
    purchaseId: Id<'purchase'>;
    policy: PolicyPack;
    answer: RescissionAnswer;
  },
): VoucherEvent[] {
  const { voucherId, purchaseId } = of;
  const use = state.uses[purchaseId];
  const byReward = use ? allEarned(use) : {};
  const waiting = of.answer.isBaseUsedInFull ? [] : conditionalRewards(of.policy);
  const again = Object.entries(state.uses).flatMap(([id, other]) => {
    const due = pick(other.earnedFen, waiting);
    return id === purchaseId || isEmpty(due) ? [] : [{ id, due }];
  });
  const claims = openClaims(state).filter(
    ([, claim]) =>
      claim.purchaseId === purchaseId ||
      again.some(({ id, due }) => id === claim.purchaseId && claim.reward in due),
  );
  return [
    ...(isEmpty(byReward)
      ? []
      : [
          {
            type: 'vouchers.voucher.reward-taken-back.v1' as const,
            data: { purchaseId, byReward },
          },
        ]),
    ...again.map(({ id, due }): VoucherEvent => ({
      type: 'vouchers.voucher.reward-promised-again.v1',
      data: { purchaseId: asId<'purchase'>(id), byReward: due },
    })),
    ...claims.map(([claimId, claim]): VoucherEvent => ({
      type: claim.isPaid
        ? 'vouchers.voucher.reward-recovery-due.v1'
        : 'vouchers.voucher.reward-withdrawn.v1',
      data: claimData(state, voucherId, { claimId: asId<'claim'>(claimId), ...claim }),
    })),
  ];
}

/** It was on its way to the holder when the contract was rescinded. */
export function recoveryOfPaid(
  state: Voucher,
  of: { voucherId: Id<'voucher'>; claimId: Id<'claim'> },
): VoucherEvent[] {
  const claim = state.rewardClaims[of.claimId];
  if (!claim?.isTakenBack || claim.isPaid) return [];
  const data = claimData(state, of.voucherId, { claimId: of.claimId, ...claim });
  return [{ type: 'vouchers.voucher.reward-recovery-due.v1', data }];
}

export function allEarned(use: Use): Record<string, Fen> {
  return { ...use.earnedFen, ...use.promisedFen };
}

function claimsOf(purchaseId: Id<'purchase'>, byReward: ByReward) {
  return Object.entries(byReward).map(([reward, amountFen]) => ({ purchaseId, reward, amountFen }));
}

function claimData(
  state: Voucher,
  voucherId: Id<'voucher'>,
  of: { claimId: Id<'claim'> } & Pick<RewardClaim, 'purchaseId' | 'reward' | 'amountFen'>,
) {
  const { district, holder } = state.issued!;
  const { claimId, purchaseId, reward, amountFen } = of;
  return { voucherId, district, holder, claimId, purchaseId, reward, amountFen };
}

function openClaims(state: Voucher): [string, RewardClaim][] {
  return Object.entries(state.rewardClaims).filter(([, claim]) => !claim.isTakenBack);
}

function amountsOf(parts: readonly EarnedPart[], wanted: EarnedPart['state']): ByReward {
  const these = parts.filter(({ state, amountFen }) => state === wanted && amountFen > 0);
  return Object.fromEntries(these.map(({ reward, amountFen }) => [reward, amountFen]));
}

function pick(amounts: ByReward, names: readonly string[]): ByReward {
  return Object.fromEntries(Object.entries(amounts).filter(([name]) => names.includes(name)));
}

function isEmpty(amounts: ByReward): boolean {
  return Object.keys(amounts).length === 0;
}
