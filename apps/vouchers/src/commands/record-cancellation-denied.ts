import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideCancellationDenied } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** Listings will not cancel: the unit is contracted already. */
export const recordCancellationDenied: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideCancellationDenied>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordCancellationDenied',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideCancellationDenied(state, input),
};
