import type { brand } from './brand.ts';
import { ValueProblem } from './problem.ts';

/** An opaque identifier; two kinds cannot be mixed up. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type VoucherId = Id<'voucher'>;
export type PurchaseId = Id<'purchase'>;
export type HouseholdId = Id<'household'>;
export type PersonId = Id<'person'>;
export type AgreementId = Id<'agreement'>;
export type ProjectId = Id<'project'>;
export type AreaId = Id<'area'>;
export type DeveloperId = Id<'developer'>;
export type DevelopmentId = Id<'development'>;
export type UnitId = Id<'unit'>;
export type ClaimId = Id<'claim'>;
export type AccountId = Id<'account'>;
export type ParcelId = Id<'parcel'>;

const form = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/;

export function isId(x: unknown): boolean {
  return typeof x === 'string' && form.test(x);
}

/** Letters, digits, '_', '.', '-', at most 80, so that it fits a URL, a subject and a stream name. */
export function asId<Kind extends string>(text: string): Id<Kind> {
  if (form.test(text)) return text as Id<Kind>;
  throw new ValueProblem({
    code: 'identifier-malformed',
    zh: `不是标识：“${text}”`,
    en: `not an identifier: "${text}"`,
  });
}
