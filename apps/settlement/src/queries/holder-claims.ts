import {
  listViews,
  personOf,
  versionTag,
  type Actor,
  type QueryResult,
  type ServiceCore,
} from '@fangpiao/chassis';
import {
  refuse,
  type AnswerOf,
  type QueryOf,
  type getHolderClaim as claimRoute,
  type getHolderPaymentFile as fileRoute,
  type listHolderClaims as listRoute,
} from '@fangpiao/contracts';
import type { ClaimId } from '@fangpiao/values';
import { holderClaim, type OpenedHolderClaim } from '../domain/holder-claim.ts';
import { isVisible, scopeOf } from '../scope.ts';

type Shown = AnswerOf<typeof claimRoute>;

/** Where a holder's claim stands; a holder sees only the own ones. */
export async function getHolderClaim(
  core: ServiceCore,
  claimId: ClaimId,
  actor: Actor,
): Promise<QueryResult<Shown>> {
  const { state, version } = await core.reader.state(holderClaim, claimId);
  if (state.status === 'none') return refuse('claim-unknown');
  const mine =
    actor.role === 'holder' ? state.holder === personOf(actor) : isVisible(state.district, actor);
  if (!mine) return refuse('claim-unknown');
  return { answer: shown(state), etag: versionTag(version) };
}

export function listHolderClaims(
  core: ServiceCore,
  { limit, cursor, status }: QueryOf<typeof listRoute>,
  actor: Actor,
): Promise<AnswerOf<typeof listRoute>> {
  return listViews<OpenedHolderClaim, Shown>({
    ...core.ports,
    kind: holderClaim.kind,
    filter: { ...ofDistrict(actor), ...(status !== undefined && { 'state.status': status }) },
    page: { limit, cursor },
    item: shown,
  });
}

/** Orders whose money is reserved beyond doubt: the bank pays them to the holders' real-name accounts. */
export function getHolderPaymentFile(
  core: ServiceCore,
  { limit, cursor }: QueryOf<typeof fileRoute>,
  actor: Actor,
): Promise<AnswerOf<typeof fileRoute>> {
  return listViews({
    ...core.ports,
    kind: holderClaim.kind,
    filter: { 'state.status': 'ordered', 'state.contradictions': 0, ...ofDistrict(actor) },
    page: { limit, cursor },
    item: ({ orderId, claimId, accountId, holder, amountFen }: OpenedHolderClaim) => ({
      orderId: orderId ?? '',
      claimId,
      accountId,
      holder,
      amountFen,
    }),
  });
}

function ofDistrict(actor: Actor): { 'state.district'?: string } {
  const district = scopeOf(actor);
  return district === null ? {} : { 'state.district': district };
}

function shown(state: OpenedHolderClaim): Shown {
  const { claimId, voucherId, district, accountId, holder, amountFen } = state;
  const { purpose, status, payBy, paidOn, note } = state;
  const of = { claimId, voucherId, district, accountId, holder, amountFen };
  return { ...of, purpose, status, payBy, paidOn, note };
}
