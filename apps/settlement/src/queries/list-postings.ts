import type { Actor, QueryResult, ServiceCore } from '@fangpiao/chassis';
import { refuse, type AnswerOf, type listPostings as route } from '@fangpiao/contracts';
import type { AccountId } from '@fangpiao/values';
import type { AccountEvent } from '../domain/account-event.ts';
import { account } from '../domain/account.ts';
import { ledgerName, postingsOf } from '../domain/postings.ts';
import { isVisible } from '../scope.ts';

const commitsPerPage = 200;

/** The ledger of an account, read from its own history: what the sums are made of. */
export async function listPostings(
  core: ServiceCore,
  { accountId, fromVersion, actor }: { accountId: AccountId; fromVersion: number; actor: Actor },
): Promise<QueryResult<AnswerOf<typeof route>>> {
  const { state } = await core.reader.state(account, accountId);
  if (!state.isOpen || !isVisible(state.district, actor)) return refuse('account-unknown');
  const stream = `${account.kind}/${accountId}`;
  const commits = await core.ports.store.commitsOf(stream, fromVersion, commitsPerPage);
  const postings = commits.flatMap(({ at, events }) =>
    events
      .flatMap((event) => postingsOf(event as AccountEvent))
      .map(({ debit, credit, amountFen, reference }) => ({
        at,
        debit: ledgerName(debit),
        credit: ledgerName(credit),
        amountFen,
        reference,
      })),
  );
  const isFull = commits.length === commitsPerPage;
  return {
    answer: { accountId, postings, nextVersion: isFull ? fromVersion + commitsPerPage : null },
  };
}
