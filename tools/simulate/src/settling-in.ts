import * as contract from '@fangpiao/contracts';
import { deposit } from './acts/founding.ts';
import { holderOf, officials } from './people.ts';
import type { KnownPurchase, KnownUnit, KnownVoucher, Story } from './story.ts';

const dayMillis = 86_400_000;

/**
 * Lives begin in the middle, in peace: vouchers are issued, one holder has bought a home, another a home and a garage, a
 * third nothing yet, and some days have gone by; so that what comes after a purchase, and after the last day, is acted
 * out in short lives too.
 */
export async function settleIn(story: Story): Promise<void> {
  const { city, known } = story;
  await deposit(story, 2 * story.kind.faceFen);
  for (const { agreementId } of known.agreements)
    await story.must(contract.requestIssuance, officials.issuing, { body: { agreementId } });
  await city.pause(5_000);
  const homes = known.units.filter(({ isFiled }) => isFiled);
  const garage = known.units.find(({ isFiled }) => !isFiled);
  const [first, second] = story.vouchers;
  for (const [voucher, unit] of [
    [first!, homes[0]!],
    [second!, homes[1]!],
    [second!, garage!],
  ] as const) {
    const purchase = await contractInPeace(story, voucher, unit);
    if (unit.isFiled) await fileInPeace(story, purchase);
    await city.pause(3_000);
  }
  city.time.leap(13 * dayMillis);
}

/** From the start of a purchase to its signed contract. */
export async function contractInPeace(
  story: Story,
  { voucherId, holder }: KnownVoucher,
  { unitId, priceFen }: KnownUnit,
): Promise<KnownPurchase> {
  const { city, today } = story;
  const started = await story.must(contract.startPurchase, holderOf(holder), {
    body: { unitId, buyer: holder, priceFen, voucherIds: [voucherId], topUps: [] },
  });
  const purchaseId = (started.body as { id: string }).id;
  const purchase = { purchaseId, holder, unitId, priceFen, voucherFen: priceFen };
  story.known.purchases.push(purchase);
  await city.pause(3_000);
  const contractNumber = `HT-${purchaseId.slice(0, 8)}`;
  await story.must(contract.signContract, story.clerkFor(unitId), {
    params: { unitId },
    body: { purchaseId, contractNumber, contractedOn: today, priceFen },
  });
  return purchase;
}

/** The developer files and the bureau confirms. */
export async function fileInPeace(story: Story, { purchaseId, unitId }: KnownPurchase) {
  const filingNumber = `WQ-${purchaseId.slice(0, 10)}`;
  const body = { filingNumber, unitId, purchaseId, filedOn: story.today };
  await story.must(contract.submitFiling, story.clerkFor(unitId), { body });
  await story.must(contract.confirmFiling, officials.housing, {
    params: { filingNumber },
    body: { matchesPlatform: true },
  });
}
