import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit, type StoredDocument } from '../source/shapes.ts';
import type { IssuanceBook } from './issuance-book.ts';
import { totalOf, type Sums } from './sums.ts';

export interface OrderEntry {
  status: 'ordered' | 'paid' | 'released';
  claimId: string;
  amountFen: number;
  /** Of the payment, by the bank. */
  bankReference: string;
  record: string;
}

export interface AccountEntry {
  district: string;
  coverageRule: string;
  depositedFen: number;
  forecastFen: number;
  /** By issuance. */
  covers: Sums;
  orders: Map<string, OrderEntry>;
  deposits: { bankReference: string; amountFen: number; record: string }[];
}

/** Replays every dedicated account: what came in, is promised, reserved and paid. */
export class AccountBook implements Check {
  readonly #overdrawn = new Invariant('accounts-never-overdrawn', {
    zh: '专用账户任何时刻都未透支',
    en: 'no dedicated account was overdrawn at any commit',
  });
  readonly #orders = new Invariant('payments-ordered-once', {
    zh: '每笔支付只下达一次、只了结一次',
    en: 'every payment is ordered once and then paid or released once',
  });
  readonly #cover = new Invariant('cover-within-rule', {
    zh: '落实的资金保障不超过账户规则允许的金额',
    en: "committed cover stays within what the account's rule allows",
  });
  readonly #ledger = new Invariant('ledgers-balance', {
    zh: '账户账目平衡：存入 = 可用 + 已下达 + 已付',
    en: 'ledgers balance: deposited = free + ordered + paid, as the views show',
  });
  readonly invariants = [this.#overdrawn, this.#orders, this.#cover, this.#ledger];
  readonly accounts = new Map<string, AccountEntry>();
  readonly #issuances: IssuanceBook;

  constructor(issuances: IssuanceBook) {
    this.#issuances = issuances;
  }

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'settlement' || !commit.stream.startsWith('account/')) return;
    const record = `settlement ${commit._id}`;
    const account = this.#accountOf(idOf(commit.stream));
    for (const event of commit.events) {
      const data = new Fields(event.data);
      if (event.type.startsWith('settlement.account.payment-')) {
        this.#orders.checked++;
        for (const what of order(account, event.type, data, record)) {
          this.#orders.broken(record, what);
        }
      } else this.#book(account, event.type, data, record);
    }
    const { freeFen } = sumsOf(account);
    this.#overdrawn.expect(freeFen >= 0, record, () => `${yuan(freeFen)} are left`);
  }

  #book(account: AccountEntry, type: string, data: Fields, record: string): void {
    switch (type) {
      case 'settlement.account.opened.v1':
        account.district = data.text('district');
        account.coverageRule = data.text('coverageRule');
        return;
      case 'settlement.account.deposited.v1': {
        const amountFen = data.fen('amountFen');
        account.depositedFen += amountFen;
        account.deposits.push({ bankReference: data.text('bankReference'), amountFen, record });
        return;
      }
      case 'settlement.account.forecast-adjusted.v1':
        account.forecastFen += data.number('deltaFen');
        return;
      case 'settlement.account.cover-committed.v1':
        this.#commitCover(account, data, record);
        return;
      case 'settlement.account.earmarked.v1':
      case 'settlement.account.cover-refused.v1':
      case 'settlement.account.deposit-contradicted.v1':
        return;
      default:
        this.#ledger.broken(record, `${type} is an event this checker does not know`);
    }
  }

  /** The rule `forecast` counts only where account and policy pack agree on it. */
  #commitCover(account: AccountEntry, data: Fields, record: string): void {
    const issuanceId = data.text('issuanceId');
    if (account.covers.has(issuanceId)) {
      this.#cover.broken(record, `cover for ${issuanceId} is committed a second time`);
    }
    account.covers.set(issuanceId, data.fen('coverFen'));
    const packRule = this.#issuances.issuances.get(issuanceId)?.coverageRule;
    const isForecast = account.coverageRule === 'forecast' && packRule === 'forecast';
    const sourceFen = isForecast ? account.forecastFen : account.depositedFen;
    const coveredFen = totalOf(account.covers);
    this.#cover.expect(
      coveredFen <= sourceFen,
      record,
      () =>
        `${yuan(coveredFen)} are promised, ${yuan(sourceFen)} ${isForecast ? 'expected' : 'deposited'}`,
    );
  }

  document(service: Service, collection: string, view: StoredDocument): void {
    if (service !== 'settlement' || collection !== 'account') return;
    const account = this.#accountOf(idOf(view._id));
    const state = new Fields(view['state']);
    for (const [name, replayed] of Object.entries(sumsOf(account))) {
      const inView = state.number(name);
      this.#ledger.expect(
        inView === replayed,
        `settlement ${view._id}`,
        () => `${name} shows ${yuan(inView)}, replayed ${yuan(replayed)}`,
      );
    }
  }

  #accountOf(id: string): AccountEntry {
    let account = this.accounts.get(id);
    if (!account) {
      account = {
        district: '',
        coverageRule: '',
        depositedFen: 0,
        forecastFen: 0,
        covers: new Map(),
        orders: new Map(),
        deposits: [],
      };
      this.accounts.set(id, account);
    }
    return account;
  }
}

/** Under the names that the view shows them by. */
export function sumsOf(account: AccountEntry): {
  depositedFen: number;
  freeFen: number;
  orderedFen: number;
  paidFen: number;
  coveredFen: number;
  forecastFen: number;
} {
  let orderedFen = 0;
  let paidFen = 0;
  for (const { status, amountFen } of account.orders.values()) {
    if (status === 'ordered') orderedFen += amountFen;
    if (status === 'paid') paidFen += amountFen;
  }
  const { depositedFen, forecastFen } = account;
  const freeFen = depositedFen - orderedFen - paidFen;
  const coveredFen = totalOf(account.covers);
  return { depositedFen, freeFen, orderedFen, paidFen, coveredFen, forecastFen };
}

function order(account: AccountEntry, type: string, data: Fields, record: string): string[] {
  const orderId = data.text('orderId');
  const claimId = data.text('claimId');
  const amountFen = data.fen('amountFen');
  const known = account.orders.get(orderId);
  switch (type) {
    case 'settlement.account.payment-ordered.v1':
      account.orders.set(orderId, {
        status: 'ordered',
        claimId,
        amountFen,
        bankReference: '',
        record,
      });
      return known ? [`order ${orderId} is given a second time`] : [];
    case 'settlement.account.payment-confirmed.v1':
    case 'settlement.account.payment-released.v1': {
      if (!known) return [`${type} of ${orderId}, which was never ordered`];
      const faults: string[] = [];
      if (known.status !== 'ordered')
        faults.push(`${type} of ${orderId}, which is ${known.status}`);
      if (known.amountFen !== amountFen || known.claimId !== claimId) {
        faults.push(`${type} of ${orderId} differs from the order`);
      }
      known.status = type.endsWith('confirmed.v1') ? 'paid' : 'released';
      known.bankReference = data.text('bankReference');
      known.record = record;
      return faults;
    }
    case 'settlement.account.payment-refused.v1':
    case 'settlement.account.payment-contradicted.v1':
      return [];
    default:
      return [`${type} is an event this checker does not know`];
  }
}
