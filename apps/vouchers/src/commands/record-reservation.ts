import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideReserved } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** Listings reserved the unit. */
export const recordReservation: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decideReserved>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordReservation',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decideReserved(state, input),
};
