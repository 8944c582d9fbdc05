import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideEnd } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** Listings refused, released or rescinded: everything goes back. */
export const endPurchase: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideEnd>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'EndPurchase',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideEnd(state, input),
};
