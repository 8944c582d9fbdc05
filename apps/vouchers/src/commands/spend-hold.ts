import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import type { CalendarDate } from '@fangpiao/values';
import { decideSpend } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';
import type { HoldInput } from './hold-on-voucher.ts';

/** The purchase is filed: what was held is spent [DL 9, 15]. */
export function spendHold(
  shelf: PackShelf,
): CommandDeclaration<HoldInput & { usedOn: CalendarDate }, Voucher, VoucherEvent, PolicyPack> {
  return {
    name: 'SpendHold',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ pack }, reader) => shelf.get(reader, pack),
    decide: (state, input, policy) => decideSpend(state, input, { policy }),
  };
}
