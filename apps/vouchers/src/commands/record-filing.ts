import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideFiled } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** The contract is filed online: a fact [DL 9]. */
export const recordFiling: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideFiled>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordFiling',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideFiled(state, input),
};
