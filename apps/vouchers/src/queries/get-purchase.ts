import { versionTag, type Actor, type ServiceCore } from '@fangpiao/chassis';
import {
  explainRefusal,
  refuse,
  type AnswerOf,
  type Refusal,
  type getPurchase as route,
} from '@fangpiao/contracts';
import { formatYuan } from '@fangpiao/values';
import { isUsed, partsSpent, topUpDueOf, voucherMoneyOf } from '../domain/purchase-spending.ts';
import { purchase, type Purchase } from '../domain/purchase.ts';

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
      // While vouchers are asked what they pay, nothing has changed for those who wait.
      status: status === 'spending' ? 'contracted' : status,
      priceFen: isUsed(status) ? state.filedPriceFen : plan.priceFen,
      voucherFen: voucherMoneyOf(state),
      paidFen: state.paidFen,
      parts: isUsed(status) ? partsSpent(plan, state.spentFen) : [...plan.parts],
      topUpDue: topUpDue(state),
      refusal: state.reason === '' ? null : explainRefusal(state.reason),
    },
    etag: versionTag(version),
  };
}

type Answer = AnswerOf<typeof route>;

/** Where a reward's tier ended before the filing, the buyer adds what the voucher no longer pays. */
function topUpDue(state: Purchase): Answer['topUpDue'] {
  const { plan, status } = state;
  if (!plan || (status !== 'used' && status !== 'completed')) return null;
  const voucherFen = voucherMoneyOf(state);
  const amountFen = topUpDueOf(plan, { priceFen: state.filedPriceFen, voucherFen });
  if (amountFen === 0) return null;
  return {
    amountFen,
    zh: `房票实付 ${formatYuan(voucherFen)} 元，比占用时少，请另以现金补足 ${formatYuan(amountFen)} 元`,
    en: `your voucher paid ${formatYuan(voucherFen)} yuan, less than was held: please add ${formatYuan(amountFen)} yuan in cash`,
  };
}
