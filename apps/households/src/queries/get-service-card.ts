import type { Actor, QueryResult, ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type getServiceCard as route } from '@fangpiao/contracts';
import type { AgreementId } from '@fangpiao/values';
import { agreement, type CompensationAgreement } from '../domain/agreement.ts';
import { resettlementArea } from '../domain/area.ts';
import { mayRead } from './scope.ts';

/** The card a holder gets with the voucher: whom to ask in the area and in the street [LC 2.2]. */
export async function getServiceCard(
  core: ServiceCore,
  agreementId: AgreementId,
  actor: Actor,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state } = await core.reader.state(agreement, agreementId);
  if (state.status === 'none' || !isShownTo(actor, state)) return refuse('agreement-unknown');
  const area = (await core.reader.state(resettlementArea, state.areaId)).state;
  if (area.status === 'none' || !area.contacts) return refuse('contacts-not-named');
  return { answer: { agreementId, areaName: area.name, ...area.contacts } };
}

function isShownTo(actor: Actor, of: Exclude<CompensationAgreement, { status: 'none' }>): boolean {
  return actor.role === 'holder' ? of.holder === actor.person : mayRead(actor, of.district);
}
