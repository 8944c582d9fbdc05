import type { CommandDeclaration } from '@fangpiao/chassis';
import type { CalendarDate, Fen, Id } from '@fangpiao/values';
import { decideRedeem } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

/** The district paid the developer: endorsed on the voucher [GZ 11]. */
export const endorseRedemption: CommandDeclaration<
  {
    voucherId: Id<'voucher'>;
    purchaseId: Id<'purchase'>;
    claimId: string;
    amountFen: Fen;
    paidOn: CalendarDate;
  },
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'EndorseRedemption',
  aggregate: voucher,
  id: ({ voucherId }) => voucherId,
  decide: (state, input) => decideRedeem(state, input),
};
