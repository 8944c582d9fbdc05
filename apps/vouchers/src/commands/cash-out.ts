import type { CommandDeclaration } from '@fangpiao/chassis';
import { refuse } from '@fangpiao/contracts';
import type { PolicyPack } from '@fangpiao/policy';
import { decideCashOut } from '../domain/voucher-ending.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';
import { packOfVoucher } from './pack-of-voucher.ts';

/** The holder, or an officer for them, takes what is left after a purchase in money [DL 13, 16]. */
export function cashOut(
  shelf: PackShelf,
): CommandDeclaration<
  Parameters<typeof decideCashOut>[1],
  Voucher,
  VoucherEvent,
  PolicyPack | undefined
> {
  return {
    name: 'CashOut',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ voucherId }, reader) => packOfVoucher(shelf, reader, voucherId),
    decide: (state, input, policy, { today }) =>
      policy ? decideCashOut(state, input, { policy, today }) : refuse('voucher-unknown'),
  };
}
