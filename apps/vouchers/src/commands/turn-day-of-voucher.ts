import type { PackReference } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import type { Id } from '@fangpiao/values';
import { decideTurnOfDay } from '../domain/voucher-clock.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** The clock: a tier has ended, or the last day and its reconciliation are over; checked again here (WRITE-PATH 10). */
export function turnDayOfVoucher(
  shelf: PackShelf,
): CommandDeclaration<
  { voucherId: Id<'voucher'>; pack: PackReference },
  Voucher,
  VoucherEvent,
  PolicyPack
> {
  return {
    name: 'TurnDayOfVoucher',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ pack }, reader) => shelf.get(reader, pack),
    decide: (state, { voucherId }, policy, { today, at }) =>
      decideTurnOfDay(state, { voucherId }, { policy, today, at }),
  };
}
