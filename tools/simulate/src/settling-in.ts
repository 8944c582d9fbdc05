import * as contract from '@fangpiao/contracts';
import { deposit } from './acts/founding.ts';
import { holderOf, officials } from './people.ts';
import type { KnownUnit, KnownVoucher, Story } from './story.ts';

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
  await buyInPeace(story, first!, homes[0]!);
  await buyInPeace(story, second!, homes[1]!);
  await buyInPeace(story, second!, garage!);
  city.time.leap(13 * dayMillis);
}

async function buyInPeace(story: Story, { voucherId, holder }: KnownVoucher, unit: KnownUnit) {
  const { city, today } = story;
  const { unitId, priceFen } = unit;
  const started = await story.must(contract.startPurchase, holderOf(holder), {
    body: { unitId, buyer: holder, priceFen, voucherIds: [voucherId], topUps: [] },
  });
  const purchaseId = (started.body as { id: string }).id;
  story.known.purchases.push({ purchaseId, holder, unitId, priceFen, voucherFen: priceFen });
  await city.pause(3_000);
  const clerk = story.clerkFor(unitId);
  const contractNumber = `HT-${purchaseId.slice(0, 8)}`;
  await story.must(contract.signContract, clerk, {
    params: { unitId },
    body: { purchaseId, contractNumber, contractedOn: today, priceFen },
  });
  if (unit.isFiled) {
    const filingNumber = `WQ-${purchaseId.slice(0, 10)}`;
    const body = { filingNumber, unitId, purchaseId, filedOn: today };
    await story.must(contract.submitFiling, clerk, { body });
    await story.must(contract.confirmFiling, officials.housing, {
      params: { filingNumber },
      body: { matchesPlatform: true },
    });
  }
  await city.pause(3_000);
}
