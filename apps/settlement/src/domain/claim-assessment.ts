import { refuse, type PurchasePart, type Refusal, type RefusalCode } from '@fangpiao/contracts';
import {
  addFen,
  sumFen,
  type AccountId,
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
  const [firstPart] = used.parts;
  if (!firstPart) return contradicted('not-bought-with-voucher');
  const { district } = firstPart;
  if (claimed.district !== null && claimed.district !== district)
    return contradicted('not-the-claimant');
  if (purchase.hasEnded) return contradicted('voucher-not-spent');
  if (unit?.handedOverFor !== claimed.purchaseId) return contradicted('not-handed-over');
  const parts = partsByAccount(used.parts);
  const total = sumFen(parts.map(({ amountFen }) => amountFen));
  // Packs that pay in instalments are a later issue: the first one is all of it.
  if (
    claimed.instalment !== 1 ||
    claimed.amountFen !== used.voucherFen ||
    total !== used.voucherFen
  )
    return contradicted('claim-amount-differs');
  return { verdict: 'complete', payers: { developerId: used.developerId, district, parts } };
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
