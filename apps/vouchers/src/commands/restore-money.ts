import type { PackReference } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import { decideRestore } from '../domain/voucher-rescission.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** The contract was rescinded after filing: what was spent is back on the voucher, by rule. */
export function restoreMoney(
  shelf: PackShelf,
): CommandDeclaration<
  Parameters<typeof decideRestore>[1] & { pack: PackReference },
  Voucher,
  VoucherEvent,
  PolicyPack
> {
  return {
    name: 'RestoreMoney',
    aggregate: voucher,
    id: ({ voucherId }) => voucherId,
    facts: ({ pack }, reader) => shelf.get(reader, pack),
    decide: (state, input, policy) => decideRestore(state, input, { policy }),
  };
}
