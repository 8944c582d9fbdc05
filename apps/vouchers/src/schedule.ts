import { call, dueJob, type JobDeclaration } from '@fangpiao/chassis';
import { asId } from '@fangpiao/values';
import { expireVoucher } from './commands/expire-voucher.ts';
import { voucher, type Voucher } from './domain/voucher.ts';
import type { PackShelf } from './packs.ts';

/** Door 3: the clock. */
export function jobsOf(shelf: PackShelf): readonly JobDeclaration[] {
  const expire = expireVoucher(shelf);
  return [
    dueJob<Voucher>({
      name: 'expire-vouchers',
      kind: voucher.kind,
      everyMillis: 60_000,
      command: (id, state) =>
        call(expire, { voucherId: asId<'voucher'>(id), pack: state.issued!.pack }),
    }),
  ];
}
