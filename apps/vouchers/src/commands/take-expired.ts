import type { CommandDeclaration } from '@fangpiao/chassis';
import { refuse } from '@fangpiao/contracts';
import type { PolicyPack } from '@fangpiao/policy';
import { decideTakeExpired } from '../domain/voucher-ending.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';
import { packOfVoucher } from './pack-of-voucher.ts';

/** The holder, or an officer for them, takes what has expired: in money [GZ 10] or as a home [DL 9]. */
export function takeExpired(
  shelf: PackShelf,
): CommandDeclaration<
  Parameters<typeof decideTakeExpired>[1],
  Voucher,
  VoucherEvent,
  PolicyPack | undefined
> {
  return {
    name: 'TakeExpired',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ voucherId }, reader) => packOfVoucher(shelf, reader, voucherId),
    decide: (state, input, policy, { today }) =>
      policy ? decideTakeExpired(state, input, { policy, today }) : refuse('voucher-unknown'),
  };
}
