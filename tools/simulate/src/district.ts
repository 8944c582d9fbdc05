import * as contract from '@fangpiao/contracts';
import { creditCodeFrom } from '@fangpiao/values';
import { accountId, agree, deposit, developers, faceFen, listUnit, pack } from './acts/founding.ts';
import { SimulatedCity, type Standing } from './city.ts';
import type { DistrictKind } from './kinds.ts';
import { clerkOf, officials } from './people.ts';
import { settleIn } from './settling-in.ts';
import { Story, type Known } from './story.ts';

const on = '2026-03-02';

/** A district that is set up and at rest, with what its people know. */
export interface District {
  readonly kind: DistrictKind;
  readonly standing: Standing;
  readonly known: Known;
  readonly serial: number;
}

const made = new Map<DistrictKind, Promise<District>>();

/** Set up in peace, once in a process; every seed begins from it, and goes its own way from there. */
export function setUpDistrict(kind: DistrictKind): Promise<District> {
  let district = made.get(kind);
  if (!district) made.set(kind, (district = setUp(kind)));
  return district;
}

async function setUp(kind: DistrictKind): Promise<District> {
  const city = new SimulatedCity(0);
  await city.start();
  const story = new Story(city, { kind });
  await city.time.runUntil(openForBusiness(story));
  await city.time.runFor(70_000);
  if (city.problems.length > 0) throw new Error(city.problems.join('; '));
  return { kind, standing: city.standing(), known: story.known, serial: story.serial };
}

/** Pack, quota, account, project, area, developers, units and the first agreements. */
async function openForBusiness(story: Story): Promise<void> {
  await registerPack(story);
  await openAccountAndArea(story);
  for (const [index, developer] of developers.entries())
    await admitDeveloper(story, { index, developer });
  for (let index = 0; index < 6; index++) await listUnit(story);
  for (let index = 0; index < 3; index++) await agree(story);
  if (story.kind.beginsInTheMiddle) await settleIn(story);
}

async function registerPack(story: Story): Promise<void> {
  const { issuing, headquarters } = officials;
  const { parts } = story.kind;
  const params = { packId: pack.packId, packVersion: '1' };
  await story.must(contract.draftPack, issuing, { body: { ...pack, parts } });
  await story.must(contract.registerPack, headquarters, { params, body: { note: '备案' } });
  const body = { effectiveFrom: '2025-01-01' };
  await story.must(contract.putPackInForce, headquarters, { params, body });
  await story.must(contract.setQuota, issuing, {
    body: { issueQuotaFen: faceFen * 5, decision: '1号' },
  });
}

async function openAccountAndArea(story: Story): Promise<void> {
  const { resettlement, finance } = officials;
  const projectId = 'project-1';
  const principalName = '清水城建';
  await story.must(contract.openAccount, finance, {
    body: { accountId, projectId, principalName, coverageRule: 'full', purpose: '房票兑付' },
  });
  await story.must(contract.registerProject, resettlement, {
    body: {
      projectId,
      name: '东片',
      principalName,
      buildState: 'not-started',
      plannedHouseholds: 10,
      plannedArea: '1000.00',
      switchedToVoucher: true,
    },
  });
  await story.must(contract.openArea, resettlement, {
    body: { areaId: 'area-1', projectId, name: '东一片', accountId, pilot: true, plots: [] },
  });
  await story.must(contract.valueArea, resettlement, {
    params: { areaId: 'area-1' },
    body: { basePriceFen: 500_000, valuer: '清水评估', valuedOn: on },
  });
  await deposit(story, faceFen * 4);
}

async function admitDeveloper(
  story: Story,
  { index, developer }: { index: number; developer: string },
): Promise<void> {
  const { housing } = officials;
  const developmentId = `${developer}-garden`;
  await story.must(contract.admitDeveloper, housing, {
    body: {
      developerId: developer,
      name: developer,
      creditCode: creditCodeFrom({ region: '110101', organisation: `1234567${index}` }),
      grade: 'A',
    },
  });
  await story.must(contract.proposeDevelopment, clerkOf(developer), {
    body: {
      developmentId,
      name: `${developer} garden`,
      district: 'clearwater',
      saleStage: 'ready',
    },
  });
  await story.must(contract.admitDevelopment, housing, {
    params: { developmentId },
    body: {
      permitsComplete: true,
      titleClear: true,
      noSeizure: true,
      readyForTitleRegistration: true,
      lawfulToSell: true,
    },
  });
}
