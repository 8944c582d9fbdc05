import { call, dueJob, type JobDeclaration } from '@fangpiao/chassis';
import { asId } from '@fangpiao/values';
import { turnDayOfVoucher } from './commands/turn-day-of-voucher.ts';
import { voucher, type Voucher } from './domain/voucher.ts';
import type { PackShelf } from './packs.ts';

/** Door 3: the clock. */
export function jobsOf(shelf: PackShelf): readonly JobDeclaration[] {
  const turnDay = turnDayOfVoucher(shelf);
  return [
    dueJob<Voucher>({
      name: 'turn-day-of-vouchers',
      kind: voucher.kind,
      everyMillis: 60_000,
      command: (id, state) =>
        call(turnDay, { voucherId: asId<'voucher'>(id), pack: state.issued!.pack }),
    }),
  ];
}
