import type { AccountBook } from '../books/account-book.ts';
import type { AgreementBook } from '../books/agreement-book.ts';
import type { IssuanceBook, IssuanceEntry } from '../books/issuance-book.ts';
import type { QuotaBook } from '../books/quota-book.ts';
import { addTo, totalOf, type Sums } from '../books/sums.ts';
import type { VoucherBook, VoucherEntry } from '../books/voucher-book.ts';
import { Invariant, yuan, type Check } from '../check.ts';

export interface IssuingBooks {
  agreements: AgreementBook;
  issuances: IssuanceBook;
  quotas: QuotaBook;
  vouchers: VoucherBook;
  accounts: AccountBook;
}

/** Every issued yuan was agreed, is inside the quota and is covered, once; what was refused gave everything back. */
export class Issuing implements Check {
  readonly #agreed = new Invariant('vouchers-agreed', {
    zh: '每张房票对应一份生效协议，票面与协议一致',
    en: 'every voucher stands on one effective agreement, with its face value',
  });
  readonly #counted = new Invariant('quota-equals-issued', {
    zh: '总额中的已发放与占用等于实际房票与在办核发',
    en: 'issued and reserved quota equal the vouchers and the issuances under way',
  });
  readonly #covered = new Invariant('cover-committed-once', {
    zh: '每张房票的资金保障恰好落实一次',
    en: 'the cover of every issued voucher is committed exactly once',
  });
  readonly invariants = [this.#agreed, this.#counted, this.#covered];
  readonly #books: IssuingBooks;

  constructor(books: IssuingBooks) {
    this.#books = books;
  }

  end(): void {
    const byIssuance = new Map<string, VoucherEntry>();
    for (const voucher of this.#books.vouchers.vouchers.values()) {
      // Opened by transfer: agreed, counted and covered when the first voucher was issued.
      if (voucher.origin) continue;
      const record = `vouchers voucher/${voucher.voucherId}`;
      const other = byIssuance.get(voucher.issuanceId);
      this.#agreed.expect(
        other === undefined,
        record,
        () => `${voucher.issuanceId} has issued ${other?.voucherId} already`,
      );
      byIssuance.set(voucher.issuanceId, voucher);
      this.#checkAgreement(voucher, record);
      this.#checkCover(voucher, record);
    }
    this.#checkIssuances(byIssuance);
    this.#checkCovers(byIssuance);
    this.#checkQuotas(byIssuance);
  }

  #checkAgreement(voucher: VoucherEntry, record: string): void {
    const issuance = this.#books.issuances.issuances.get(voucher.issuanceId);
    const agreedFen = this.#books.agreements.faces.get(issuance?.agreementId ?? '');
    this.#agreed.expect(
      agreedFen === voucher.faceFen,
      record,
      () => `face value ${yuan(voucher.faceFen)}, agreed ${yuan(agreedFen ?? NaN)}`,
    );
  }

  #checkCover(voucher: VoucherEntry, record: string): void {
    const { issuanceId, accountId, faceFen } = voucher;
    const coverFen = this.#books.accounts.accounts.get(accountId)?.covers.get(issuanceId);
    const askedFen = this.#books.issuances.issuances.get(issuanceId)?.coverFen ?? NaN;
    this.#covered.expect(
      coverFen === askedFen && askedFen >= faceFen,
      record,
      () =>
        `${accountId} covers ${yuan(coverFen ?? NaN)}, asked ${yuan(askedFen)}, face ${yuan(faceFen)}`,
    );
  }

  #checkIssuances(byIssuance: ReadonlyMap<string, VoucherEntry>): void {
    for (const [id, { status }] of this.#books.issuances.issuances) {
      if (status !== 'covered' && !byIssuance.has(id)) continue;
      this.#agreed.expect(
        status === 'covered' && byIssuance.has(id),
        `vouchers issuance/${id}`,
        () =>
          byIssuance.has(id) ? `has a voucher, but is ${status}` : 'is covered, but has no voucher',
      );
    }
  }

  /** A cover without a voucher is money that nobody can promise again. */
  #checkCovers(byIssuance: ReadonlyMap<string, VoucherEntry>): void {
    for (const [accountId, { covers }] of this.#books.accounts.accounts) {
      for (const [issuanceId, coverFen] of covers) {
        const status = this.#books.issuances.issuances.get(issuanceId)?.status;
        const isExpected =
          byIssuance.get(issuanceId)?.accountId === accountId || status === 'cover-requested';
        this.#covered.expect(
          isExpected,
          `settlement account/${accountId}`,
          () => `covers ${issuanceId} with ${yuan(coverFen)}, which is ${status ?? 'unknown'}`,
        );
      }
    }
  }

  #checkQuotas(byIssuance: ReadonlyMap<string, VoucherEntry>): void {
    const faces: Sums = new Map();
    for (const { district, faceFen } of byIssuance.values()) addTo(faces, district, faceFen);
    for (const district of new Set([...faces.keys(), ...this.#books.quotas.quotas.keys()])) {
      const record = `vouchers quota/${district}`;
      const quota = this.#books.quotas.quotas.get(district);
      const issuedFen = quota ? totalOf(quota.issued) : 0;
      const facesFen = faces.get(district) ?? 0;
      this.#counted.expect(
        issuedFen === facesFen,
        record,
        () => `counts ${yuan(issuedFen)} as issued, the vouchers make ${yuan(facesFen)}`,
      );
      for (const [issuanceId, amountFen] of quota?.issued ?? []) {
        const faceFen = byIssuance.get(issuanceId)?.faceFen ?? NaN;
        this.#counted.expect(
          faceFen === amountFen,
          record,
          () => `counts ${yuan(amountFen)} for ${issuanceId}, its voucher has ${yuan(faceFen)}`,
        );
      }
      this.#checkReserved(record, quota?.reserved ?? new Map());
    }
  }

  #checkReserved(record: string, reserved: ReadonlyMap<string, number>): void {
    const open: readonly (IssuanceEntry['status'] | undefined)[] = ['requested', 'cover-requested'];
    for (const [issuanceId, amountFen] of reserved) {
      const issuance = this.#books.issuances.issuances.get(issuanceId);
      this.#counted.expect(
        open.includes(issuance?.status) && issuance?.faceFen === amountFen,
        record,
        () =>
          `keeps ${yuan(amountFen)} for ${issuanceId}, which is ${issuance?.status ?? 'unknown'}`,
      );
    }
  }
}
