import type { HolderClaimBook, HolderClaimEntry } from '../books/holder-claim-book.ts';
import type { Payout, VoucherBook, VoucherEntry } from '../books/voucher-book.ts';
import { Invariant, yuan, type Check } from '../check.ts';

/** What vouchers decided to pay holders is what settlement owes and pays them, claim by claim. */
export class PayingHolders implements Check {
  readonly #owed = new Invariant('holder-claims-equal-payouts', {
    zh: '房票上的提现、兑换、奖励与持票人结算逐笔一致，付款均已签注，收回的奖励不再付或应追回',
    en: 'every payout decided on a voucher has its claim, what was paid is endorsed, what was taken back is not paid or to be recovered',
  });
  readonly invariants = [this.#owed];
  readonly #vouchers: VoucherBook;
  readonly #claims: HolderClaimBook;

  constructor(books: { vouchers: VoucherBook; holderClaims: HolderClaimBook }) {
    this.#vouchers = books.vouchers;
    this.#claims = books.holderClaims;
  }

  end(): void {
    const named = new Set<string>();
    for (const voucher of this.#vouchers.vouchers.values()) {
      this.#owed.checked++;
      for (const [claimId, payout] of voucher.payouts) {
        named.add(claimId);
        this.#compare(voucher, payout, this.#claims.claims.get(claimId), claimId);
      }
    }
    for (const claimId of this.#claims.claims.keys())
      this.#owed.expect(
        named.has(claimId),
        `settlement holder-claim/${claimId}`,
        () => 'no voucher has decided it',
      );
  }

  #compare(
    voucher: VoucherEntry,
    payout: Payout,
    claim: HolderClaimEntry | undefined,
    claimId: string,
  ): void {
    const record = `vouchers voucher/${voucher.voucherId}`;
    this.#owed.expect(
      claim?.amountFen === payout.amountFen &&
        claim.voucherId === voucher.voucherId &&
        claim.accountId === voucher.accountId,
      record,
      () =>
        `owes ${yuan(payout.amountFen)} as ${claimId}, claimed ${yuan(claim?.amountFen ?? NaN)}`,
    );
    this.#owed.expect(
      !claim?.isWithdrawn || payout.isTakenBack,
      record,
      () => `owes ${claimId}, whose claim is withdrawn`,
    );
    this.#owed.expect(
      payout.recoveryFen === (payout.isTakenBack ? payout.paidFen : 0),
      record,
      () => `wants ${yuan(payout.recoveryFen)} of ${claimId} back, paid ${yuan(payout.paidFen)}`,
    );
    this.#owed.expect(
      payout.paidFen === (claim?.isPaid ? claim.paidFen : 0),
      record,
      () => `${yuan(payout.paidFen)} of ${claimId} endorsed, paid ${yuan(claim?.paidFen ?? 0)}`,
    );
  }
}
