/** Amounts by name. */
export type Sums = Map<string, number>;

export function addTo(sums: Sums, key: string, amountFen: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amountFen);
}

export function totalOf(sums: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const amountFen of sums.values()) total += amountFen;
  return total;
}

/** What differs between two sets of amounts, the first name of it. */
export function differenceOf(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): { key: string; one: number; other: number } | undefined {
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const [first, second] = [one.get(key) ?? 0, other.get(key) ?? 0];
    if (first !== second) return { key, one: first, other: second };
  }
  return undefined;
}
