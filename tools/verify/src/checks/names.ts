import type { AccountBook } from '../books/account-book.ts';
import type { ClaimBook } from '../books/claim-book.ts';
import type { UnitBook } from '../books/unit-book.ts';
import type { VoucherBook } from '../books/voucher-book.ts';
import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

export interface NamedBooks {
  accounts: AccountBook;
  claims: ClaimBook;
  units: UnitBook;
  vouchers: VoucherBook;
}

/** What may be used once is used once: numbers of vouchers, invoices, filings, and the bank's references. */
export class Names implements Check {
  readonly #once = new Invariant('names-used-once', {
    zh: '房票号、发票号、备案号、银行流水号均不重复使用',
    en: 'numbers of vouchers, invoices, filings and bank references are used once',
  });
  readonly #deposits = new Invariant('deposits-by-reference', {
    zh: '每笔存入对应一个已登记的银行流水号和金额',
    en: 'every deposit is booked under the bank reference it was announced with',
  });
  readonly invariants = [this.#once, this.#deposits];
  readonly #books: NamedBooks;
  /** Announced money by bank reference. */
  readonly #announced = new Map<string, { accountId: string; amountFen: number }>();
  readonly #invoices = new Map<string, string>();
  readonly #used = new Map<string, string>();

  constructor(books: NamedBooks) {
    this.#books = books;
  }

  commit(service: Service, commit: StoredCommit): void {
    if (service !== 'settlement') return;
    for (const event of commit.events) {
      const data = new Fields(event.data);
      if (event.type === 'settlement.bank-reference.taken.v1') {
        const { stream } = commit;
        if (this.#announced.has(idOf(stream))) {
          this.#once.broken(`settlement ${commit._id}`, 'the bank reference is taken again');
        }
        const accountId = data.text('accountId');
        this.#announced.set(idOf(stream), { accountId, amountFen: data.fen('amountFen') });
      } else if (event.type === 'settlement.invoice.taken.v1') {
        const key = `${data.text('developerId')} ${data.text('invoiceNumber')}`;
        const before = this.#invoices.get(key);
        const claimId = data.text('claimId');
        this.#once.expect(
          before === undefined || before === claimId,
          `settlement ${commit._id}`,
          () => `invoice ${key} is taken by ${before} already`,
        );
        this.#invoices.set(key, claimId);
      }
    }
  }

  end(): void {
    for (const { voucherId, voucherNumber } of this.#books.vouchers.vouchers.values()) {
      this.#use('voucher number', voucherNumber, `vouchers voucher/${voucherId}`);
    }
    for (const [unitId, { filingNumber, revokedNumbers }] of this.#books.units.units) {
      for (const number of [...revokedNumbers, filingNumber])
        if (number !== '') this.#use('filing number', number, `listings unit/${unitId}`);
    }
    for (const [claimId, claim] of this.#books.claims.claims) {
      if (claim.status !== 'checked' && claim.status !== 'paid') continue;
      const number = `${claim.developerId} ${claim.invoiceNumber}`;
      this.#use('invoice', number, `settlement claim/${claimId}`);
    }
    for (const [accountId, account] of this.#books.accounts.accounts) {
      for (const deposit of account.deposits) this.#checkDeposit(accountId, deposit);
      for (const { status, bankReference, record } of account.orders.values()) {
        if (status === 'paid') this.#use('payment reference', bankReference, record);
      }
    }
  }

  #checkDeposit(
    accountId: string,
    {
      bankReference,
      amountFen,
      record,
    }: { bankReference: string; amountFen: number; record: string },
  ): void {
    this.#use('deposit reference', bankReference, record);
    const announced = this.#announced.get(bankReference);
    this.#deposits.expect(
      announced?.accountId === accountId && announced.amountFen === amountFen,
      record,
      () =>
        `${yuan(amountFen)} under ${bankReference}, announced ${yuan(announced?.amountFen ?? NaN)}`,
    );
  }

  #use(kind: string, name: string, record: string): void {
    const key = `${kind} ${name}`;
    const before = this.#used.get(key);
    this.#once.expect(before === undefined, record, () => `${key} is used by ${before} already`);
    this.#used.set(key, record);
  }
}
