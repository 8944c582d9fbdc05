import { createHash } from 'node:crypto';

/** Repeatable chance: the same seed and name give the same town on every machine. */
export interface Random {
  /** From 0 to just below 1. */
  next(): number;
  between(lowest: number, highest: number): number;
  /** A whole number, both ends included. */
  whole(lowest: number, highest: number): number;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** Around 1, never negative: exp of a normal with this spread. */
  uneven(spread: number): number;
  /** An independent source, so that a change in one part leaves the others as they were. */
  fork(name: string): Random;
}

export function createRandom(name: string): Random {
  const digest = createHash('sha256').update(name).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];

  /** sfc32 */
  function next(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  const between = (lowest: number, highest: number): number => lowest + next() * (highest - lowest);
  const whole = (lowest: number, highest: number): number =>
    lowest + Math.floor(next() * (highest - lowest + 1));
  return {
    next,
    between,
    whole,
    pick: (items) => items[whole(0, items.length - 1)]!,
    shuffled: (items) => {
      const all = [...items];
      for (let index = all.length - 1; index > 0; index -= 1) {
        const other = whole(0, index);
        [all[index], all[other]] = [all[other]!, all[index]!];
      }
      return all;
    },
    uneven: (spread) =>
      Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    fork: (part) => createRandom(`${name}/${part}`),
  };
}
