import {
  draftAgreement,
  openArea,
  putAgreementIntoEffect,
  quote,
  registerHousehold,
  registerProject,
  signAgreement,
  valueArea,
} from '@fangpiao/contracts';
import type { AreaPlan, DistrictPlan, HouseholdPlan } from '../town/plan.ts';
import type { Scene } from './scene.ts';
import { forEach } from './together.ts';

/** The person ids the households service gave to the members, by household, in their order. */
export type Members = Map<string, readonly string[]>;

/** Projects, areas with their base prices, households, and agreements put into effect. */
export async function resettle(
  scene: Scene,
  district: DistrictPlan,
  packInForce: Promise<void>,
): Promise<Members> {
  const { report, atOnce } = scene;
  await openProjects(scene, district);
  const areas = new Map(district.areas.map((area) => [area.areaId, area]));
  const members: Members = new Map();
  await packInForce;
  const step = {
    zh: `${district.name}：登记被征收户，签订协议`,
    en: `${district.district}: households and agreements`,
  };
  await forEach(district.households, { step, report, atOnce }, async (household) => {
    const answer = await register(scene, district, household);
    members.set(household.householdId, answer);
    await agree(scene, district, { household, area: areas.get(household.areaId)! });
  });
  await scene.people.keepHolders();
  return members;
}

async function openProjects(scene: Scene, { district, projects, areas }: DistrictPlan) {
  const { desk, people, on } = scene;
  const officer = (thing: string) => people.official('resettlement-officer', { district, thing });
  await Promise.all(
    projects.map((body) =>
      desk.act(officer(body.projectId), registerProject, { thing: body.projectId, body }),
    ),
  );
  for (const area of areas) {
    const { areaId, projectId, name, accountId } = area;
    await desk.act(officer(areaId), openArea, {
      thing: areaId,
      body: { areaId, projectId, name, accountId, pilot: true, plots: [...area.plots] },
    });
    await desk.act(officer(areaId), valueArea, {
      thing: areaId,
      params: { areaId },
      body: { basePriceFen: area.basePriceFen, valuer: '示例房地产评估公司（生成）', valuedOn: on },
    });
  }
}

async function register(
  scene: Scene,
  { district }: DistrictPlan,
  household: HouseholdPlan,
): Promise<readonly string[]> {
  const { desk, people } = scene;
  const { householdId, areaId, titleArea, legalArea, members, agreement } = household;
  const officer = people.official('resettlement-officer', { district, thing: householdId });
  const answer = await desk.act(officer, registerHousehold, {
    thing: householdId,
    body: { householdId, areaId, titleArea, legalArea, members: [...members] },
  });
  const persons = answer.members.map((member) => member.personId);
  if (agreement?.choice === 'voucher') {
    people.enrolHolder({ householdId, personId: persons[0]!, district });
  }
  return persons;
}

/** What both sides sign is what the pack quotes. */
async function agree(
  scene: Scene,
  { district, pack }: DistrictPlan,
  of: { household: HouseholdPlan; area: AreaPlan },
): Promise<void> {
  const { desk, people, on } = scene;
  const { householdId, agreement, legalArea, titleArea } = of.household;
  if (!agreement) return;
  const { agreementId, choice, voucherArea, amounts } = agreement;
  const officer = people.official('resettlement-officer', { district, thing: householdId });
  const thing = agreementId;
  const params = { agreementId };
  const packReference = { packId: pack.packId, version: pack.version };
  let faceValueFen = 0;
  if (choice === 'voucher') {
    const { basePriceFen } = of.area;
    const quoted = await desk.read(officer, quote, {
      body: { pack: packReference, legalArea, voucherArea, titleArea, basePriceFen, amounts },
    });
    faceValueFen = quoted.faceValueFen;
  }
  await desk.act(officer, draftAgreement, {
    thing,
    body: {
      agreementId,
      householdId,
      choice,
      voucherArea,
      amounts,
      pack: packReference,
      faceValueFen,
    },
  });
  await desk.act(officer, signAgreement, { thing, params, body: { signedOn: on } });
  await desk.act(officer, putAgreementIntoEffect, { thing, params, body: { effectiveOn: on } });
}
