import { districtOf, type Actor } from '@fangpiao/chassis';

const cityWide: readonly Actor['role'][] = [
  'bank',
  'headquarters',
  'auditor',
  'city-finance-officer',
];

/** The district somebody is confined to; null for those who act or look city-wide. */
export function scopeOf(actor: Actor): string | null {
  if (actor.district === undefined && cityWide.includes(actor.role)) return null;
  return districtOf(actor);
}

/** What belongs to another district answers as not found. */
export function isVisible(district: string | null, actor: Actor): boolean {
  const scope = scopeOf(actor);
  return scope === null || scope === district;
}
