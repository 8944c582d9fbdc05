import * as contract from '@fangpiao/contracts';
import { officials } from '../people.ts';
import type { KnownPurchase, Story } from '../story.ts';
import { hasUnit } from './buying.ts';
import { listUnit } from './founding.ts';

function pickAt(story: Story, status: string): KnownPurchase | undefined {
  return story.pickFor(story.known.purchases, (purchase) => hasUnit(story, purchase, status));
}

/** Goods that are not filed are sold by their contract. */
export const unfiledContract = 'signContract of goods that are not filed';

function isToBeFiled(story: Story): (purchase: KnownPurchase) => boolean {
  return (each) => hasUnit(story, each, 'contracted') && story.unit(each.unitId).isFiled;
}

function isSold(story: Story): (purchase: KnownPurchase) => boolean {
  return (each) => hasUnit(story, each, story.unit(each.unitId).isFiled ? 'filed' : 'contracted');
}

export async function signContract(story: Story): Promise<void> {
  const purchase = pickAt(story, 'reserved');
  if (!purchase) return;
  const { purchaseId, unitId, priceFen } = purchase;
  const signed = await story.call(contract.signContract, story.clerkFor(unitId), {
    params: { unitId },
    body: {
      purchaseId,
      contractNumber: `HT-${purchaseId.slice(0, 8)}`,
      contractedOn: story.today,
      priceFen,
    },
  });
  if (signed.status < 300 && !story.unit(unitId).isFiled) story.count(unfiledContract);
}

export async function rescind(story: Story): Promise<void> {
  const purchase = story.pickFor(story.known.purchases, isToBeFiled(story));
  if (!purchase) return;
  await story.call(contract.rescindContract, story.clerkFor(purchase.unitId), {
    params: { unitId: purchase.unitId },
    body: { purchaseId: purchase.purchaseId, reason: '协商解除' },
  });
}

/** The developer files and the bureau confirms; now and then the number of another filing is used. */
export async function file(story: Story): Promise<void> {
  const purchase = story.pickFor(story.known.purchases, isToBeFiled(story));
  if (!purchase) return;
  const { purchaseId, unitId } = purchase;
  const filingNumber = story.happens(0.05) ? 'WQ-0000000000' : `WQ-${purchaseId.slice(0, 10)}`;
  const submitted = await story.call(contract.submitFiling, story.clerkFor(unitId), {
    body: { filingNumber, unitId, purchaseId, filedOn: story.today },
  });
  if (submitted.status !== 201) return;
  const isRevoked = story.happens(0.15);
  // Even by the machine that filed it: another reacts to the filing, and may do so after it reacted to the revocation.
  if (isRevoked) story.city.doom('listings', 1 + Math.floor(story.city.chance.next() * 3));
  const params = { filingNumber };
  const body = { matchesPlatform: true };
  const confirm = (): Promise<unknown> =>
    story.call(contract.confirmFiling, officials.housing, { params, body });
  // The contract may be rescinded in the very moment of filing.
  if (story.happens(0.2)) await Promise.all([confirm(), rescind(story)]);
  else await confirm();
  // Or the filing is revoked before everybody has heard of it.
  if (!isRevoked) return;
  await story.city.pause(story.city.chance.next() * 2_000);
  await revoke(story, purchase);
  story.city.spare('listings');
}

export async function handOver(story: Story): Promise<void> {
  const purchase = story.pickFor(
    story.known.purchases,
    story.happens(0.8) ? isSold(story) : isToBeFiled(story),
  );
  if (!purchase) return;
  await story.call(contract.handOver, story.clerkFor(purchase.unitId), {
    params: { unitId: purchase.unitId },
    body: { purchaseId: purchase.purchaseId, handedOverOn: story.today },
  });
}

export function offerUnit(story: Story): Promise<void> {
  return listUnit(story);
}

export async function delist(story: Story): Promise<void> {
  const unit = story.pick(story.known.units);
  if (!unit || story.known.units.length < 5) return;
  await story.call(contract.delistUnit, officials.housing, {
    params: { unitId: unit.unitId },
    body: { reason: '开发企业申请退库' },
  });
}

/** A court ends a sale that has used the voucher: the filing is revoked, and money goes back by rule. */
export async function revokeFiling(story: Story): Promise<void> {
  const isHandedOver = (each: KnownPurchase): boolean => hasUnit(story, each, 'handed-over');
  const purchase = story.pickFor(
    story.known.purchases,
    story.happens(0.5) ? isSold(story) : isHandedOver,
  );
  if (purchase) await revoke(story, purchase);
}

export async function revoke(story: Story, { purchaseId, unitId }: KnownPurchase): Promise<void> {
  await story.call(contract.revokeFiling, officials.housing, {
    params: { unitId },
    body: {
      purchaseId,
      reason: '开发企业逾期交付',
      document: '（2026）民初1号',
      revokedOn: story.today,
    },
  });
}
