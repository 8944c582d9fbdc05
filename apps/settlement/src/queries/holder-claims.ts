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
  type getRewardClaim as rewardRoute,
  type listHolderClaims as listRoute,
  type listRewardClaims as rewardsRoute,
} from '@fangpiao/contracts';
import type { ClaimId } from '@fangpiao/values';
import { holderClaim, type OpenedHolderClaim } from '../domain/holder-claim.ts';
import { isVisible, scopeOf } from '../scope.ts';

type Shown = AnswerOf<typeof claimRoute>;
type ShownReward = AnswerOf<typeof rewardRoute>;

/** Where a holder's claim stands; a holder sees only the own ones. */
export async function getHolderClaim(
  core: ServiceCore,
  claimId: ClaimId,
  actor: Actor,
): Promise<QueryResult<Shown>> {
  const found = await visibleClaim(core, claimId, actor);
  const answer = found && shown(found.state);
  return answer ? { answer, etag: versionTag(found.version) } : refuse('claim-unknown');
}

/** Where the claim for a reward stands; a holder sees only the own ones. */
export async function getRewardClaim(
  core: ServiceCore,
  claimId: ClaimId,
  actor: Actor,
): Promise<QueryResult<ShownReward>> {
  const found = await visibleClaim(core, claimId, actor);
  const answer = found && shownReward(found.state);
  return answer ? { answer, etag: versionTag(found.version) } : refuse('claim-unknown');
}

async function visibleClaim(core: ServiceCore, claimId: ClaimId, actor: Actor) {
  const { state, version } = await core.reader.state(holderClaim, claimId);
  if (state.status === 'none') return undefined;
  const mine =
    actor.role === 'holder' ? state.holder === personOf(actor) : isVisible(state.district, actor);
  return mine ? { state, version } : undefined;
}

export function listHolderClaims(
  core: ServiceCore,
  { limit, cursor, status }: QueryOf<typeof listRoute>,
  actor: Actor,
): Promise<AnswerOf<typeof listRoute>> {
  return listViews<OpenedHolderClaim, Shown>({
    ...core.ports,
    kind: holderClaim.kind,
    filter: {
      'state.purpose': { $in: ['cash-out', 'exchange'] },
      ...ofDistrict(actor),
      ...(status !== undefined && { 'state.status': status }),
    },
    page: { limit, cursor },
    item: (state) => shown(state)!,
  });
}

export function listRewardClaims(
  core: ServiceCore,
  { limit, cursor, status }: QueryOf<typeof rewardsRoute>,
  actor: Actor,
): Promise<AnswerOf<typeof rewardsRoute>> {
  return listViews<OpenedHolderClaim, ShownReward>({
    ...core.ports,
    kind: holderClaim.kind,
    filter: {
      'state.purpose': 'reward',
      ...ofDistrict(actor),
      ...(status !== undefined && { 'state.status': status }),
    },
    page: { limit, cursor },
    item: (state) => shownReward(state)!,
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

/** Undefined: it is a reward, which has its own reading. */
function shown(state: OpenedHolderClaim): Shown | undefined {
  const { claimId, voucherId, district, accountId, holder, amountFen } = state;
  const { purpose, status, payBy, paidOn, note } = state;
  if (purpose === 'reward' || status === 'withdrawn') return undefined;
  const of = { claimId, voucherId, district, accountId, holder, amountFen };
  return { ...of, purpose, status, payBy, paidOn, note };
}

function shownReward(state: OpenedHolderClaim): ShownReward | undefined {
  const { claimId, voucherId, district, accountId, holder, amountFen } = state;
  const { purchaseId, reward, status, paidOn, note } = state;
  if (purchaseId === undefined || reward === undefined) return undefined;
  const of = { claimId, voucherId, district, accountId, holder, amountFen };
  return { ...of, purchaseId, reward, status, paidOn, note };
}
