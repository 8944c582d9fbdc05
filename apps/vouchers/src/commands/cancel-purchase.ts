import type { CommandDeclaration } from '@fangpiao/chassis';
import { refuse } from '@fangpiao/contracts';
import { decideCancel } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** The holder, or an officer of the district for them, changes their mind before the contract. */
export const cancelPurchase: CommandDeclaration<
  { purchaseId: string; onBehalfOf: { person: string } | { district: string }; reason: string },
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'CancelPurchase',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { onBehalfOf, reason }) => {
    if (!state.plan) return refuse('purchase-unknown');
    const isTheirs =
      'person' in onBehalfOf
        ? state.plan.holder === onBehalfOf.person
        : state.plan.parts.some((part) => part.district === onBehalfOf.district);
    return isTheirs ? decideCancel(state, { reason }) : refuse('not-the-holder');
  },
};
