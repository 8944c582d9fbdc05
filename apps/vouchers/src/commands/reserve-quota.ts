import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Fen, Id } from '@fangpiao/values';
import {
  decideReserveQuota,
  quota,
  quotaIdOf,
  type Quota,
  type QuotaEvent,
} from '../domain/quota.ts';

/** Asked for by an issuance; the answer, yes or no, is an event of the quota. */
export const reserveQuota: CommandDeclaration<
  { district: string; issuanceId: Id<'issuance'>; amountFen: Fen },
  Quota,
  QuotaEvent,
  void
> = {
  name: 'ReserveQuota',
  aggregate: quota,
  id: ({ district }) => quotaIdOf(district),
  decide: (state, { issuanceId, amountFen }) =>
    decideReserveQuota(state, { issuanceId, amountFen }),
};
