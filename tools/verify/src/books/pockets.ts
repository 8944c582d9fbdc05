/** The ten pockets, in the one order used everywhere. */
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
] as const;
export type Pocket = (typeof pocketNames)[number];
export type Pockets = Record<Pocket, number>;

/** Every move of money there may be, and no other (READINGS §3). */
const allowedMoves: Readonly<Record<Pocket, readonly Pocket[]>> = {
  available: ['held', 'transferredOut', 'cashedOut', 'forfeited', 'expired', 'cancelled'],
  held: ['available', 'spent'],
  spent: ['available'],
  expired: ['exchanged', 'forfeited', 'convertedToHome', 'available'],
  transferredOut: [],
  cashedOut: [],
  exchanged: [],
  convertedToHome: [],
  forfeited: [],
  cancelled: [],
};

export interface Move {
  from: Pocket;
  to: Pocket;
  amountFen: number;
}

export function emptyPockets(): Pockets {
  return Object.fromEntries(pocketNames.map((name) => [name, 0])) as Pockets;
}

/** Carries the money over and says what is wrong with the move, if anything. */
export function moveMoney(pockets: Pockets, { from, to, amountFen }: Move): string[] {
  const faults: string[] = [];
  if (!allowedMoves[from].includes(to)) faults.push(`moves money from ${from} to ${to}`);
  if (Number.isNaN(amountFen)) return [...faults, `names no amount to move to ${to}`];
  pockets[from] -= amountFen;
  pockets[to] += amountFen;
  return faults;
}

export function sumOf(pockets: Pockets): number {
  return pocketNames.reduce((sum, name) => sum + pockets[name], 0);
}

export function negativeOf(pockets: Pockets): Pocket | undefined {
  return pocketNames.find((name) => !(pockets[name] >= 0));
}
