import type { EventOf, voucherReceivedV1 } from '@fangpiao/contracts';
import { addFen, asId, maxFen, subtractFen, zeroFen, type Fen } from '@fangpiao/values';
import { fullPockets, movePockets, type Move } from './pockets.ts';
import type { Voucher } from './voucher.ts';

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

export function earned(
  state: Voucher,
  of: { purchaseId: string; byReward: Readonly<Record<string, Fen>> },
): Voucher {
  const use = state.uses[of.purchaseId];
  return {
    ...state,
    earnedFen: addEach(state.earnedFen, of.byReward),
    uses: use ? { ...state.uses, [of.purchaseId]: { ...use, earnedFen: of.byReward } } : state.uses,
  };
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
