import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Id } from '@fangpiao/values';
import { decideRelease } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

/** The purchase did not come about: its money is available again. */
export const releaseHold: CommandDeclaration<
  { voucherId: Id<'voucher'>; purchaseId: Id<'purchase'> },
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'ReleaseHold',
  aggregate: voucher,
  id: ({ voucherId }) => voucherId,
  decide: (state, input) => decideRelease(state, input),
};
