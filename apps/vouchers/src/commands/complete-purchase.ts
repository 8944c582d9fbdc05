import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideCompleted } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** The developer reported completion [DL 15]. */
export const completePurchase: CommandDeclaration<
  { purchaseId: string },
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'CompletePurchase',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state) => decideCompleted(state),
};
