import {
  hashOfCommit,
  listViews,
  versionTag,
  type Actor,
  type ServiceCore,
} from '@fangpiao/chassis';
import {
  refuse,
  type AnswerOf,
  type Refusal,
  type getVoucher as route,
  type listEndorsements as endorsementsRoute,
  type listVouchers as listRoute,
} from '@fangpiao/contracts';
import { asId, type Id } from '@fangpiao/values';
import { voucher, type Voucher } from '../domain/voucher.ts';

type Shown = AnswerOf<typeof route>;

/** What a voucher's page shows. */
function shown(voucherId: string, state: Voucher): Shown {
  const { issued } = state;
  if (!issued) throw new Error(`voucher ${voucherId} was never issued`);
  return {
    voucherId: asId<'voucher'>(voucherId),
    voucherNumber: issued.voucherNumber,
    district: issued.district,
    areaId: issued.areaId,
    agreementId: issued.agreementId,
    holder: issued.holder,
    faceValueFen: issued.faceValueFen,
    rewardInsideFaceFen: issued.rewardInsideFaceFen,
    rewardOutsideFaceFen: issued.rewardOutsideFaceFen,
    pockets: state.pockets,
    frozenFen: state.frozenFen,
    redeemedFen: state.redeemedFen,
    paidOutFen: state.paidOutFen,
    issuedOn: issued.issuedOn,
    expiresOn: state.expiresOn === '' ? issued.expiresOn : state.expiresOn,
    pack: issued.pack,
  };
}

/** A voucher the caller may see: a holder's own, an officer's district's. Anything else does not exist for them. */
export async function visibleVoucher(
  core: ServiceCore,
  voucherId: string,
  actor: Actor,
): Promise<{ state: Voucher; version: number } | Refusal> {
  const found = await core.reader.state(voucher, voucherId);
  if (!found.state.issued) return refuse('voucher-unknown');
  if (actor.role === 'holder' && found.state.holder !== actor.person)
    return refuse('not-the-holder');
  if (actor.district !== undefined && found.state.district !== actor.district)
    return refuse('voucher-unknown');
  return found;
}

export async function getVoucher(
  core: ServiceCore,
  voucherId: string,
  actor: Actor,
): Promise<{ answer: Shown; etag: string } | Refusal> {
  const found = await visibleVoucher(core, voucherId, actor);
  if ('refused' in found) return found;
  return { answer: shown(voucherId, found.state), etag: versionTag(found.version) };
}

export function listVouchers(
  core: ServiceCore,
  page: { limit: number; cursor?: string | undefined; areaId?: Id<'area'> | undefined },
  actor: Actor,
): Promise<AnswerOf<typeof listRoute>> {
  const { store, clock } = core.ports;
  return listViews<Voucher, Shown>({
    store,
    clock,
    kind: voucher.kind,
    filter: {
      ...(actor.role === 'holder' && { 'state.holder': actor.person ?? '' }),
      ...(actor.district !== undefined && { 'state.district': actor.district }),
      ...(page.areaId !== undefined && { 'state.areaId': page.areaId }),
    },
    page,
    item: (state, view) => shown(view._id.slice(voucher.kind.length + 1), state),
  });
}

const endorsementsShown = 500;

/** The endorsements (签注) as the chain of commits they are, checked link by link [GZ 11]. */
export async function listEndorsements(
  core: ServiceCore,
  voucherId: string,
  actor: Actor,
): Promise<{ answer: AnswerOf<typeof endorsementsRoute> } | Refusal> {
  const found = await visibleVoucher(core, voucherId, actor);
  if ('refused' in found) return found;
  const commits = await core.ports.store.commitsOf(
    `${voucher.kind}/${voucherId}`,
    0,
    endorsementsShown,
  );
  return {
    answer: {
      voucherId: asId<'voucher'>(voucherId),
      endorsements: commits.map((commit) => ({
        version: commit.version,
        at: commit.at,
        by: commit.actor.agency,
        events: commit.events.map((event) => event.type),
        previousHash: commit.previousHash,
        hash: commit.hash,
      })),
      unbroken: commits.every(
        (commit, index) =>
          commit.hash === hashOfCommit(commit) &&
          commit.version === index + 1 &&
          (index === 0 || commit.previousHash === commits[index - 1]!.hash),
      ),
    },
  };
}
