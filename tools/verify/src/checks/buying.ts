import type { PurchaseBook, PurchaseEntry } from '../books/purchase-book.ts';
import type { UnitBook, UnitEntry } from '../books/unit-book.ts';
import type { VoucherBook, VoucherUse } from '../books/voucher-book.ts';
import { Invariant, isYoung, yuan, type Check, type Moment } from '../check.ts';

/** Purchases, vouchers and units tell one story: money is held, spent or back, and a unit is sold once. */
export class Buying implements Check {
  readonly #money = new Invariant('purchase-money', {
    zh: '每笔购房占用和使用的房票金额与购房一致，未成的全部退回',
    en: 'money held and spent agrees with every purchase; what ended has all of it back',
  });
  readonly #fit = new Invariant('purchases-fit-units', {
    zh: '购房与房源状态相符，没有停滞的购房',
    en: 'every purchase fits its unit, and none is stuck on the way',
  });
  readonly #sold = new Invariant('one-sale-per-unit', {
    zh: '一房只售一次',
    en: 'no unit is sold twice',
  });
  readonly invariants = [this.#money, this.#fit, this.#sold];
  readonly #vouchers: VoucherBook;
  readonly #purchases: PurchaseBook;
  readonly #units: UnitBook;
  readonly #moment: Moment;

  constructor(
    books: { vouchers: VoucherBook; purchases: PurchaseBook; units: UnitBook },
    moment: Moment,
  ) {
    this.#vouchers = books.vouchers;
    this.#purchases = books.purchases;
    this.#units = books.units;
    this.#moment = moment;
  }

  end(): void {
    for (const [id, purchase] of this.#purchases.purchases) {
      this.#checkParts(id, purchase);
      this.#checkUnit(id, purchase);
    }
    for (const { voucherId, uses } of this.#vouchers.vouchers.values()) {
      for (const [purchaseId, use] of uses) this.#checkUse(voucherId, purchaseId, use);
    }
    this.#checkSales();
  }

  #checkParts(id: string, purchase: PurchaseEntry): void {
    const isOnTheWay = purchase.status === 'started' || purchase.status === 'spending';
    if (isOnTheWay && isYoung(this.#moment, purchase)) return;
    for (const [voucherId, partFen] of purchase.parts) {
      const use = this.#vouchers.vouchers.get(voucherId)?.uses.get(id);
      const { heldFen, spentFen } = use ?? { heldFen: 0, spentFen: 0 };
      const expected = expectedMoney(purchase.status, partFen);
      this.#money.expect(
        heldFen === expected.heldFen && spentFen === expected.spentFen,
        `vouchers purchase/${id}`,
        () =>
          `is ${purchase.status} with ${yuan(partFen)} of ${voucherId}, which holds ` +
          `${yuan(heldFen)} for it and spent ${yuan(spentFen)}`,
      );
    }
  }

  #checkUse(voucherId: string, purchaseId: string, { heldFen, spentFen }: VoucherUse): void {
    const isNamed = this.#purchases.purchases.get(purchaseId)?.parts.has(voucherId) === true;
    this.#money.expect(
      isNamed || (heldFen === 0 && spentFen === 0),
      `vouchers voucher/${voucherId}`,
      () => `has money in ${purchaseId}, which does not name it`,
    );
  }

  #checkUnit(id: string, purchase: PurchaseEntry): void {
    const { unitId, status } = purchase;
    const unit = this.#units.units.get(unitId);
    const owns = unit?.owner === id;
    const record = `vouchers purchase/${id}`;
    if (status === 'started' || status === 'reserving' || status === 'spending') {
      this.#fit.expect(
        isYoung(this.#moment, purchase),
        record,
        () => `waits as ${status} since ${purchase.at}`,
      );
      return;
    }
    const fits =
      status === 'ended' || status === 'rescinded'
        ? !owns
        : owns &&
          stagesOf(purchase).includes(unit.stage) &&
          unit.needsFiling === purchase.isFilingNeeded;
    this.#fit.expect(
      fits,
      record,
      () =>
        `is ${status}, unit ${unitId} is ${unit?.stage ?? 'unknown'} for ${unit?.owner || 'nobody'}`,
    );
    if (isUsed(purchase) && purchase.isFilingNeeded && fits) {
      this.#fit.expect(
        unit?.filingNumber === purchase.filingNumber && unit.priceFen === purchase.priceFen,
        record,
        () =>
          `was filed as ${purchase.filingNumber}, its unit as ${unit?.filingNumber || 'nothing'}`,
      );
    }
  }

  #checkSales(): void {
    const usedBy = new Map<string, string[]>();
    for (const [id, purchase] of this.#purchases.purchases) {
      if (isUsed(purchase))
        usedBy.set(purchase.unitId, [...(usedBy.get(purchase.unitId) ?? []), id]);
    }
    for (const [unitId, unit] of this.#units.units) {
      const buyers = new Set([...unit.soldTo, ...(usedBy.get(unitId) ?? [])]);
      const record = `listings unit/${unitId}`;
      this.#sold.expect(buyers.size <= 1, record, () => `is sold to ${[...buyers].join(' and ')}`);
      const { owner } = unit;
      this.#fit.expect(
        owner === '' || this.#purchases.purchases.has(owner),
        record,
        () => `is ${unit.stage} for ${owner}, a purchase nobody started`,
      );
    }
  }
}

function isUsed({ status }: PurchaseEntry): boolean {
  return status === 'used' || status === 'completed';
}

function expectedMoney(
  status: PurchaseEntry['status'],
  partFen: number,
): { heldFen: number; spentFen: number } {
  switch (status) {
    case 'started':
    case 'reserving':
    case 'reserved':
    case 'contracted':
    case 'spending':
      return { heldFen: partFen, spentFen: 0 };
    case 'used':
    case 'completed':
      return { heldFen: 0, spentFen: partFen };
    case 'ended':
    case 'rescinded':
      return { heldFen: 0, spentFen: 0 };
  }
}

/** Where the unit of a purchase may stand. */
function stagesOf({ status, isFilingNeeded }: PurchaseEntry): readonly UnitEntry['stage'][] {
  if (status === 'reserved') return ['reserved'];
  if (status === 'contracted') return ['contracted'];
  return isFilingNeeded ? ['filed', 'handed-over'] : ['contracted', 'handed-over'];
}
