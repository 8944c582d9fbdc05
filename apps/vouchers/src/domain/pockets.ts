import type { Pockets } from '@fangpiao/contracts';
import { addFen, subtractFen, sumFen, zeroFen, type Fen } from '@fangpiao/values';

export type Pocket = keyof Pockets;

/** Ten pockets, always in this order; they add up to the face value at every moment (DOMAIN §7). */
export const pocketNames = [
  'available',
  'held',
  'spent',
  'transferredOut',
  'cashedOut',
  'exchanged',
  'convertedToHome',
  'forfeited',
  'expired',
  'cancelled',
] as const satisfies readonly Pocket[];

/** A new voucher: everything is available. */
export function fullPockets(faceValueFen: Fen): Pockets {
  return {
    ...Object.fromEntries(pocketNames.map((name) => [name, zeroFen])),
    available: faceValueFen,
  } as Pockets;
}

/** The moves READINGS §3 allows, and no others. */
const allowedMoves: Readonly<Partial<Record<Pocket, readonly Pocket[]>>> = {
  available: ['held', 'transferredOut', 'cashedOut', 'forfeited', 'expired', 'cancelled'],
  held: ['available', 'spent'],
  spent: ['available'],
  expired: ['exchanged', 'forfeited', 'convertedToHome', 'available'],
};

export interface Move {
  readonly from: Pocket;
  readonly to: Pocket;
  readonly amountFen: Fen;
}

/** Moves money between two pockets; what the rules do not allow is a defect of the caller and throws. */
export function movePockets(pockets: Pockets, move: Move): Pockets {
  const { from, to, amountFen } = move;
  if (!allowedMoves[from]?.includes(to)) throw new Error(`money never moves from ${from} to ${to}`);
  if (amountFen < 0 || pockets[from] < amountFen)
    throw new Error(`${from} holds less than ${amountFen} fen`);
  return {
    ...pockets,
    [from]: subtractFen({ from: pockets[from], amount: amountFen }),
    [to]: addFen(pockets[to], amountFen),
  };
}

export function totalOf(pockets: Pockets): Fen {
  return sumFen(pocketNames.map((name) => pockets[name]));
}
