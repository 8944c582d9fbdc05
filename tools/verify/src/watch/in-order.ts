import type { Books } from '../checks/index.ts';
import { Invariant, yuan, type Check } from '../check.ts';
import { Fields } from '../source/fields.ts';
import { idOf, type Service, type StoredCommit } from '../source/shapes.ts';

/**
 * What agencies do in answer to each other, held together at every commit: whoever acts on another's fact does so
 * after it, so these are true at any moment and not only when everything has come to rest.
 */
export class InOrder implements Check {
  readonly #sold = new Invariant('sold-once', {
    zh: '任何时刻一房只售一次',
    en: 'at no moment two purchases have used their money for one unit',
  });
  readonly #released = new Invariant('released-after-the-unit', {
    zh: '房源仍为该购房保留时，占用的资金不解除',
    en: 'no hold is released while the unit is still kept for that purchase',
  });
  readonly #spent = new Invariant('spent-after-filing', {
    zh: '合同备案（或无需备案的签约）之后才使用房票',
    en: 'voucher money is spent only for a unit that is filed, or contracted where nothing is filed',
  });
  readonly #covered = new Invariant('issued-after-cover', {
    zh: '资金保障落实之后才核发',
    en: 'a voucher is issued only after its cover was committed',
  });
  readonly #paid = new Invariant('paid-within-use', {
    zh: '已付的兑付不超过该购房所用房票金额',
    en: 'what is paid for a purchase stays within the voucher money it used',
  });
  readonly invariants = [this.#sold, this.#released, this.#spent, this.#covered, this.#paid];
  readonly #books: Books;
  /** The last purchase that used its money, by unit. */
  readonly #usedBy = new Map<string, string>();
  /** Purchases that have used their money, and those that listings has sold a unit to. */
  readonly #used = new Set<string>();
  readonly #soldTo = new Set<string>();

  /** Shown every commit after the books were. */
  constructor(books: Books) {
    this.#books = books;
  }

  commit(service: Service, commit: StoredCommit): void {
    if (service === 'households' || service === 'notifications') return;
    // Where the filing was revoked while the vouchers still answered, the use is over in the moment in which it is known.
    const isOver = commit.events.some(({ type }) => type === 'vouchers.purchase.ended.v1');
    for (const event of commit.events) {
      const record = `${service} ${commit._id}`;
      this.#check(event.type, new Fields(event.data), { record, id: idOf(commit.stream), isOver });
    }
  }

  #check(
    type: string,
    data: Fields,
    { record, id, isOver }: { record: string; id: string; isOver: boolean },
  ): void {
    switch (type) {
      case 'vouchers.purchase.used.v1':
        this.#used.add(id);
        return isOver ? undefined : this.#checkUse(id, record);
      case 'vouchers.voucher.released.v1':
        return this.#checkRelease(data.text('purchaseId'), record);
      case 'listings.unit.contracted.v1':
      case 'listings.unit.filed.v1':
        return this.#noteSale(data.text('purchaseId'));
      case 'vouchers.voucher.spent.v1':
        return this.#checkSpent(data.text('purchaseId'), record);
      case 'vouchers.voucher.issued.v1':
        return this.#checkIssue(id, record);
      case 'settlement.account.payment-confirmed.v1':
        return this.#checkPayment(data.text('claimId'), record);
    }
  }

  /** Listings decides who has a unit; news of a revoked filing may still be on its way to the purchase that had it. */
  #checkUse(purchaseId: string, record: string): void {
    const { purchases, units } = this.#books;
    const unitId = purchases.purchases.get(purchaseId)?.unitId ?? '';
    const before = this.#usedBy.get(unitId);
    const isStillTheirs = before !== undefined && units.units.get(unitId)?.owner === before;
    this.#sold.expect(
      before === purchaseId || !isStillTheirs,
      record,
      () => `${unitId} is sold to ${before} already`,
    );
    this.#usedBy.set(unitId, purchaseId);
  }

  #checkRelease(purchaseId: string, record: string): void {
    const unitId = this.#books.purchases.purchases.get(purchaseId)?.unitId ?? '';
    const unit = this.#books.units.units.get(unitId);
    this.#released.expect(
      unit?.owner !== purchaseId,
      record,
      () => `${unitId} is ${unit?.stage} for ${purchaseId}, whose money is released`,
    );
  }

  #noteSale(purchaseId: string): void {
    const unitId = this.#books.purchases.purchases.get(purchaseId)?.unitId ?? '';
    const unit = this.#books.units.units.get(unitId);
    if (unit?.owner === purchaseId && (unit.isFiled || !unit.needsFiling))
      this.#soldTo.add(purchaseId);
  }

  #checkSpent(purchaseId: string, record: string): void {
    this.#spent.expect(
      this.#soldTo.has(purchaseId),
      record,
      () => `money of ${purchaseId} is spent, and nothing was filed for it`,
    );
  }

  #checkIssue(voucherId: string, record: string): void {
    const voucher = this.#books.vouchers.vouchers.get(voucherId);
    const account = this.#books.accounts.accounts.get(voucher?.accountId ?? '');
    this.#covered.expect(
      account?.covers.has(voucher?.issuanceId ?? '') === true,
      record,
      () => `${voucher?.accountId} has not covered ${voucher?.issuanceId}`,
    );
  }

  #checkPayment(claimId: string, record: string): void {
    const { accounts, claims, purchases } = this.#books;
    const purchaseId = claims.claims.get(claimId)?.purchaseId ?? '';
    const purchase = purchases.purchases.get(purchaseId);
    const isUsed = this.#used.has(purchaseId);
    let paidFen = 0;
    for (const { orders } of accounts.accounts.values()) {
      for (const order of orders.values()) {
        if (order.status !== 'paid') continue;
        if (claims.claims.get(order.claimId)?.purchaseId === purchaseId) paidFen += order.amountFen;
      }
    }
    const usedFen = isUsed && purchase ? purchase.voucherFen : 0;
    this.#paid.expect(
      paidFen <= usedFen,
      record,
      () => `${yuan(paidFen)} are paid for ${purchaseId}, which used ${yuan(usedFen)}`,
    );
  }
}
