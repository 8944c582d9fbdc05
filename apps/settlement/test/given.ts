import type { Aggregate, Decision } from '@fangpiao/chassis';
import { isRefusal } from '@fangpiao/chassis';
import type { DomainEvent, RefusalCode } from '@fangpiao/contracts';
import { asId, calendarDate, fen, type Instant } from '@fangpiao/values';
import type { AccountEvent } from '../src/domain/account-event.ts';
import { account, decideOpen, type DedicatedAccount } from '../src/domain/account.ts';
import type { Submission } from '../src/domain/claim-submission.ts';
import type { ClaimFacts } from '../src/domain/foreign-facts.ts';

/** Builders for given / when / then over pure decisions, in an invented town. */

export const clearwater = 'clearwater';
export const accountId = asId<'account'>('clearwater-account');
export const otherAccountId = asId<'account'>('hillside-account');
export const projectId = asId<'project'>('old-mill');
export const developerId = asId<'developer'>('bridge-homes');
export const purchaseId = asId<'purchase'>('purchase-1');
export const unitId = asId<'unit'>('unit-1');
export const claimId = asId<'claim'>('purchase-1.1');
export const on = calendarDate('2026-03-02');
export const at = '2026-03-02T02:00:00.000Z' as Instant;

export function after<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  state: State,
  decision: Decision<Event>,
): State {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision.reduce(
    (each, event) => aggregate.apply(each, event, { at, stream: `${aggregate.kind}/x` }),
    state,
  );
}

/** The refusal's code, or what happened instead. */
export function refusalOf(decision: Decision<DomainEvent>): RefusalCode | readonly string[] {
  return isRefusal(decision)
    ? (decision.refused as RefusalCode)
    : decision.map(({ type }) => type.split('.')[2] ?? type);
}

export function openedAccount(
  coverageRule: 'full' | 'forecast' = 'full',
  of = accountId,
): DedicatedAccount {
  return after(
    account,
    account.initial,
    decideOpen(account.initial, {
      accountId: of,
      district: clearwater,
      projectId,
      principalName: 'Old Mill Works',
      coverageRule,
      purpose: 'vouchers of Old Mill',
    }),
  );
}

export function withDeposit(state: DedicatedAccount, amount: number): DedicatedAccount {
  const deposited: AccountEvent = {
    type: 'settlement.account.deposited.v1',
    data: { accountId, projectId, amountFen: fen(amount), bankReference: 'BANK-1', receivedOn: on },
  };
  return after(account, state, [deposited]);
}

export function submission(change: Partial<Submission> = {}): Submission {
  return {
    purchaseId,
    unitId,
    instalment: 1,
    amountFen: fen(500),
    developerId,
    district: null,
    invoiceNumber: '20260001',
    invoicedOn: on,
    bankAccount: '6222000011112222',
    ...change,
  };
}

/** A purchase whose money is spent and a unit that is handed over: everything a claim needs. */
export function completeFacts(parts: readonly (readonly [string, number])[] = [[accountId, 500]]): {
  purchase: NonNullable<ClaimFacts['purchase']>;
  unit: NonNullable<ClaimFacts['unit']>;
} {
  const voucherFen = fen(parts.reduce((sum, [, amount]) => sum + amount, 0));
  return {
    purchase: {
      unitId,
      used: {
        unitId,
        developerId,
        voucherFen,
        parts: parts.map(([of, amount], index) => ({
          voucherId: asId<'voucher'>(`voucher-${index + 1}`),
          accountId: asId<'account'>(of),
          district: clearwater,
          amountFen: fen(amount),
        })),
      },
      hasEnded: false,
    },
    unit: {
      developerId,
      needsFiling: true,
      contractedFor: purchaseId,
      filedFor: purchaseId,
      handedOverFor: purchaseId,
    },
  };
}
