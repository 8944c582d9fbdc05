import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideContracted } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** The sale contract is signed. */
export const recordContract: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideContracted>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordContract',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideContracted(state, input),
};
