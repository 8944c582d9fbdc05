import type { EventOf, voucherReceivedV1, voucherRewardDueV1 } from '@fangpiao/contracts';
import { addFen, asId, maxFen, subtractFen, zeroFen, type Fen } from '@fangpiao/values';
import { fullPockets, movePockets, type Move } from './pockets.ts';
import type { RewardClaim, Use, Voucher } from './voucher.ts';

/** How single events change a voucher; `apply` in `voucher.ts` says which. */

export function move(state: Voucher, move: Move): Voucher {
  return { ...state, pockets: movePockets(state.pockets, move) };
}

export function withoutHold(state: Voucher, purchaseId: string): Voucher {
  const { [purchaseId]: _gone, ...holds } = state.holds;
  return { ...state, holds };
}

/** A voucher opened by transfer stands like an issued one: its terms run from the first issue. */
export function received(state: Voucher, data: EventOf<typeof voucherReceivedV1>['data']): Voucher {
  const {
    fromVoucherId: _from,
    fromHash: _hash,
    receivedOn: _on,
    transfersLeft: _left,
    ...of
  } = data;
  const { faceValueFen, areaId, district, holder, expiresOn } = data;
  return {
    ...state,
    status: 'issued',
    issued: { ...of, issuanceId: asId<'issuance'>('none'), rewardOutsideFaceFen: zeroFen },
    faceValueFen,
    areaId,
    district,
    holder,
    expiresOn,
    pockets: fullPockets(faceValueFen),
  };
}

/** A part of the hold is available again; the rest stays held for the purchase. */
export function reduced(state: Voucher, of: { purchaseId: string; amountFen: Fen }): Voucher {
  const moved = move(state, { from: 'held', to: 'available', amountFen: of.amountFen });
  const hold = state.holds[of.purchaseId];
  if (!hold || hold.amountFen === of.amountFen) return withoutHold(moved, of.purchaseId);
  const amountFen = subtractFen({ from: hold.amountFen, amount: of.amountFen });
  const part = { ...hold.part, voucherPartFen: amountFen };
  return { ...moved, holds: { ...state.holds, [of.purchaseId]: { amountFen, part } } };
}

/** The hold becomes a use. */
export function spent(state: Voucher, of: { purchaseId: string; amountFen: Fen }): Voucher {
  const part = state.holds[of.purchaseId]?.part;
  return {
    ...withoutHold(
      move(state, { from: 'held', to: 'spent', amountFen: of.amountFen }),
      of.purchaseId,
    ),
    unitsBought: state.unitsBought + 1,
    uses: part ? { ...state.uses, [of.purchaseId]: { part, earnedFen: {} } } : state.uses,
  };
}

/** The use is gone and its money is available again. */
export function restored(state: Voucher, of: { purchaseId: string; amountFen: Fen }): Voucher {
  const { [of.purchaseId]: _gone, ...uses } = state.uses;
  return {
    ...move(state, { from: 'spent', to: 'available', amountFen: of.amountFen }),
    unitsBought: Math.max(0, state.unitsBought - 1),
    uses,
  };
}

interface Earned {
  readonly purchaseId: string;
  readonly byReward: Readonly<Record<string, Fen>>;
}

export function earned(state: Voucher, of: Earned): Voucher {
  const { byReward } = of;
  return {
    ...withUse(state, of.purchaseId, () => ({ earnedFen: byReward })),
    earnedFen: addEach(state.earnedFen, byReward),
  };
}

export function promised(state: Voucher, of: Earned): Voucher {
  const { byReward } = of;
  return {
    ...withUse(state, of.purchaseId, () => ({ promisedFen: byReward })),
    earnedFen: addEach(state.earnedFen, byReward),
  };
}

export function promiseKept(state: Voucher, { purchaseId, byReward }: Earned): Voucher {
  return withUse(state, purchaseId, (use) => ({
    earnedFen: addEach(use.earnedFen, byReward),
    promisedFen: without(use.promisedFen ?? {}, byReward),
  }));
}

export function promisedAgain(state: Voucher, { purchaseId, byReward }: Earned): Voucher {
  return withUse(state, purchaseId, (use) => ({
    earnedFen: without(use.earnedFen, byReward),
    promisedFen: addEach(use.promisedFen ?? {}, byReward),
  }));
}

/** The district owes a reward; its claim is counted with the other claims of the holder. */
export function rewardDue(
  state: Voucher,
  data: EventOf<typeof voucherRewardDueV1>['data'],
): Voucher {
  const { claimId, purchaseId, reward, amountFen } = data;
  const claim = { purchaseId, reward, amountFen, isPaid: false, isTakenBack: false };
  const rewardClaims = { ...state.rewardClaims, [claimId]: claim };
  return { ...state, payouts: state.payouts + 1, rewardClaims };
}

export function withRewardClaim(
  state: Voucher,
  claimId: string,
  change: Partial<RewardClaim>,
): Voucher {
  const claim = state.rewardClaims[claimId];
  if (!claim) return state;
  return { ...state, rewardClaims: { ...state.rewardClaims, [claimId]: { ...claim, ...change } } };
}

function withUse(state: Voucher, purchaseId: string, change: (use: Use) => Partial<Use>): Voucher {
  const use = state.uses[purchaseId];
  if (!use) return state;
  return { ...state, uses: { ...state.uses, [purchaseId]: { ...use, ...change(use) } } };
}

function without(
  from: Readonly<Record<string, Fen>>,
  names: Readonly<Record<string, Fen>>,
): Record<string, Fen> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !(name in names)));
}

export function takeEach(
  from: Readonly<Record<string, Fen>>,
  take: Readonly<Record<string, Fen>>,
): Record<string, Fen> {
  const result: Record<string, Fen> = { ...from };
  for (const [name, amount] of Object.entries(take))
    result[name] = maxFen(zeroFen, subtractFen({ from: result[name] ?? zeroFen, amount }));
  return result;
}

export function addEach(
  to: Readonly<Record<string, Fen>>,
  add: Readonly<Record<string, Fen>>,
): Record<string, Fen> {
  const result: Record<string, Fen> = { ...to };
  for (const [name, amount] of Object.entries(add))
    result[name] = addFen(result[name] ?? zeroFen, amount);
  return result;
}
