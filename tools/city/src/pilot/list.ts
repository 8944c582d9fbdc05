import {
  admitDeveloper,
  admitDevelopment,
  admitUnit,
  proposeDevelopment,
  proposeUnit,
} from '@fangpiao/contracts';
import type { Scene } from './scene.ts';
import { forEach } from './together.ts';

/** Developers, developments and units on their way into the listing supermarket. */
export async function fillSupermarket(scene: Scene): Promise<void> {
  const { town, desk, people, report, atOnce } = scene;
  const officer = (thing: string) => people.official('housing-officer', { thing });
  for (const { bankAccount: _, ...body } of town.developers) {
    await desk.act(officer(body.developerId), admitDeveloper, { thing: body.developerId, body });
  }
  await Promise.all(
    town.developments.map(async ({ developerId, ...body }) => {
      const { developmentId } = body;
      await desk.act(people.clerkOf(developerId), proposeDevelopment, {
        thing: developmentId,
        body,
      });
      await desk.act(officer(developmentId), admitDevelopment, {
        thing: developmentId,
        params: { developmentId },
        body: {
          permitsComplete: true,
          titleClear: true,
          noSeizure: true,
          readyForTitleRegistration: true,
          lawfulToSell: true,
        },
      });
    }),
  );
  const step = { zh: '房源入库', en: 'units listed' };
  await forEach(town.units, { step, report, atOnce }, async ({ developerId, ...unit }) => {
    const { unitId } = unit;
    await desk.act(people.clerkOf(developerId), proposeUnit, {
      thing: unitId,
      body: { ...unit, kind: 'residential' },
    });
    await desk.act(officer(unitId), admitUnit, {
      thing: unitId,
      params: { unitId },
      body: { noEncumbrance: true },
    });
  });
}
