import { versionTag, type QueryResult, type ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type getUnit as route } from '@fangpiao/contracts';
import type { UnitId } from '@fangpiao/values';
import { unit } from '../domain/unit.ts';
import { unitAnswer } from './unit-answer.ts';

/** One unit, exact at the moment of asking. */
export async function getUnit(
  core: ServiceCore,
  unitId: UnitId,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state, version } = await core.reader.state(unit, unitId);
  if (state.status === 'unknown') return refuse('unit-unknown');
  return { answer: unitAnswer(state), etag: versionTag(version) };
}
