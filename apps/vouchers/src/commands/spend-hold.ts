import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import type { SpendAsked } from '../domain/purchase-asks.ts';
import { decideSpend, decideSpendPublished } from '../domain/voucher-spend.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** The purchase is filed: of what was held, what the pack takes is spent [DL 8, 9, 15]. */
export function spendHold(
  shelf: PackShelf,
): CommandDeclaration<SpendAsked, Voucher, VoucherEvent, PolicyPack> {
  return {
    name: 'SpendHold',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ pack }, reader) => shelf.get(reader, pack),
    decide: (state, input, policy) => decideSpend(state, input, { policy }),
  };
}

/** The same for a use that was published before vouchers were asked: it keeps what was said. */
export function spendPublished(shelf: PackShelf): ReturnType<typeof spendHold> {
  return {
    ...spendHold(shelf),
    decide: (state, input, policy) => decideSpendPublished(state, input, { policy }),
  };
}
