import {
  confirmFiling,
  getPurchase,
  handOver,
  signContract,
  startPurchase,
  submitFiling,
} from '@fangpiao/contracts';
import { hasReached } from '../town/plan.ts';
import type { PurchasePlan } from '../town/plan.ts';
import { Refused } from './desk.ts';
import type { Members } from './resettle.ts';
import type { Scene } from './scene.ts';
import { forEach } from './together.ts';

/** A purchase with the id that the vouchers service gave it. */
export interface BegunPurchase {
  readonly plan: PurchasePlan;
  readonly purchaseId: string;
}

/** Holders choose their units and hold the money. */
export async function startPurchases(
  scene: Scene,
  of: { members: Members; vouchers: ReadonlyMap<string, string> },
): Promise<BegunPurchase[]> {
  const { town, desk, people, report, atOnce } = scene;
  const households = new Map(
    town.districts.flatMap(({ households }) => households).map((each) => [each.householdId, each]),
  );
  const begun = new Map<PurchasePlan, BegunPurchase>();
  const step = { zh: '使用房票购房', en: 'purchases started' };
  await forEach(town.purchases, { step, report, atOnce }, async (plan) => {
    const { householdId, unitId, priceFen, topUps } = plan;
    const agreement = households.get(householdId)!.agreement!;
    const answer = await desk.act(people.holderOf(householdId), startPurchase, {
      thing: plan.name,
      body: {
        unitId,
        buyer: of.members.get(householdId)![plan.buyer]!,
        priceFen,
        voucherIds: [of.vouchers.get(agreement.agreementId)!],
        topUps: [...topUps],
      },
      // The listing of the unit may still be on its way.
      notYet: ['unit-not-listed'],
    });
    begun.set(plan, { plan, purchaseId: answer.id });
  });
  return town.purchases.map((plan) => begun.get(plan)!);
}

/** Sale contracts of the reserved units. */
export async function signContracts(scene: Scene, begun: readonly BegunPurchase[]): Promise<void> {
  const { desk, people, report, on, atOnce } = scene;
  const step = { zh: '签订买卖合同', en: 'contracts signed' };
  await forEach(begun, { step, report, atOnce }, async ({ plan, purchaseId }) => {
    try {
      await desk.act(people.clerkOf(plan.developerId), signContract, {
        thing: plan.name,
        params: { unitId: plan.unitId },
        body: {
          purchaseId,
          contractNumber: `HT-${plan.name}`,
          contractedOn: on,
          priceFen: plan.priceFen,
        },
        notYet: ['unit-not-reserved'],
      });
    } catch (problem) {
      if (problem instanceof Refused) await explain(scene, { plan, purchaseId });
      throw problem;
    }
  });
}

/** Online filing by the developer, checked by an officer of the housing bureau. */
export async function fileContracts(scene: Scene, begun: readonly BegunPurchase[]): Promise<void> {
  const { desk, people, report, on, atOnce } = scene;
  const step = { zh: '网签备案', en: 'contracts filed' };
  const filed = begun.filter(({ plan }) => hasReached(plan, 'filed'));
  await forEach(filed, { step, report, atOnce }, async ({ plan, purchaseId }) => {
    const filingNumber = filingNumberOf(plan);
    await desk.act(people.clerkOf(plan.developerId), submitFiling, {
      thing: plan.name,
      body: { filingNumber, unitId: plan.unitId, purchaseId, filedOn: on },
    });
    await desk.act(people.official('housing-officer', { thing: plan.name }), confirmFiling, {
      thing: plan.name,
      params: { filingNumber },
      body: { matchesPlatform: true },
    });
  });
}

export async function handOverHomes(scene: Scene, begun: readonly BegunPurchase[]): Promise<void> {
  const { desk, people, report, on, atOnce } = scene;
  const step = { zh: '房屋交付', en: 'homes handed over' };
  const handedOver = begun.filter(({ plan }) => hasReached(plan, 'handed-over'));
  await forEach(handedOver, { step, report, atOnce }, async ({ plan, purchaseId }) => {
    await desk.act(people.clerkOf(plan.developerId), handOver, {
      thing: plan.name,
      params: { unitId: plan.unitId },
      body: { purchaseId, handedOverOn: on },
      notYet: ['unit-not-filed'],
    });
  });
}

function filingNumberOf(plan: PurchasePlan): string {
  return `WQ-${plan.name.replace(/^purchase-/, '')}`;
}

/** What became of a purchase whose unit was never reserved. */
async function explain(scene: Scene, { plan, purchaseId }: BegunPurchase): Promise<void> {
  const purchase = await scene.desk.read(scene.people.holderOf(plan.householdId), getPurchase, {
    params: { purchaseId },
  });
  const why = purchase.refusal ? `${purchase.refusal.code} ${purchase.refusal.zh}` : '';
  console.error(`${plan.name} ${purchaseId}: ${purchase.status} ${why}`);
}
