import type { PackReference } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import type { Id } from '@fangpiao/values';
import { decideExpire } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** The clock: the last day and its reconciliation are over. The date is checked again here (WRITE-PATH 10). */
export function expireVoucher(
  shelf: PackShelf,
): CommandDeclaration<
  { voucherId: Id<'voucher'>; pack: PackReference },
  Voucher,
  VoucherEvent,
  PolicyPack
> {
  return {
    name: 'ExpireVoucher',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ pack }, reader) => shelf.get(reader, pack),
    decide: (state, { voucherId }, policy, { today }) =>
      decideExpire(state, { voucherId }, { policy, today }),
  };
}
