import type { CalendarDate, Fen, Rounding } from '@fangpiao/values';
import { labelOf } from '../load/check-rules.ts';
import type { Bilingual, Source } from '../model/basics.ts';

/** Every reason for which the engine says no; a closed list. */
export const refusalCodes = [
  'input-missing',
  'input-malformed',
  'formula-unknown',
  'choice-missing',
  'pack-not-in-force',
  'earlier-pack-applies',
  'agreement-not-effective',
  'home-not-vacated',
  'programme-not-covered',
  'land-kind-not-covered',
  'origin-not-covered',
  'holder-kind-not-allowed',
  'excluded',
  'kinship-not-allowed',
  'proof-missing',
  'buyer-condition-not-met',
  'goods-not-allowed',
  'goods-condition-not-met',
  'sale-stage-not-allowed',
  'not-in-supermarket',
  'district-not-allowed',
  'subsidy-not-combinable',
  'voucher-not-issued-yet',
  'voucher-expired',
  'voucher-not-expired',
  'application-too-late',
  'split-not-allowed',
  'too-many-units',
  'merge-not-allowed',
  'price-not-positive',
  'not-enough-on-voucher',
  'voucher-must-be-used-first',
  'share-of-price-exceeded',
  'top-up-kind-not-allowed',
  'nothing-left',
  'cash-out-not-allowed',
  'no-purchase-yet',
  'minimum-share-not-reached',
  'money-held',
  'transfer-forbidden',
  'transfers-used-up',
  'outside-transfer-circle',
  'giver-must-own-home',
  'receiver-must-own-home',
  'act-out-of-order',
  'measure-not-allowed',
  'case-without-responsible',
  'households-not-resettled',
  'complaints-open',
  'measure-needs-record',
  'measure-required',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** A no with its reason: the clause behind it and a sentence in both languages. */
export type Refusal = {
  code: RefusalCode;
  /** 'DL 9', a decision's number, or '假设 assumption'; empty for malformed facts. */
  clause: string;
  source?: Source;
  zh: string;
  en: string;
};

export type Refused = { ok: false; refusals: Refusal[] };

/** One named step of a calculation, as it stands on a quote. */
export type Line = {
  id: string;
  name: Bilingual;
  inputs: LineInput[];
  /** '120.50 m² × 8,345.67 元/m²'. */
  arithmetic: string;
  rounding: Rounding;
  clause: string;
  source: Source;
  isAssumption: boolean;
  amountFen: Fen;
};

export type LineInput = { name: string; zh: string; en: string; shown: string };

/** A move between two of the ten pockets. */
export type Movement = { from: Pocket; to: Pocket; amountFen: Fen; because: string };

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
export type Pockets = Record<Pocket, Fen>;

export function refusal(of: {
  code: RefusalCode;
  source?: Source;
  zh: string;
  en: string;
}): Refusal {
  return { ...of, clause: of.source ? labelOf(of.source) : '' };
}

export function refuse(refusals: Refusal[]): Refused {
  return { ok: false, refusals };
}

export function isAssumption(source: Source): boolean {
  return 'assumption' in source;
}

/** The provenance of one field of a rule: its own, or the rule's. */
export function sourceOf(
  rule: { source: Source; sources?: Record<string, Source> | undefined },
  field: string,
): Source {
  return rule.sources?.[field] ?? rule.source;
}

export function expiredRefusal(of: { expiresOn: CalendarDate; source: Source }): Refusal {
  return refusal({
    code: 'voucher-expired',
    source: of.source,
    zh: `房票已于 ${of.expiresOn} 到期`,
    en: `the voucher expired on ${of.expiresOn}`,
  });
}
