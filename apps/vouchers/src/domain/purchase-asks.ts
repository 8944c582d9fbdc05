import type { PackReference, PurchasePart } from '@fangpiao/contracts';
import { subtractFen, type CalendarDate, type Fen } from '@fangpiao/values';
import type { PurchasePlan } from './purchase.ts';
import type { HoldRequest } from './voucher-use.ts';

/** What a purchase asks a voucher, with the pack the voucher answers by. */
export interface HoldAsked extends HoldRequest {
  readonly pack: PackReference;
}

export interface SpendAsked extends HoldAsked {
  readonly usedOn: CalendarDate;
}

/** Asks every voucher to hold its part; each is told what those before it leave open of the price. */
export function holdsOf(plan: PurchasePlan): HoldAsked[] {
  const { priceFen } = plan;
  let restFen = priceFen;
  return plan.parts.map((part) => {
    const asked = askOf(plan, part, { priceFen, restFen });
    restFen = subtractFen({ from: restFen, amount: part.amountFen });
    return asked;
  });
}

/** Asks one voucher. */
export function askOf(
  plan: PurchasePlan,
  { voucherId, amountFen }: PurchasePart,
  money: { readonly priceFen: Fen; readonly restFen: Fen },
): HoldAsked {
  const { purchaseId, kind, saleStage, area, purchaseDistrict, kinship, packs } = plan;
  return {
    voucherId,
    purchaseId,
    amountFen,
    kind,
    saleStage,
    area,
    ...money,
    pack: packs[voucherId]!,
    ...(purchaseDistrict !== undefined && { purchaseDistrict }),
    ...(kinship !== undefined && { kinship }),
  };
}
