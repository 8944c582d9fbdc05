import { getSalesFigures, getSettlementFigures, getVoucherFigures } from '@fangpiao/contracts';
import { hasReached } from '../town/plan.ts';
import type { DistrictPlan } from '../town/plan.ts';
import { fileContracts, handOverHomes, signContracts, startPurchases } from './buy.ts';
import { fund } from './fund.ts';
import { issueVouchers } from './issue.ts';
import { fillSupermarket } from './list.ts';
import { bringPackIntoForce } from './packs.ts';
import { settleClaims } from './pay.ts';
import { resettle } from './resettle.ts';
import type { Members } from './resettle.ts';
import type { Scene } from './scene.ts';
import { untilCount } from './together.ts';

/**
 * Plays the whole life of the town's vouchers through the public APIs. Every act has a key of its
 * own, so playing it again, or on after an interruption, changes nothing that was done.
 */
export async function playPilot(scene: Scene): Promise<void> {
  const market = fillSupermarket(scene);
  const districts = scene.town.districts.map((district) => prepare(scene, district));
  const [prepared] = await Promise.all([Promise.all(districts), market]);
  const members: Members = new Map(prepared.flatMap((each) => [...each.members]));
  const vouchers = new Map(prepared.flatMap((each) => [...each.vouchers]));
  const begun = await startPurchases(scene, { members, vouchers });
  await signContracts(scene, begun);
  await fileContracts(scene, begun);
  await handOverHomes(scene, begun);
  await settleClaims(scene, begun);
  await settleDown(scene);
}

async function prepare(
  scene: Scene,
  district: DistrictPlan,
): Promise<{ members: Members; vouchers: Map<string, string> }> {
  const packInForce = bringPackIntoForce(scene, district);
  const [members] = await Promise.all([
    resettle(scene, district, packInForce),
    fund(scene, district),
  ]);
  return { members, vouchers: await issueVouchers(scene, district) };
}

/** The last events reach the other agencies, and their statistics, a moment after the last act. */
async function settleDown(scene: Scene): Promise<void> {
  const { town, desk, people, report, stallMillis } = scene;
  const { district } = town.districts[0]!;
  const query = { district };
  const completed = town.purchases.filter(({ stage }) => stage === 'completed');
  const paid = completed.reduce((sum, { voucherFen }) => sum + voucherFen, 0);
  const issuing = people.officialNumber('issuing-officer', 1, district);
  const finance = people.officialNumber('finance-officer', 1, district);
  const endorsed = { zh: '兑付签注（分）', en: 'payments endorsed (fen)' };
  await untilCount({ step: endorsed, report, wanted: paid, stallMillis }, async () => {
    return (await desk.read(issuing, getVoucherFigures, { query })).redeemedFen;
  });
  const booked = { zh: '兑付记账（分）', en: 'payments booked (fen)' };
  await untilCount({ step: booked, report, wanted: paid, stallMillis }, async () => {
    return (await desk.read(finance, getSettlementFigures, { query })).paidFen;
  });
  const filed = town.purchases.filter((purchase) => hasReached(purchase, 'filed')).length;
  const counted = { zh: '网签备案统计', en: 'filed units counted' };
  const housing = people.officialNumber('housing-officer', 1);
  await untilCount({ step: counted, report, wanted: filed, stallMillis }, async () => {
    return (await desk.read(housing, getSalesFigures, { query })).filed;
  });
}
