import * as contract from '@fangpiao/contracts';
import { officials } from '../people.ts';
import type { KnownPurchase, Story } from '../story.ts';
import { hasUnit } from './buying.ts';

type Order = { orderId: string; claimId: string; accountId: string };

export const laterInstalment = 'submitClaim of a later instalment';

interface Step {
  readonly number: number;
  readonly after: string;
  readonly parts: readonly { readonly amountFen: number }[];
}

/** What is due to the developer as the purchase's view shows it; all at once where it says nothing. */
function stepsOf(story: Story, { purchaseId, voucherFen }: KnownPurchase): Step[] {
  const state = story.look('vouchers', 'purchase', purchaseId);
  const steps = (state?.['instalments'] ?? []) as Step[];
  const all = { number: 1, after: 'handed-over', parts: [{ amountFen: voucherFen }] };
  return steps.length > 0 ? steps : [all];
}

function isDue(story: Story, purchase: KnownPurchase, { after }: Step): boolean {
  return (
    hasUnit(story, purchase, 'handed-over') ||
    (after === 'filed' && story.statusOf('vouchers', 'purchase', purchase.purchaseId) === 'used')
  );
}

/** A developer claims the voucher money; now and then too early, or with an invoice that was used before. */
export async function claim(story: Story): Promise<void> {
  const claimed = new Set(story.known.claims.map(({ claimId }) => claimId));
  const steps = story.known.purchases.flatMap((purchase) =>
    stepsOf(story, purchase).map((step) => ({ purchase, step })),
  );
  const found = story.pickFor(
    steps,
    ({ purchase, step }) =>
      isDue(story, purchase, step) && !claimed.has(`${purchase.purchaseId}.${step.number}`),
  );
  if (!found) return;
  const { purchaseId, unitId } = found.purchase;
  const { number, parts } = found.step;
  const invoice = story.happens(0.1) ? 10_000_000 : 20_000_000 + story.serial;
  const body = {
    purchaseId,
    unitId,
    instalment: number,
    invoiceNumber: String(invoice),
    invoicedOn: story.today,
    amountFen: parts.reduce((sum, { amountFen }) => sum + amountFen, 0),
    bankAccount: '62220000000001',
  };
  const ask = () => story.call(contract.submitClaim, story.clerkFor(unitId), { body });
  const answers = await Promise.all(story.happens(0.1) ? [ask(), ask()] : [ask()]);
  for (const { status, body: answer } of answers) {
    if (status !== 202) continue;
    story.known.claims.push({ claimId: (answer as { id: string }).id, purchase: found.purchase });
    if (number > 1) story.count(laterInstalment);
  }
}

function pickClaim(story: Story, ...statuses: string[]) {
  return story.pickFor(story.known.claims, ({ claimId }) =>
    statuses.includes(story.statusOf('settlement', 'claim', claimId)),
  );
}

export async function review(story: Story): Promise<void> {
  const found = pickClaim(story, 'checked');
  if (!found) return;
  const params = { claimId: found.claimId };
  if (story.happens(0.1))
    await story.call(contract.rejectClaim, officials.reviewer, {
      params,
      body: { reason: '发票与合同不符' },
    });
  else
    await story.call(contract.reviewClaim, officials.reviewer, { params, body: { note: '齐全' } });
}

/** Sometimes the reviewer would like to approve, too. */
export async function approve(story: Story): Promise<void> {
  const found = pickClaim(story, 'reviewed', 'unfunded');
  if (!found) return;
  const as = story.happens(0.25) ? officials.twoHats : officials.approver;
  const params = { claimId: found.claimId };
  await story.call(contract.approveClaim, as, { params, body: { note: '同意' } });
}

/** The bank takes the payment file and reports; a result may come twice, or contradict itself. */
export async function bank(story: Story): Promise<void> {
  const isDue = story.known.claims.some(
    ({ claimId }) => story.statusOf('settlement', 'claim', claimId) === 'ordered',
  );
  if (!isDue && !story.happens(0.05)) return;
  const file = await story.call(contract.getPaymentFile, officials.bank, {
    query: { limit: '50' },
  });
  const orders = (file.body as { items?: Order[] }).items ?? [];
  for (const order of orders.slice(0, 3)) {
    await report(story, order, story.happens(0.2) ? 'failed' : 'paid');
    if (story.happens(0.1)) await report(story, order, story.happens(0.5) ? 'failed' : 'paid');
  }
}

async function report(story: Story, order: Order, result: 'paid' | 'failed'): Promise<void> {
  const { orderId, claimId, accountId } = order;
  const bankReference = `BK-${orderId.replace(/[^A-Za-z0-9]/g, '').slice(-40)}`;
  await story.call(contract.recordBankResult, officials.bank, {
    body: { orderId, claimId, accountId, result, bankReference, on: story.today },
  });
}

export async function complete(story: Story): Promise<void> {
  const found = pickClaim(story, 'paid');
  if (!found) return;
  await story.call(contract.reportCompletion, story.clerkFor(found.purchase.unitId), {
    params: { claimId: found.claimId },
    body: { receivedOn: story.today },
  });
}
