import type { PurchaseInstalment, PurchasePart } from '@fangpiao/contracts';
import {
  maxFen,
  subtractFen,
  sumFen,
  zeroFen,
  type CalendarDate,
  type Fen,
  type Id,
} from '@fangpiao/values';
import { askOf } from './purchase-asks.ts';
import { planOf, type VoucherInstalment } from './purchase-instalments.ts';
import { rescinded } from './purchase-recovery.ts';
import type { Purchase, PurchaseEvent, PurchasePlan } from './purchase.ts';

/** The contract as it was filed, or signed where nothing is filed: its date and its price count. */
export interface Filing {
  readonly usedOn: CalendarDate;
  readonly filingNumber: string;
  readonly priceFen: Fen;
}

/**
 * The contract is filed: the vouchers are asked one after another, in the order chosen, what they pay of the price
 * [DL 12, 13]; each is told what those before it have really spent. When the last has answered, the purchase is used.
 */
export function beginSpending(plan: PurchasePlan, filing: Filing): PurchaseEvent[] {
  return [
    { type: 'vouchers.purchase.spending-began.v1', data: { ...filing } },
    ...askNext(plan, filing, {}),
  ];
}

/** One voucher has answered what it spent. A repeat changes nothing. */
export function decideSpendAnswer(
  state: Purchase,
  input: {
    voucherId: Id<'voucher'>;
    amountFen: Fen;
    instalments: readonly VoucherInstalment[];
  },
): PurchaseEvent[] {
  const { plan, status, rescindedOn } = state;
  if (!plan || status !== 'spending' || state.spentFen[input.voucherId] !== undefined) return [];
  const spentFen = { ...state.spentFen, [input.voucherId]: input.amountFen };
  const answered: PurchaseEvent = { type: 'vouchers.purchase.spend-answered.v1', data: input };
  const next = askNext(plan, filingOf(state), spentFen);
  if (next.length > 0) return [answered, ...next];
  const parts = partsSpent(plan, spentFen);
  const instalments = planOf(parts, {
    ...state.instalmentsOf,
    [input.voucherId]: input.instalments,
  });
  return [
    answered,
    used(plan, { ...filingOf(state), parts, instalments }),
    ...(rescindedOn === '' ? [] : rescinded(plan, { parts, rescindedOn, paidFen: zeroFen })),
  ];
}

/** What each voucher spent; those that were not needed are left out. */
export function partsSpent(plan: PurchasePlan, spentFen: Purchase['spentFen']): PurchasePart[] {
  return plan.parts
    .map((part) => ({ ...part, amountFen: spentFen[part.voucherId] ?? zeroFen }))
    .filter(({ amountFen }) => amountFen > 0);
}

/** What each voucher has to pay of an instalment; of a purchase without a plan all that it spent. */
export function partsDue(state: Purchase, instalment: number): PurchasePart[] {
  const { plan, instalments, spentFen } = state;
  if (!plan) return [];
  if (instalments.length === 0) return partsSpent(plan, spentFen);
  const step = instalments.find(({ number }) => number === instalment);
  return partsSpent(
    plan,
    Object.fromEntries(
      (step?.parts ?? []).map(({ voucherId, amountFen }) => [voucherId, amountFen]),
    ),
  );
}

/** What vouchers pay of the purchase: planned until it is used, then as spent. */
export function voucherMoneyOf(state: Purchase): Fen {
  const { plan, status } = state;
  if (!plan) return zeroFen;
  return isUsed(status)
    ? sumFen(partsSpent(plan, state.spentFen).map(({ amountFen }) => amountFen))
    : plan.voucherFen;
}

/** What vouchers did not pay after all, beyond the top-up that was planned: due from the buyer in cash [GZ 5, DL 13]. */
export function topUpDueOf(plan: PurchasePlan, of: { priceFen: Fen; voucherFen: Fen }): Fen {
  const paid = sumFen([of.voucherFen, ...plan.topUps.map(({ amountFen }) => amountFen)]);
  return maxFen(zeroFen, subtractFen({ from: of.priceFen, amount: paid }));
}

export function isUsed(status: Purchase['status']): boolean {
  return status === 'used' || status === 'completed' || status === 'rescinded';
}

function filingOf(state: Purchase): Filing {
  const { usedOn, filingNumber, filedPriceFen } = state;
  if (usedOn === '') throw new Error('a purchase that spends has been filed');
  return { usedOn, filingNumber, priceFen: filedPriceFen };
}

function askNext(
  plan: PurchasePlan,
  { usedOn, priceFen }: Filing,
  spentFen: Purchase['spentFen'],
): PurchaseEvent[] {
  const part = plan.parts.find(({ voucherId }) => spentFen[voucherId] === undefined);
  if (!part) return [];
  const spent = sumFen(Object.values(spentFen));
  const restFen = maxFen(zeroFen, subtractFen({ from: priceFen, amount: spent }));
  const asked = { ...askOf(plan, part, { priceFen, restFen }), usedOn };
  return [{ type: 'vouchers.purchase.spend-asked.v1', data: asked }];
}

function used(
  plan: PurchasePlan,
  { instalments, ...of }: Filing & { parts: PurchasePart[]; instalments: PurchaseInstalment[] },
): PurchaseEvent {
  const { purchaseId, unitId, developerId, holder, kind } = plan;
  const voucherFen = sumFen(of.parts.map(({ amountFen }) => amountFen));
  const topUpDueFen = topUpDueOf(plan, { priceFen: of.priceFen, voucherFen });
  return {
    type: 'vouchers.purchase.used.v1',
    data: {
      purchaseId,
      unitId,
      developerId,
      holder,
      kind,
      voucherFen,
      ...of,
      ...(topUpDueFen > 0 && { topUpDueFen }),
      ...(instalments.length > 0 && { instalments }),
    },
  };
}
