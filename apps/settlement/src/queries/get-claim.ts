import {
  developerOf,
  versionTag,
  type Actor,
  type QueryResult,
  type ServiceCore,
} from '@fangpiao/chassis';
import { explainRefusal, refuse, type AnswerOf, type getClaim as route } from '@fangpiao/contracts';
import type { ClaimId } from '@fangpiao/values';
import { claim, type SubmittedClaim } from '../domain/claim.ts';
import { isVisible } from '../scope.ts';

type Answer = AnswerOf<typeof route>;

/** Where a claim stands; what was refused later than at the door appears here with its code. */
export async function getClaim(
  core: ServiceCore,
  claimId: ClaimId,
  actor: Actor,
): Promise<QueryResult<Answer>> {
  const { state, version } = await core.reader.state(claim, claimId);
  if (state.status === 'none') return refuse('claim-unknown');
  if (actor.role === 'developer-clerk') {
    if (state.developerId !== developerOf(actor)) return refuse('not-the-claimant');
  } else if (!isVisible(state.district, actor)) return refuse('claim-unknown');
  const { purchaseId, unitId, developerId, status, amountFen, invoiceNumber } = state;
  const { instalment, payBy } = state;
  return {
    answer: {
      claimId,
      purchaseId,
      unitId,
      developerId,
      status,
      amountFen,
      invoiceNumber,
      instalment,
      payBy,
      refusal: refusalOf(state),
    },
    etag: versionTag(version),
  };
}

function refusalOf(state: SubmittedClaim): Answer['refusal'] {
  if (state.status === 'unfunded') {
    const reason = state.parts.find((part) => part.reason !== null)?.reason ?? null;
    return reason === null ? null : explainRefusal(reason);
  }
  if (state.status !== 'refused' || state.refusal === null) return null;
  const { code, note } = state.refusal;
  const { zh, en } = explainRefusal(code);
  return note === null ? { code, zh, en } : { code, zh: `${zh}：${note}`, en: `${en}: ${note}` };
}
