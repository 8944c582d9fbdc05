import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Fen, Id } from '@fangpiao/values';
import { quota, quotaIdOf, type Quota, type QuotaEvent } from '../domain/quota.ts';

/** The voucher is issued: what was promised to it is used up [GZ 6]. */
export const consumeQuota: CommandDeclaration<
  { district: string; issuanceId: Id<'issuance'>; amountFen: Fen },
  Quota,
  QuotaEvent,
  void
> = {
  name: 'ConsumeQuota',
  aggregate: quota,
  id: ({ district }) => quotaIdOf(district),
  decide: (_state, { issuanceId, amountFen }) => [
    { type: 'vouchers.quota.consumed.v1', data: { issuanceId, amountFen } },
  ],
};
