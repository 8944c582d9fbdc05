import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import type { Id } from '@fangpiao/values';
import { decideRelease } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';
import { packOfVoucher } from './pack-of-voucher.ts';

/** The purchase did not come about: its money is available again, by rule. */
export function releaseHold(
  shelf: PackShelf,
): CommandDeclaration<
  { voucherId: Id<'voucher'>; purchaseId: Id<'purchase'> },
  Voucher,
  VoucherEvent,
  PolicyPack | undefined
> {
  return {
    name: 'ReleaseHold',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ voucherId }, reader) => packOfVoucher(shelf, reader, voucherId),
    decide: (state, input, policy, { today }) =>
      policy ? decideRelease(state, input, { policy, today }) : [],
  };
}
