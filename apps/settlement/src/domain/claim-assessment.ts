import {
  refuse,
  type PurchaseInstalment,
  type PurchasePart,
  type Refusal,
  type RefusalCode,
} from '@fangpiao/contracts';
import { endOfTerm } from '@fangpiao/policy';
import {
  addFen,
  sumFen,
  zeroFen,
  type AccountId,
  type CalendarDate,
  type DeveloperId,
  type Fen,
  type PurchaseId,
  type UnitId,
} from '@fangpiao/values';
import type { ClaimFacts, PurchaseFacts, UnitFacts } from './foreign-facts.ts';

/** What is asked for, as far as other agencies' facts can confirm or contradict it. */
export interface ClaimedPurchase {
  readonly purchaseId: PurchaseId;
  readonly unitId: UnitId;
  readonly instalment: number;
  readonly amountFen: Fen;
  readonly invoicedOn: CalendarDate;
  /** Who claims; null: a counter officer enters it for the developer of the purchase. */
  readonly developerId: DeveloperId | null;
  /** The district the counter officer acts for; null: not confined. */
  readonly district: string | null;
}

/** Who pays a claim. */
export interface Payers {
  readonly developerId: DeveloperId;
  readonly district: string;
  readonly parts: readonly { readonly accountId: AccountId; readonly amountFen: Fen }[];
  /** The last day for paying by the voucher's pack. */
  readonly payBy: CalendarDate | null;
}

export type Assessment =
  | { readonly verdict: 'complete'; readonly payers: Payers }
  /** The unit is filed for the purchase, but vouchers has not said yet that the money is spent (WRITE-PATH 16). */
  | { readonly verdict: 'wait'; readonly developerId: DeveloperId }
  | { readonly verdict: 'contradicted'; readonly refusal: Refusal<RefusalCode> };

/** Checks a claim against what vouchers and listings have published [DL 15, GZ 9]. */
export function assess(claimed: ClaimedPurchase, facts: ClaimFacts): Assessment {
  const { purchase, unit } = facts;
  if (isOfAnotherPurchase(claimed, facts)) return contradicted('not-bought-with-voucher');
  const known = purchase?.used?.developerId ?? unit?.developerId ?? null;
  if (known !== null && claimed.developerId !== null && claimed.developerId !== known)
    return contradicted('not-the-claimant');
  return purchase?.used
    ? assessUsed(claimed, purchase.used, purchase, unit)
    : assessNotUsed(claimed, purchase, unit, known);
}

function isOfAnotherPurchase(claimed: ClaimedPurchase, { purchase, unit }: ClaimFacts): boolean {
  const boughtUnit = purchase?.used?.unitId ?? purchase?.unitId ?? claimed.unitId;
  const soldTo = unit?.filedFor ?? unit?.contractedFor ?? null;
  if (boughtUnit !== claimed.unitId) return true;
  if (soldTo !== null) return soldTo !== claimed.purchaseId;
  return !purchase;
}

function assessUsed(
  claimed: ClaimedPurchase,
  used: NonNullable<PurchaseFacts['used']>,
  purchase: PurchaseFacts,
  unit: UnitFacts | undefined,
): Assessment {
  const due = instalmentOf(claimed, used);
  const payer = due?.parts.find(({ amountFen }) => amountFen > 0) ?? used.parts[0];
  if (!payer) return contradicted('not-bought-with-voucher');
  const { district } = payer;
  if (claimed.district !== null && claimed.district !== district)
    return contradicted('not-the-claimant');
  if (purchase.hasEnded) return contradicted('voucher-not-spent');
  if (!due) return contradicted('instalment-not-due');
  const early = tooEarly(claimed, unit, due.after);
  if (early) return contradicted(early);
  const parts = partsByAccount(due.parts);
  const total = sumFen(parts.map(({ amountFen }) => amountFen));
  const spent = sumFen(used.parts.map(({ amountFen }) => amountFen));
  if (claimed.amountFen !== total || spent !== used.voucherFen)
    return contradicted('claim-amount-differs');
  const payBy = payByOf(claimed, { used, unit, due });
  return { verdict: 'complete', payers: { developerId: used.developerId, district, parts, payBy } };
}

function assessNotUsed(
  claimed: ClaimedPurchase,
  purchase: PurchaseFacts | undefined,
  unit: UnitFacts | undefined,
  developerId: DeveloperId | null,
): Assessment {
  if (purchase?.hasEnded) return contradicted('voucher-not-spent');
  if (unit?.filedFor !== claimed.purchaseId || developerId === null)
    return contradicted('voucher-not-spent');
  if (unit.handedOverFor !== claimed.purchaseId)
    return contradicted(purchase ? 'voucher-not-spent' : 'not-handed-over');
  if (claimed.instalment !== 1) return contradicted('claim-amount-differs');
  return { verdict: 'wait', developerId };
}

interface Due {
  readonly after: PurchaseInstalment['after'];
  /** Undefined: the purchase says nothing of terms. */
  readonly term?: PurchaseInstalment['term'];
  readonly parts: readonly PurchasePart[];
}

/** The instalment asked for, as the packs of the vouchers want it [DL 15]; a purchase without a plan has one. */
function instalmentOf(
  { instalment }: ClaimedPurchase,
  { parts, instalments }: NonNullable<PurchaseFacts['used']>,
): Due | undefined {
  if (!instalments || instalments.length === 0)
    return instalment === 1 ? { after: 'invoiced', parts } : undefined;
  const step = instalments.find(({ number }) => number === instalment);
  if (!step) return undefined;
  const amounts = new Map(step.parts.map(({ voucherId, amountFen }) => [voucherId, amountFen]));
  return {
    ...step,
    parts: parts.map((part) => ({ ...part, amountFen: amounts.get(part.voucherId) ?? zeroFen })),
  };
}

/** What is paid on filing has happened with the use; nobody here learns of title registration yet. */
function tooEarly(
  { purchaseId }: ClaimedPurchase,
  unit: UnitFacts | undefined,
  after: Due['after'],
): RefusalCode | undefined {
  switch (after) {
    case 'filed':
      return undefined;
    case 'handed-over':
    case 'invoiced':
      return unit?.handedOverFor === purchaseId ? undefined : 'not-handed-over';
    case 'title-registered':
      return 'instalment-not-due';
  }
}

function payByOf(
  { invoicedOn }: ClaimedPurchase,
  of: { used: NonNullable<PurchaseFacts['used']>; unit: UnitFacts | undefined; due: Due },
): CalendarDate | null {
  const { after, term } = of.due;
  const happenedOn = {
    filed: of.used.usedOn,
    'handed-over': of.unit?.handedOverOn,
    invoiced: invoicedOn,
    'title-registered': undefined,
  }[after];
  return term && happenedOn ? endOfTerm(happenedOn, term) : null;
}

/** Several vouchers may stand behind one account: it pays them in one order. */
function partsByAccount(
  parts: readonly PurchasePart[],
): { accountId: AccountId; amountFen: Fen }[] {
  const sums = new Map<AccountId, Fen>();
  for (const { accountId, amountFen } of parts) {
    if (amountFen === 0) continue;
    sums.set(accountId, addFen(sums.get(accountId) ?? (0 as Fen), amountFen));
  }
  return [...sums].map(([accountId, amountFen]) => ({ accountId, amountFen }));
}

function contradicted(code: RefusalCode): Assessment {
  return { verdict: 'contradicted', refusal: refuse(code) };
}
