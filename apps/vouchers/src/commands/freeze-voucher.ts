import type { CommandDeclaration } from '@fangpiao/chassis';
import { refuse } from '@fangpiao/contracts';
import type { Fen, Id } from '@fangpiao/values';
import { decideFreeze } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

export const freezeVoucher: CommandDeclaration<
  {
    voucherId: Id<'voucher'>;
    district: string;
    frozenFen: Fen;
    authority: string;
    document: string;
  },
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'FreezeVoucher',
  aggregate: voucher,
  id: ({ voucherId }) => voucherId,
  decide: (state, { district, ...input }) =>
    state.district === district ? decideFreeze(state, input) : refuse('voucher-unknown'),
};
