import { versionTag, type Actor, type QueryResult, type ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type getAgreement as route } from '@fangpiao/contracts';
import type { AgreementId } from '@fangpiao/values';
import { agreement } from '../domain/agreement.ts';
import { mayRead } from './scope.ts';

/** One agreement; exact at the moment of asking. */
export async function getAgreement(
  core: ServiceCore,
  agreementId: AgreementId,
  actor: Actor,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state, version } = await core.reader.state(agreement, agreementId);
  if (state.status === 'none' || !mayRead(actor, state.district))
    return refuse('agreement-unknown');
  const { householdId, areaId, district, choice, status, faceValueFen } = state;
  return {
    answer: { agreementId, householdId, areaId, district, choice, status, faceValueFen },
    etag: versionTag(version),
  };
}
