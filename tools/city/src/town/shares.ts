import type { Random } from './random.ts';

/**
 * Whole numbers in proportion to the weights whose sum is exactly `total`: what rounding leaves
 * over goes to the largest remainders.
 */
export function shareByWeight(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (weights.length === 0 || sum <= 0) throw new Error('Nobody to share among');
  const exact = weights.map((weight) => total * (weight / sum));
  const shares = exact.map(Math.floor);
  let left = total - shares.reduce((all, share) => all + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (let turn = 0; left > 0; turn += 1, left -= 1) {
    shares[byRemainder[turn % byRemainder.length]!.index]! += 1;
  }
  return shares;
}

/** Uneven shares of a total, none below `least`. */
export function shareUnevenly(
  random: Random,
  of: { total: number; count: number; least: number; spread: number },
): number[] {
  const { total, count, least, spread } = of;
  const free = total - least * count;
  if (free < 0) throw new Error(`${total} is not enough for ${count} shares of at least ${least}`);
  const weights = Array.from({ length: count }, () => random.uneven(spread));
  return shareByWeight(free, weights).map((share) => least + share);
}

/**
 * Shares of a total, each within its cap: everyone gets a random part of the cap, then all move by
 * the same proportion, down of what they have or up of the room they have left.
 */
export function shareWithinCaps(
  random: Random,
  of: { total: number; caps: readonly number[]; lowestPart: number },
): number[] {
  const { total, caps } = of;
  const room = caps.reduce((all, cap) => all + cap, 0);
  if (total > room) throw new Error(`${total} does not fit into ${room}`);
  const first = caps.map((cap) => Math.floor(cap * random.between(of.lowestPart, 1)));
  const sum = first.reduce((all, share) => all + share, 0);
  if (sum === total) return first;
  if (sum > total) return shareByWeight(total, first);
  const headroom = caps.map((cap, index) => cap - first[index]!);
  return shareByWeight(total - sum, headroom).map((share, index) => first[index]! + share);
}
