import {
  accountCoverCommittedV1,
  accountCoverRefusedV1,
  accountOpenedV1,
  refuse,
  type CoverageRule,
} from '@fangpiao/contracts';
import type { Aggregate, Decision } from '@fangpiao/chassis';
import {
  addFen,
  limitFen,
  maxFen,
  minFen,
  negateFen,
  subtractFen,
  zeroFen,
  type AccountId,
  type CalendarDate,
  type Fen,
  type ParcelId,
  type ProjectId,
} from '@fangpiao/values';
import type { AccountEvent } from './account-event.ts';
import { book, noMoney, postingsOf, type MoneySums } from './postings.ts';

/**
 * A dedicated account [GZ 7, DL 14]: the principal's earmarked money, what is promised to vouchers, what is reserved for
 * payment orders, what is paid. Sums only: one payment or one cover is found by the key of its command.
 */
export interface DedicatedAccount extends MoneySums {
  readonly isOpen: boolean;
  readonly district: string | null;
  readonly projectId: ProjectId | null;
  readonly principalName: string | null;
  readonly purpose: string | null;
  readonly coverageRule: CoverageRule | null;
  /** Expected proceeds of the linked land parcels: sold price where sold, else starting price [LC]. */
  readonly forecastFen: Fen;
  /** Promised to vouchers. Paying out a voucher does not free its cover: the money has left the account as well. */
  readonly coveredFen: Fen;
  readonly coversRefused: number;
  /** Facts of the bank that do not fit; a person looks at them. */
  readonly contradictions: number;
}

export const account: Aggregate<DedicatedAccount, AccountEvent> = {
  service: 'settlement',
  kind: 'account',
  schema: 1,
  initial: {
    ...noMoney,
    isOpen: false,
    district: null,
    projectId: null,
    principalName: null,
    purpose: null,
    coverageRule: null,
    forecastFen: zeroFen,
    coveredFen: zeroFen,
    coversRefused: 0,
    contradictions: 0,
  },
  events: [accountOpenedV1, accountCoverCommittedV1, accountCoverRefusedV1],
  internal: [
    'settlement.account.earmarked.v1',
    'settlement.account.deposited.v1',
    'settlement.account.deposit-contradicted.v1',
    'settlement.account.forecast-adjusted.v1',
    'settlement.account.payment-ordered.v1',
    'settlement.account.payment-refused.v1',
    'settlement.account.payment-confirmed.v1',
    'settlement.account.payment-released.v1',
    'settlement.account.payment-contradicted.v1',
  ],
  indexes: [{ 'state.district': 1 }],
  apply: (before, event) => {
    const state = { ...before, ...postingsOf(event).reduce(book, before as MoneySums) };
    switch (event.type) {
      case 'settlement.account.opened.v1': {
        const { district, coverageRule } = event.data;
        return { ...state, isOpen: true, district, coverageRule };
      }
      case 'settlement.account.earmarked.v1': {
        const { projectId, principalName, purpose } = event.data;
        return { ...state, projectId, principalName, purpose };
      }
      case 'settlement.account.forecast-adjusted.v1':
        return { ...state, forecastFen: addFen(state.forecastFen, event.data.deltaFen) };
      case 'settlement.account.cover-committed.v1':
        return { ...state, coveredFen: addFen(state.coveredFen, event.data.coverFen) };
      case 'settlement.account.cover-refused.v1':
        return { ...state, coversRefused: state.coversRefused + 1 };
      case 'settlement.account.deposit-contradicted.v1':
      case 'settlement.account.payment-contradicted.v1':
        return { ...state, contradictions: state.contradictions + 1 };
      case 'settlement.account.deposited.v1':
      case 'settlement.account.payment-ordered.v1':
      case 'settlement.account.payment-refused.v1':
      case 'settlement.account.payment-confirmed.v1':
      case 'settlement.account.payment-released.v1':
        return state;
    }
  },
};

/** Opens the account of a project with its rule and its purpose [GZ 7, DL 14]. */
export function decideOpen(
  state: DedicatedAccount,
  input: {
    accountId: AccountId;
    district: string;
    projectId: ProjectId;
    principalName: string;
    coverageRule: CoverageRule;
    purpose: string;
  },
): Decision<AccountEvent> {
  if (state.isOpen) return refuse('account-exists');
  const { accountId, district, projectId, principalName, coverageRule, purpose } = input;
  return [
    { type: 'settlement.account.opened.v1', data: { accountId, district, coverageRule } },
    {
      type: 'settlement.account.earmarked.v1',
      data: { accountId, projectId, principalName, purpose },
    },
  ];
}

/** Books money that the bank has received. A fact: what does not fit is recorded and never lost. */
export function decideBookDeposit(
  state: DedicatedAccount,
  input: { accountId: AccountId; amountFen: Fen; bankReference: string; receivedOn: CalendarDate },
): AccountEvent[] {
  const { accountId, amountFen, bankReference, receivedOn } = input;
  const { projectId } = state;
  if (!state.isOpen || projectId === null || !hasRoomFor(state, amountFen)) {
    return [
      {
        type: 'settlement.account.deposit-contradicted.v1',
        data: {
          accountId,
          amountFen,
          bankReference,
          reason: state.isOpen ? 'invalid-request' : 'account-unknown',
        },
      },
    ];
  }
  return [
    {
      type: 'settlement.account.deposited.v1',
      data: { accountId, projectId, amountFen, bankReference, receivedOn },
    },
  ];
}

/** Whether the deposit stays below the most money an amount can express. */
export function hasRoomFor(state: DedicatedAccount, amountFen: Fen): boolean {
  return amountFen <= subtractFen({ from: limitFen, amount: state.depositedFen });
}

/** A linked land parcel was registered or sold: the proceeds to be expected have changed [LC]. */
export function decideAdjustForecast(
  state: DedicatedAccount,
  input: { accountId: AccountId; parcelId: ParcelId; deltaFen: Fen },
): AccountEvent[] {
  const most = subtractFen({ from: limitFen, amount: maxFen(state.forecastFen, zeroFen) });
  const least = negateFen(addFen(limitFen, minFen(state.forecastFen, zeroFen)));
  const deltaFen = maxFen(minFen(input.deltaFen, most), least);
  if (deltaFen === 0) return [];
  return [{ type: 'settlement.account.forecast-adjusted.v1', data: { ...input, deltaFen } }];
}
