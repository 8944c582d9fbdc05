import type { Actor } from '@fangpiao/chassis';
import * as contract from '@fangpiao/contracts';
import { startServiceInMemory, type Answer, type ServiceInMemory } from '@fangpiao/testing';
import { compose } from '../src/compose.ts';

const officer = (subject: string, role: Actor['role'], district = 'clearwater') => ({
  subject,
  role,
  district,
  agency: 'settlement',
});

/** The people of an invented town who have to do with the finance bureau. */
export const people = {
  finance: officer('finance-1', 'finance-officer'),
  reviewer: officer('reviewer-1', 'claim-reviewer'),
  approver: officer('approver-1', 'claim-approver'),
  principal: officer('principal-1', 'principal-clerk'),
  counter: officer('counter-1', 'counter-officer'),
  hillsideFinance: officer('finance-9', 'finance-officer', 'hillside'),
  hillsideReviewer: officer('reviewer-9', 'claim-reviewer', 'hillside'),
  bank: { subject: 'bank-1', role: 'bank', agency: 'bank' },
  headquarters: { subject: 'hq-1', role: 'headquarters', agency: 'headquarters' },
  developer: {
    subject: 'clerk-1',
    role: 'developer-clerk',
    agency: 'developer',
    developer: 'bridge-homes',
  },
  stranger: {
    subject: 'clerk-9',
    role: 'developer-clerk',
    agency: 'developer',
    developer: 'stranger-homes',
  },
} as const satisfies Record<string, Partial<Actor>>;

export interface Sale {
  readonly purchaseId: string;
  readonly unitId: string;
  readonly amountFen: number;
  readonly accountIds?: readonly string[];
  readonly district?: string;
}

/** The service with what its tests do again and again. */
export interface Town extends ServiceInMemory {
  openAccount(accountId: string, change?: object): Promise<Answer>;
  deposit(accountId: string, amountFen: number, change?: object): Promise<Answer>;
  account(accountId: string): Promise<Answer['body']>;
  /** Vouchers says that the money of a purchase is spent. */
  spend(sale: Sale): void;
  /** Listings says that the unit is filed for the purchase. */
  file(sale: Sale): void;
  handOver(sale: Sale): void;
  claim(sale: Sale, change?: object, as?: Partial<Actor>): Promise<Answer>;
  getClaim(claimId: string, as?: Partial<Actor>): Promise<Answer>;
  review(claimId: string, as?: Partial<Actor>): Promise<Answer>;
  approve(claimId: string, as?: Partial<Actor>): Promise<Answer>;
  paymentFile(as?: Partial<Actor>): Promise<Answer['body']['items']>;
  bankSays(order: object, result: 'paid' | 'failed', change?: object): Promise<Answer>;
  /** Types of the events on a stream, without service, family and version. */
  history(stream: string): Promise<string[]>;
  /** Data of the newest event of a type on a stream. */
  newest(stream: string, type: string): Promise<unknown>;
}

export async function startTown(): Promise<Town> {
  const town = await startServiceInMemory(compose, 'settlement');
  let references = 0;
  const settled = async (answer: Promise<Answer>): Promise<Answer> => {
    const got = await answer;
    await town.settle();
    return got;
  };
  const eventsOf = async (stream: string) =>
    (await town.time.runUntil(town.store.commitsOf(stream, 0, 500))).flatMap(
      ({ events }) => events,
    );
  const ofUnit = ({ unitId, purchaseId }: Sale) => ({ unitId, purchaseId });
  const publishUnit = (sale: Sale, verb: string, data: object) =>
    town.publish('listings', `unit/${sale.unitId}`, {
      type: `listings.unit.${verb}.v1`,
      data: { ...ofUnit(sale), ...data },
    });
  return {
    ...town,
    openAccount: (accountId, change) =>
      settled(
        town.call(contract.openAccount, {
          as: people.finance,
          body: {
            accountId,
            projectId: 'old-mill',
            principalName: 'Old Mill Works',
            coverageRule: 'full',
            purpose: 'vouchers of Old Mill',
            ...change,
          },
        }),
      ),
    deposit: (accountId, amountFen, change) =>
      settled(
        town.call(contract.deposit, {
          as: people.principal,
          params: { accountId },
          body: {
            amountFen,
            bankReference: `IN-${++references}-00`,
            purpose: 'vouchers of Old Mill',
            receivedOn: '2026-03-02',
            ...change,
          },
        }),
      ),
    account: async (accountId) =>
      (await town.call(contract.getAccount, { as: people.finance, params: { accountId } })).body,
    spend: ({
      purchaseId,
      unitId,
      amountFen,
      accountIds = ['account-1'],
      district = 'clearwater',
    }) =>
      town.publish('vouchers', `purchase/${purchaseId}`, {
        type: 'vouchers.purchase.used.v1',
        data: {
          purchaseId,
          unitId,
          developerId: 'bridge-homes',
          holder: 'person-1',
          kind: 'residential',
          filingNumber: `F-${purchaseId}`,
          usedOn: '2026-03-01',
          priceFen: amountFen,
          voucherFen: amountFen,
          parts: accountIds.map((accountId, index) => ({
            voucherId: `voucher-${index + 1}`,
            accountId,
            district,
            amountFen: amountFen / accountIds.length,
          })),
        },
      }),
    file: (sale) =>
      publishUnit(sale, 'filed', {
        developerId: 'bridge-homes',
        kind: 'residential',
        filingNumber: `F-${sale.purchaseId}`,
        filedOn: '2026-03-01',
        priceFen: sale.amountFen,
        area: '90.00',
      }),
    handOver: (sale) => publishUnit(sale, 'handed-over', { handedOverOn: '2026-03-02' }),
    claim: ({ purchaseId, unitId, amountFen }, change, as = people.developer) =>
      settled(
        town.call(contract.submitClaim, {
          as,
          body: {
            purchaseId,
            unitId,
            invoiceNumber: '20260001',
            invoicedOn: '2026-03-02',
            amountFen,
            bankAccount: '6222000011112222',
            ...change,
          },
        }),
      ),
    getClaim: (claimId, as = people.developer) =>
      town.call(contract.getClaim, { as, params: { claimId } }),
    review: (claimId, as = people.reviewer) =>
      settled(
        town.call(contract.reviewClaim, { as, params: { claimId }, body: { note: 'complete' } }),
      ),
    approve: (claimId, as = people.approver) =>
      settled(
        town.call(contract.approveClaim, { as, params: { claimId }, body: { note: 'agreed' } }),
      ),
    paymentFile: async (as = people.bank) =>
      (await town.call(contract.getPaymentFile, { as })).body.items,
    bankSays: (order, result, change) => {
      const { orderId, claimId, accountId } = order as Record<string, string>;
      const body = {
        orderId,
        claimId,
        accountId,
        result,
        bankReference: `OUT-${orderId}`.slice(0, 40).replaceAll('.', '-'),
        on: '2026-03-03',
        ...change,
      };
      return settled(town.call(contract.recordBankResult, { as: people.bank, body }));
    },
    history: async (stream) => (await eventsOf(stream)).map(({ type }) => type.split('.')[2]!),
    newest: async (stream, type) =>
      (await eventsOf(stream)).findLast((event) => event.type === type)?.data,
  };
}

/** A stable part of a refusal's answer. */
export function refused(status: number, code: string) {
  return { status, body: expect.objectContaining({ code }) as unknown };
}
