import type { CommandDeclaration } from '@fangpiao/chassis';
import { refuse } from '@fangpiao/contracts';
import type { Id } from '@fangpiao/values';
import { decideUnfreeze } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

export const unfreezeVoucher: CommandDeclaration<
  { voucherId: Id<'voucher'>; district: string; document: string },
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'UnfreezeVoucher',
  aggregate: voucher,
  id: ({ voucherId }) => voucherId,
  decide: (state, { district, ...input }) =>
    state.district === district ? decideUnfreeze(state, input) : refuse('voucher-unknown'),
};
