import { getIssuance, getVoucherFigures, listVouchers, requestIssuance } from '@fangpiao/contracts';
import type { DistrictPlan } from '../town/plan.ts';
import type { Scene } from './scene.ts';
import { allPages, forEach, Stalled, untilCount } from './together.ts';

/** Asks for a voucher for every effective agreement; gives the voucher ids by agreement. */
export async function issueVouchers(
  scene: Scene,
  plan: DistrictPlan,
): Promise<Map<string, string>> {
  const { desk, people, report, atOnce, stallMillis } = scene;
  const { district } = plan;
  const agreements = plan.households.flatMap(({ agreement }) =>
    agreement?.choice === 'voucher' ? [agreement.agreementId] : [],
  );
  const asked = { zh: `${plan.name}：申请核发房票`, en: `${district}: issuances requested` };
  await forEach(agreements, { step: asked, report, atOnce }, async (agreementId) => {
    const officer = people.official('issuing-officer', { district, thing: agreementId });
    await desk.act(officer, requestIssuance, {
      thing: agreementId,
      body: { agreementId },
      notYet: ['agreement-not-effective', 'pack-not-in-force'],
    });
  });
  const issued = { zh: `${plan.name}：核发房票`, en: `${district}: vouchers issued` };
  const reader = people.officialNumber('issuing-officer', 1, district);
  try {
    await untilCount({ step: issued, report, wanted: agreements.length, stallMillis }, async () => {
      const figures = await desk.read(reader, getVoucherFigures, { query: { district } });
      return figures.vouchers;
    });
  } catch (problem) {
    if (problem instanceof Stalled) await explain(scene, plan, agreements);
    throw problem;
  }
  const vouchers = await allPages((cursor) =>
    desk.read(reader, listVouchers, { query: { limit: 200, ...(cursor && { cursor }) } }),
  );
  return new Map(vouchers.map((voucher) => [voucher.agreementId, voucher.voucherId]));
}

/** Why the first of the missing vouchers is missing. */
async function explain(
  scene: Scene,
  { district }: DistrictPlan,
  agreements: readonly string[],
): Promise<void> {
  const reader = scene.people.officialNumber('issuing-officer', 1, district);
  for (const issuanceId of agreements) {
    const issuance = await scene.desk.read(reader, getIssuance, { params: { issuanceId } });
    if (issuance.status === 'issued') continue;
    const why = issuance.refusal ? `${issuance.refusal.code} ${issuance.refusal.zh}` : '';
    throw new Stalled(`${issuanceId}: ${issuance.status} ${why}`);
  }
}
