import { versionTag, type ServiceCore } from '@fangpiao/chassis';
import {
  explainRefusal,
  refuse,
  type AnswerOf,
  type Refusal,
  type getIssuance as route,
} from '@fangpiao/contracts';
import { asId } from '@fangpiao/values';
import { issuance } from '../domain/issuance.ts';

type Answer = AnswerOf<typeof route>;

/** Where an issuance stands; a refusal of quota or cover appears here with its code (WRITE-PATH 17). */
export async function getIssuance(
  core: ServiceCore,
  issuanceId: string,
  scope: { district?: string | undefined },
): Promise<{ answer: Answer; etag: string } | Refusal> {
  const { state, version } = await core.reader.state(issuance, issuanceId);
  const agreement = state.planned?.agreement;
  if (!agreement || (scope.district !== undefined && agreement.district !== scope.district))
    return refuse('issuance-unknown');
  const status = state.status === 'issued' || state.status === 'refused' ? state.status : 'pending';
  return {
    answer: {
      issuanceId: asId<'issuance'>(issuanceId),
      agreementId: agreement.agreementId,
      status,
      voucherId: status === 'issued' ? asId<'voucher'>(`V-${agreement.agreementId}`) : null,
      refusal: status === 'refused' ? explainRefusal(state.refusal) : null,
    },
    etag: versionTag(version),
  };
}
