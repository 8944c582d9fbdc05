import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideRescind } from '../domain/purchase-rescission.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** Listings revoked the filing: a fact. */
export const rescindPurchase: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideRescind>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RescindPurchase',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideRescind(state, input),
};
