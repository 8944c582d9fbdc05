import {
  quoteFace,
  type PolicyPack,
  type Quote,
  type QuoteFacts,
  type Refusal,
} from '@fangpiao/policy';
import type { Area, Fen } from '@fangpiao/values';

/** What an agreement says that a face value can be computed from. */
export interface QuoteInputs {
  readonly titleArea: Area;
  /** The part of the legal area that is turned into a voucher. */
  readonly voucherArea: Area;
  readonly basePriceFen: Fen;
  readonly amounts: Readonly<Record<string, Fen>>;
}

/** The facts under the names a pack declares; what it does not ask for is left out. */
export function quoteFactsOf(policy: PolicyPack, inputs: QuoteInputs): QuoteFacts {
  const known: Record<string, string | number> = {
    legalArea: inputs.voucherArea,
    titleArea: inputs.titleArea,
    basePriceFen: inputs.basePriceFen,
    unitPriceFen: inputs.basePriceFen,
    ...inputs.amounts,
  };
  return {
    inputs: Object.fromEntries(
      Object.entries(known).filter(([name]) => name in policy.rules.inputs),
    ),
  };
}

export type Quoted =
  | { readonly ok: true; readonly quote: Quote }
  | { readonly ok: false; readonly detail: { zh: string; en: string } };

/** Face value and every yuan of it by the pack, or why the pack gives none. */
export function quoteBy(policy: PolicyPack, inputs: QuoteInputs): Quoted {
  const answer = quoteFace(policy, quoteFactsOf(policy, inputs));
  return answer.ok ? answer : { ok: false, detail: reasonsOf(answer.refusals) };
}

/** The pack's reasons with their clauses, as one sentence in each language. */
export function reasonsOf(refusals: readonly Refusal[]): { zh: string; en: string } {
  return {
    zh: refusals.map(({ zh, clause }) => (clause ? `${zh}〔${clause}〕` : zh)).join('；'),
    en: refusals.map(({ en, clause }) => (clause ? `${en} [${clause}]` : en)).join('; '),
  };
}
