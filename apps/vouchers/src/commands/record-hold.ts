import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideHoldAnswer } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** A voucher answered the request to hold money. */
export const recordHold: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideHoldAnswer>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordHold',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideHoldAnswer(state, input),
};
