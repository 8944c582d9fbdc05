import type { CommandDeclaration } from '@fangpiao/chassis';
import type { Fen } from '@fangpiao/values';
import { decideSetQuota, quota, quotaIdOf, type Quota, type QuotaEvent } from '../domain/quota.ts';

export const setQuota: CommandDeclaration<
  { district: string; issueQuotaFen: Fen; decision: string },
  Quota,
  QuotaEvent,
  void
> = {
  name: 'SetQuota',
  aggregate: quota,
  id: ({ district }) => quotaIdOf(district),
  decide: (state, { issueQuotaFen, decision }) =>
    decideSetQuota(state, { issueQuotaFen, decision }),
};
