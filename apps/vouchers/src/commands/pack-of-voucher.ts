import type { FactReader } from '@fangpiao/chassis';
import type { PolicyPack } from '@fangpiao/policy';
import { voucher } from '../domain/voucher.ts';
import type { PackShelf } from '../packs.ts';

/** The version of the pack under which a voucher was issued: it decides its whole life. Undefined: no such voucher. */
export async function packOfVoucher(
  shelf: PackShelf,
  reader: FactReader,
  voucherId: string,
): Promise<PolicyPack | undefined> {
  const { state } = await reader.state(voucher, voucherId);
  return state.issued ? shelf.get(reader, state.issued.pack) : undefined;
}
