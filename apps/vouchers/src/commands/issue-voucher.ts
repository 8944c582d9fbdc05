import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Id } from '@fangpiao/values';
import type { Planned } from '../domain/issuance.ts';
import { decideIssue } from '../domain/voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from '../domain/voucher.ts';

/** Quota and cover are there: the voucher comes to be [GZ 6, DL 10]. */
export const issueVoucher: CommandDeclaration<
  { voucherId: Id<'voucher'>; voucherNumber: string; issuanceId: Id<'issuance'>; planned: Planned },
  Voucher,
  VoucherEvent,
  void
> = {
  name: 'IssueVoucher',
  aggregate: voucher,
  creates: true,
  id: ({ voucherId }) => voucherId,
  decide: (state, input) => decideIssue(state, input),
};
