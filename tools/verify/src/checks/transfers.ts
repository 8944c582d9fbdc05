import type { VoucherBook } from '../books/voucher-book.ts';
import { Invariant, yuan, type Check } from '../check.ts';

/** What one voucher gives by transfer, one other receives: same money, same deadline, named by hash. */
export class Transfers implements Check {
  readonly #received = new Invariant('transfers-open-one-voucher', {
    zh: '每次转让恰好开立一张新票，金额、期限与原票一致，并载明原票签注的哈希',
    en: 'every transfer opens one voucher with its money and deadline, which names the old endorsement',
  });
  readonly invariants = [this.#received];
  readonly #vouchers: VoucherBook;

  constructor(books: { vouchers: VoucherBook }) {
    this.#vouchers = books.vouchers;
  }

  end(): void {
    const { vouchers } = this.#vouchers;
    for (const { voucherId, transfers, origin } of vouchers.values()) {
      this.#received.checked++;
      for (const [newVoucherId, given] of transfers) {
        const taken = vouchers.get(newVoucherId);
        this.#received.expect(
          taken?.origin?.voucherId === voucherId &&
            taken.origin.hash === given.hash &&
            taken.faceFen === given.amountFen &&
            taken.issuedUntil === given.expiresOn,
          `vouchers voucher/${voucherId}`,
          () =>
            `gives ${yuan(given.amountFen)} until ${given.expiresOn} to ${newVoucherId}, which has ` +
            `${yuan(taken?.faceFen ?? NaN)} until ${taken?.issuedUntil ?? 'no date'}`,
        );
      }
      const isGiven =
        origin === undefined || vouchers.get(origin.voucherId)?.transfers.has(voucherId) === true;
      this.#received.expect(
        isGiven,
        `vouchers voucher/${voucherId}`,
        () => `says it comes from ${origin?.voucherId}, which gave it nothing`,
      );
    }
  }
}
