import * as contract from '@fangpiao/contracts';
import type { CallAnswer } from '../asking.ts';
import { officials } from '../people.ts';
import type { Story } from '../story.ts';
import { deposit } from './founding.ts';

interface Order {
  readonly orderId: string;
  readonly claimId: string;
}

function claimsAt(story: Story, ...statuses: string[]): string[] {
  return story
    .list('settlement', 'holder-claim')
    .filter(([, state]) => statuses.includes(String(state['status'])))
    .map(([claimId]) => claimId);
}

function pickClaim(story: Story, ...statuses: string[]): string | undefined {
  const all = story.list('settlement', 'holder-claim').map(([claimId]) => claimId);
  const theirTurn = new Set(claimsAt(story, ...statuses));
  return story.pickFor(all, (claimId) => theirTurn.has(claimId));
}

/** Mostly in order; sometimes something is missing, and the claim is looked at again. */
export async function reviewHolder(story: Story): Promise<void> {
  const claimId = pickClaim(
    story,
    'opened',
    'returned',
    ...(story.happens(0.2) ? ['reviewed'] : []),
  );
  if (claimId === undefined) return;
  const route = story.happens(0.15) ? contract.returnHolderClaim : contract.reviewHolderClaim;
  await story.call(route, officials.reviewer, { params: { claimId }, body: { note: '齐全' } });
}

/** Sometimes the reviewer would like to approve, too. */
export async function approveHolder(story: Story): Promise<void> {
  const claimId = pickClaim(story, 'reviewed', 'unfunded');
  if (claimId === undefined) return;
  await approveAs(story, claimId, story.happens(0.25) ? officials.twoHats : officials.approver);
}

function approveAs(
  story: Story,
  claimId: string,
  as: typeof officials.approver | typeof officials.twoHats,
): Promise<CallAnswer> {
  return story.call(contract.approveHolderClaim, as, {
    params: { claimId },
    body: { note: '同意' },
  });
}

/** The bank pays holders, or cannot; a result may come twice, or contradict itself. */
export async function payHolders(story: Story): Promise<void> {
  if (claimsAt(story, 'ordered').length === 0 && !story.happens(0.05)) return;
  for (const order of (await ordersOf(story)).slice(0, 3)) {
    await report(story, order, story.happens(0.2) ? 'failed' : 'paid');
    if (story.happens(0.1)) await report(story, order, story.happens(0.5) ? 'failed' : 'paid');
  }
}

async function ordersOf(story: Story): Promise<Order[]> {
  const file = await story.call(contract.getHolderPaymentFile, officials.bank, {
    query: { limit: '50' },
  });
  return (file.body as { items?: Order[] }).items ?? [];
}

async function report(story: Story, order: Order, result: 'paid' | 'failed'): Promise<void> {
  const { orderId, claimId } = order;
  const bankReference = `HB-${orderId.replace(/[^A-Za-z0-9]/g, '').slice(-40)}`;
  await story.call(contract.recordHolderBankResult, officials.bank, {
    body: { orderId, claimId, result, bankReference, on: story.today },
  });
}

/**
 * In peace, everybody does their part: whatever a holder is owed can be paid, unless the bank has contradicted itself.
 * Answers what is left.
 */
export async function payAllHolders(story: Story): Promise<string[]> {
  const { city } = story;
  if (open(story).length === 0) return [];
  await deposit(story, 5 * story.kind.faceFen);
  for (let round = 0; round < 3 && open(story).length > 0; round++) {
    for (const claimId of claimsAt(story, 'opened', 'returned'))
      await story.must(contract.reviewHolderClaim, officials.reviewer, {
        params: { claimId },
        body: { note: '齐全' },
      });
    await city.pause(2_000);
    for (const claimId of claimsAt(story, 'reviewed', 'unfunded'))
      await approveAs(story, claimId, officials.approver);
    await city.pause(5_000);
    for (const order of await ordersOf(story)) await report(story, order, 'paid');
    await city.pause(2_000);
  }
  return open(story).map((claimId) => `settlement holder-claim/${claimId} is not paid`);
}

function open(story: Story): string[] {
  return story
    .list('settlement', 'holder-claim')
    .filter(([, state]) => !['paid', 'withdrawn'].includes(String(state['status'])))
    .filter(([, state]) => state['contradictions'] === 0)
    .map(([claimId]) => claimId);
}
