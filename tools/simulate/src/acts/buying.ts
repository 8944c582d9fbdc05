import * as contract from '@fangpiao/contracts';
import { holderOf } from '../people.ts';
import type { KnownPurchase, KnownUnit, KnownVoucher, Story } from '../story.ts';

/** Money that may still be used on a voucher, as its view shows it. */
export function availableFen(story: Story, voucherId: string): number {
  const state = story.look('vouchers', 'voucher', voucherId);
  const pockets = state?.['pockets'] as { available: number } | undefined;
  return Math.max(0, (pockets?.available ?? 0) - Number(state?.['frozenFen'] ?? 0));
}

function mayPay(story: Story): KnownVoucher[] {
  return story.vouchers.filter(({ voucherId }) => availableFen(story, voucherId) > 0);
}

async function start(story: Story, voucher: KnownVoucher, unit: KnownUnit): Promise<void> {
  const { holder } = voucher;
  const own = story.vouchers.filter((other) => other.holder === holder);
  // Several vouchers of one holder may be merged in one purchase.
  const vouchers = own.length > 1 && story.happens(0.6) ? own : [voucher];
  const voucherIds = vouchers.map(({ voucherId }) => voucherId);
  const isFoolish = story.happens(0.05);
  const priceFen = isFoolish ? unit.priceFen + 1 : unit.priceFen;
  const usableFen = voucherIds.reduce((sum, id) => sum + availableFen(story, id), 0);
  const restFen = Math.max(0, priceFen - usableFen);
  const answer = await story.call(contract.startPurchase, holderOf(holder), {
    body: {
      unitId: unit.unitId,
      buyer: holder,
      priceFen,
      voucherIds,
      topUps: restFen > 0 ? [{ kind: 'own-funds', amountFen: restFen }] : [],
    },
  });
  if (answer.status !== 202) return;
  const purchaseId = (answer.body as { id: string }).id;
  const voucherFen = priceFen - restFen;
  story.known.purchases.push({ purchaseId, holder, unitId: unit.unitId, priceFen, voucherFen });
}

function pickUnit(story: Story): KnownUnit | undefined {
  return story.pickFor(
    story.known.units,
    ({ unitId }) => story.statusOf('listings', 'unit', unitId) === 'listed',
  );
}

export async function buy(story: Story): Promise<void> {
  const voucher = story.pick(mayPay(story)) ?? story.pick(story.vouchers);
  const unit = pickUnit(story);
  if (voucher && unit) await start(story, voucher, unit);
}

/** Two want the same unit at the same moment; one gets it. The same voucher may be in both hands, too. */
export async function race(story: Story): Promise<void> {
  const unit = pickUnit(story);
  const rivals = [story.pick(mayPay(story)), story.pick(mayPay(story))];
  if (!unit) return;
  await Promise.all(rivals.map((rival) => rival && start(story, rival, unit)));
}

/** One voucher for two units at once: there may not be money for both. */
export async function splitVoucher(story: Story): Promise<void> {
  const voucher = story.pick(mayPay(story));
  const units = [pickUnit(story), pickUnit(story)];
  if (!voucher) return;
  await Promise.all(units.map((unit) => unit && start(story, voucher, unit)));
}

export async function cancel(story: Story): Promise<void> {
  const purchase = story.pickFor(story.known.purchases, ({ purchaseId }) =>
    ['started', 'reserving', 'reserved'].includes(
      story.statusOf('vouchers', 'purchase', purchaseId),
    ),
  );
  if (!purchase) return;
  await story.call(contract.cancelPurchase, holderOf(purchase.holder), {
    params: { purchaseId: purchase.purchaseId },
    body: { reason: '改选' },
  });
}

/** The holder thinks better of it in the moment in which the developer signs. */
export async function cancelAgainstContract(story: Story): Promise<void> {
  const purchase = story.pick(reservedPurchases(story));
  if (!purchase) return;
  const { purchaseId, unitId, priceFen, holder } = purchase;
  await Promise.all([
    story.call(contract.cancelPurchase, holderOf(holder), {
      params: { purchaseId },
      body: { reason: '改选' },
    }),
    story.call(contract.signContract, story.clerkFor(unitId), {
      params: { unitId },
      body: {
        purchaseId,
        contractNumber: `HT-${purchaseId.slice(0, 8)}`,
        contractedOn: story.today,
        priceFen,
      },
    }),
  ]);
}

export function reservedPurchases(story: Story): KnownPurchase[] {
  return story.known.purchases.filter(({ purchaseId, unitId }) =>
    hasUnit(story, { purchaseId, unitId }, 'reserved'),
  );
}

/** True when listings keeps the unit for this purchase, in this state. */
export function hasUnit(
  story: Story,
  { purchaseId, unitId }: { purchaseId: string; unitId: string },
  status: string,
): boolean {
  const unit = story.look('listings', 'unit', unitId);
  const reservation = unit?.['reservation'] as { purchaseId: string } | undefined;
  return unit?.['status'] === status && reservation?.purchaseId === purchaseId;
}
