import { districtOf, type Actor, type Filter } from '@fangpiao/chassis';

/** The district somebody may read; undefined is the whole city: headquarters, and an auditor of no district. */
export function readableDistrict(actor: Actor): string | undefined {
  if (actor.role === 'headquarters') return undefined;
  if (actor.role === 'auditor') return actor.district;
  return districtOf(actor);
}

/** What belongs to another district does not exist for the reader. */
export function mayRead(actor: Actor, district: string): boolean {
  const readable = readableDistrict(actor);
  return readable === undefined || readable === district;
}

/** The same as a condition on views. */
export function districtFilter(actor: Actor): Filter {
  const district = readableDistrict(actor);
  return district === undefined ? {} : { 'state.district': district };
}
