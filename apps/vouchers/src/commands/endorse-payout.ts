import type { CommandDeclaration } from '@fangpiao/chassis';
import { decidePaidOut } from '../domain/voucher-ending.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

/** The district paid the holder: endorsed on the voucher [GZ 11]. */
export const endorsePayout: CommandDeclaration<
  Parameters<typeof decidePaidOut>[1],
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'EndorsePayout',
  aggregate: voucher,
  id: ({ voucherId }) => voucherId,
  decide: (state, input) => decidePaidOut(state, input),
};
