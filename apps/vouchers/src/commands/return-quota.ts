import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Fen, Id } from '@fangpiao/values';
import { quota, quotaIdOf, type Quota, type QuotaEvent } from '../domain/quota.ts';

/** The issuance did not come about: its place in the quota is free again (WRITE-PATH 17). */
export const returnQuota: CommandDeclaration<
  { district: string; issuanceId: Id<'issuance'>; amountFen: Fen },
  Quota,
  QuotaEvent,
  void
> = {
  name: 'ReturnQuota',
  aggregate: quota,
  id: ({ district }) => quotaIdOf(district),
  decide: (_state, { issuanceId, amountFen }) => [
    { type: 'vouchers.quota.returned.v1', data: { issuanceId, amountFen } },
  ],
};
