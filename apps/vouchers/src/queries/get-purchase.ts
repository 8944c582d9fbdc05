import { versionTag, type Actor, type ServiceCore } from '@fangpiao/chassis';
import {
  explainRefusal,
  refuse,
  type AnswerOf,
  type Refusal,
  type getPurchase as route,
} from '@fangpiao/contracts';
import { purchase } from '../domain/purchase.ts';

/** Where a purchase stands; a refusal by a voucher or by listings appears here with its code. */
export async function getPurchase(
  core: ServiceCore,
  purchaseId: string,
  actor: Actor,
): Promise<{ answer: AnswerOf<typeof route>; etag: string } | Refusal> {
  const { state, version } = await core.reader.state(purchase, purchaseId);
  const { plan, status } = state;
  if (!plan || status === 'none') return refuse('purchase-unknown');
  if (actor.role === 'holder' && plan.holder !== actor.person) return refuse('not-the-holder');
  if (actor.district !== undefined && !plan.parts.some((part) => part.district === actor.district))
    return refuse('purchase-unknown');
  return {
    answer: {
      purchaseId: plan.purchaseId,
      unitId: plan.unitId,
      kind: plan.kind,
      status,
      priceFen: plan.priceFen,
      voucherFen: plan.voucherFen,
      paidFen: state.paidFen,
      parts: [...plan.parts],
      refusal: state.reason === '' ? null : explainRefusal(state.reason),
    },
    etag: versionTag(version),
  };
}
