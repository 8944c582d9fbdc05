import { versionTag, type ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, getQuota as route } from '@fangpiao/contracts';
import { quota, quotaIdOf } from '../domain/quota.ts';

/** How much of a district's issue quota is used; exact at the moment of asking. */
export async function getQuota(
  core: ServiceCore,
  district: string,
): Promise<{ answer: AnswerOf<typeof route>; etag: string }> {
  const { state, version } = await core.reader.state(quota, quotaIdOf(district));
  const { issueQuotaFen, reservedFen, issuedFen, serial } = state;
  return {
    answer: { district, issueQuotaFen, reservedFen, issuedFen, serial },
    etag: versionTag(version),
  };
}
