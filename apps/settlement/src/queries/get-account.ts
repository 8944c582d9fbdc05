import { versionTag, type Actor, type QueryResult, type ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type getAccount as route } from '@fangpiao/contracts';
import { addFen, maxFen, zeroFen, type AccountId } from '@fangpiao/values';
import { account } from '../domain/account.ts';
import { isVisible } from '../scope.ts';

/** What is on a dedicated account; exact at the moment of asking. */
export async function getAccount(
  core: ServiceCore,
  accountId: AccountId,
  actor: Actor,
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state, version } = await core.reader.state(account, accountId);
  const { district, coverageRule, depositedFen, orderedFen, paidFen, freeFen, coveredFen } = state;
  if (!state.isOpen || district === null || coverageRule === null || !isVisible(district, actor))
    return refuse('account-unknown');
  return {
    answer: {
      accountId,
      district,
      coverageRule,
      depositedFen,
      orderedFen,
      paidFen,
      balanceFen: addFen(freeFen, orderedFen),
      forecastFen: maxFen(state.forecastFen, zeroFen),
      coveredFen,
    },
    etag: versionTag(version),
  };
}
