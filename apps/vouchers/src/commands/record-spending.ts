import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideSpendAnswer } from '../domain/purchase-spending.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** A voucher answered what it spent; after the last one the purchase is used. */
export const recordSpending: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideSpendAnswer>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordSpending',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideSpendAnswer(state, input),
};
