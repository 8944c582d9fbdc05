import type { CommandDeclaration } from '@fangpiao/chassis';
import { decidePaid } from '../domain/purchase-course.ts';
import { purchase, type Purchase, type PurchaseEvent } from '../domain/purchase.ts';

/** Settlement paid the developer: a fact. */
export const recordPayment: CommandDeclaration<
  { purchaseId: string } & Parameters<typeof decidePaid>[1],
  Purchase,
  PurchaseEvent,
  void
> = {
  name: 'RecordPayment',
  aggregate: purchase,
  id: ({ purchaseId }) => purchaseId,
  decide: (state, { purchaseId: _purchaseId, ...input }) => decidePaid(state, input),
};
