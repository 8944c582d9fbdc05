import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { draftPack, putPackInForce, registerPack, setQuota } from '@fangpiao/contracts';
import type { DistrictPlan } from '../town/plan.ts';
import type { Scene } from './scene.ts';

const packFolder = join(import.meta.dirname, '..', '..', '..', '..', 'libs', 'policy', 'packs');

/** The district drafts its pack, headquarters registers it and puts it in force: three people. */
export async function bringPackIntoForce(
  scene: Pick<Scene, 'desk' | 'people' | 'on'>,
  district: Pick<DistrictPlan, 'district' | 'pack' | 'quota'>,
): Promise<void> {
  const { desk, people, on } = scene;
  const { packId, version, parts } = district.pack;
  const author = people.officialNumber('issuing-officer', 1, district.district);
  const texts = parts.map(async (file) => ({
    file,
    text: await readFile(join(packFolder, file), 'utf8'),
  }));
  const thing = `${packId}-${version}`;
  const params = { packId, packVersion: version };
  await desk.act(author, draftPack, {
    thing,
    body: { packId, version, parts: await Promise.all(texts) },
  });
  await desk.act(people.officialNumber('headquarters', 1), registerPack, {
    thing,
    params,
    body: { note: '备案' },
  });
  await desk.act(people.officialNumber('headquarters', 2), putPackInForce, {
    thing,
    params,
    body: { effectiveFrom: on },
  });
  await desk.act(author, setQuota, { thing: district.district, body: district.quota });
}
