import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import type { HoldAsked } from '../domain/purchase-asks.ts';
import { decideHold } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** A purchase asks for money; the voucher holds it or says why not. */
export function holdOnVoucher(
  shelf: PackShelf,
): CommandDeclaration<HoldAsked, Voucher, VoucherEvent, PolicyPack> {
  return {
    name: 'HoldOnVoucher',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ pack }, reader) => shelf.get(reader, pack),
    decide: (state, input, policy, { today }) => decideHold(state, input, { policy, today }),
  };
}
