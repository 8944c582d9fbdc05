import { listViews, type Actor, type ServiceCore } from '@fangpiao/chassis';
import type { AnswerOf, getPaymentFile as route, QueryOf } from '@fangpiao/contracts';
import { claim, type SubmittedClaim } from '../domain/claim.ts';
import { scopeOf } from '../scope.ts';

type Answer = AnswerOf<typeof route>;

/** The orders the bank is to pay: those of claims whose money is reserved in full and beyond doubt. */
export async function getPaymentFile(
  core: ServiceCore,
  { limit, cursor }: Pick<QueryOf<typeof route>, 'limit' | 'cursor'>,
  actor: Actor,
): Promise<{ answer: Answer }> {
  const district = scopeOf(actor);
  const { items, ...page } = await listViews({
    store: core.ports.store,
    clock: core.ports.clock,
    kind: claim.kind,
    filter: {
      'state.status': 'ordered',
      'state.contradictions': 0,
      ...(district !== null && { 'state.district': district }),
    },
    page: { limit, cursor },
    item: openOrdersOf,
  });
  return { answer: { items: items.flat(), ...page } };
}

function openOrdersOf({
  claimId,
  developerId,
  bankAccount,
  parts,
}: SubmittedClaim): Answer['items'] {
  return parts.flatMap(({ status, orderId, accountId, amountFen }) =>
    status === 'ordered' && orderId !== null
      ? [{ orderId, claimId, accountId, developerId, bankAccount, amountFen }]
      : [],
  );
}
