import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideReceive } from '../domain/voucher-transfer.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

/** The old voucher gave its balance: the receiver's is opened, once. */
export const receiveVoucher: CommandDeclaration<
  Parameters<typeof decideReceive>[1],
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'ReceiveVoucher',
  aggregate: voucher,
  creates: true,
  id: ({ opening }) => opening.voucherId,
  decide: (state, input) => decideReceive(state, input),
};
