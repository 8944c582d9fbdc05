import {
  approveClaim,
  getPaymentFile,
  getSettlementFigures,
  recordBankResult,
  reportCompletion,
  reviewClaim,
  submitClaim,
} from '@fangpiao/contracts';
import { hasReached } from '../town/plan.ts';
import type { BegunPurchase } from './buy.ts';
import type { Scene } from './scene.ts';
import { allPages, forEach, untilCount } from './together.ts';

interface Claim extends BegunPurchase {
  readonly claimId: string;
}

/** Developers claim, two officials agree, the bank pays, the developers report completion. */
export async function settleClaims(scene: Scene, begun: readonly BegunPurchase[]): Promise<void> {
  const claims = await submitClaims(scene, begun);
  const toPay = claims.filter(({ plan }) => plan.stage === 'completed');
  await agreeToClaims(scene, toPay);
  await payOrders(scene, toPay);
  await reportCompletions(scene, toPay);
}

async function submitClaims(scene: Scene, begun: readonly BegunPurchase[]): Promise<Claim[]> {
  const { town, desk, people, report, on, atOnce } = scene;
  const bankAccounts = new Map(town.developers.map((each) => [each.developerId, each.bankAccount]));
  const claims: Claim[] = [];
  const claimed = begun.filter(({ plan }) => hasReached(plan, 'claimed'));
  const step = { zh: '申请结算', en: 'claims submitted' };
  await forEach(claimed, { step, report, atOnce }, async ({ plan, purchaseId }) => {
    const answer = await desk.act(people.clerkOf(plan.developerId), submitClaim, {
      thing: plan.name,
      body: {
        purchaseId,
        unitId: plan.unitId,
        invoiceNumber: invoiceNumberOf(plan.name),
        invoicedOn: on,
        amountFen: plan.voucherFen,
        bankAccount: bankAccounts.get(plan.developerId)!,
      },
      notYet: ['not-bought-with-voucher', 'voucher-not-spent', 'not-handed-over'],
    });
    claims.push({ plan, purchaseId, claimId: answer.id });
  });
  return claims;
}

/** Reviewer and approver are two people. */
async function agreeToClaims(scene: Scene, claims: readonly Claim[]): Promise<void> {
  const { desk, people, report, atOnce } = scene;
  const { district } = scene.town.districts[0]!;
  const step = { zh: '审核、审批结算', en: 'claims reviewed and approved' };
  await forEach(claims, { step, report, atOnce }, async ({ claimId }) => {
    const of = { thing: claimId, params: { claimId } };
    await desk.act(people.official('claim-reviewer', { district, thing: claimId }), reviewClaim, {
      ...of,
      body: { note: '材料齐全' },
      notYet: ['claim-unknown', 'claim-not-checked'],
    });
    await desk.act(people.official('claim-approver', { district, thing: claimId }), approveClaim, {
      ...of,
      body: { note: '同意' },
    });
  });
}

/** The bank takes the payment file again and again until everything is paid. */
async function payOrders(scene: Scene, claims: readonly Claim[]): Promise<void> {
  const { desk, people, report, on, atOnce, stallMillis } = scene;
  const { district } = scene.town.districts[0]!;
  const bank = people.official('bank', {});
  const reader = people.officialNumber('finance-officer', 1, district);
  const answered = new Set<string>();
  const step = { zh: '银行付款', en: 'paid by the bank' };
  await untilCount({ step, report, wanted: claims.length, stallMillis }, async () => {
    const orders = await allPages((cursor) =>
      desk.read(bank, getPaymentFile, { query: { limit: 200, ...(cursor && { cursor }) } }),
    );
    const fresh = orders.filter(({ orderId }) => !answered.has(orderId));
    await forEach(fresh, { step, report: () => undefined, atOnce }, async (order) => {
      const { orderId, claimId, accountId } = order;
      await desk.act(bank, recordBankResult, {
        thing: orderId,
        body: {
          orderId,
          claimId,
          accountId,
          result: 'paid',
          bankReference: `BK-${orderId.replace(/[^A-Za-z0-9-]/g, '-').slice(-50)}`,
          on,
        },
      });
      answered.add(orderId);
    });
    const figures = await desk.read(reader, getSettlementFigures, { query: { district } });
    return figures.claims
      .filter(({ status }) => status === 'paid' || status === 'completed')
      .reduce((sum, { count }) => sum + count, 0);
  });
}

async function reportCompletions(scene: Scene, claims: readonly Claim[]): Promise<void> {
  const { desk, people, report, on, atOnce } = scene;
  const step = { zh: '办结', en: 'completion reported' };
  await forEach(claims, { step, report, atOnce }, async ({ plan, claimId }) => {
    await desk.act(people.clerkOf(plan.developerId), reportCompletion, {
      thing: claimId,
      params: { claimId },
      body: { receivedOn: on },
      notYet: ['claim-not-paid'],
    });
  });
}

function invoiceNumberOf(name: string): string {
  return `2405${name.replace(/\D/g, '').padStart(8, '0')}`;
}
