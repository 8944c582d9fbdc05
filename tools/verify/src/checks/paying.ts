import { sumsOf, type AccountBook } from '../books/account-book.ts';
import { paidByAccount, type ClaimBook, type ClaimEntry } from '../books/claim-book.ts';
import type { HolderClaimBook } from '../books/holder-claim-book.ts';
import type { ParcelBook } from '../books/parcel-book.ts';
import type { PurchaseBook } from '../books/purchase-book.ts';
import { addTo, differenceOf, totalOf, type Sums } from '../books/sums.ts';
import type { UnitBook } from '../books/unit-book.ts';
import { paidOutOf, type VoucherBook } from '../books/voucher-book.ts';
import { Invariant, yuan, type Check } from '../check.ts';

export interface PayingBooks {
  accounts: AccountBook;
  claims: ClaimBook;
  holderClaims: HolderClaimBook;
  parcels: ParcelBook;
  purchases: PurchaseBook;
  units: UnitBook;
  vouchers: VoucherBook;
}

/** Money in = money out over all services: deposits, payments, claims, vouchers. */
export class Paying implements Check {
  readonly #equal = new Invariant('payments-equal-claims', {
    zh: '账户付出的每一笔都是某个结算申请的款项，反之亦然',
    en: 'what accounts paid is what claims were paid, order by order',
  });
  readonly #inOut = new Invariant('money-in-equals-money-out', {
    zh: '各部门合计：存入 = 余额 + 已付，已付 = 房票上已签注的兑付',
    en: 'over all services: deposits = balance + payments, payments = those endorsed on vouchers',
  });
  readonly #backed = new Invariant('claims-backed-by-use', {
    zh: '已付款的申请都有已使用且已交付的购房，金额不超过房票金额',
    en: 'every paid claim has a used and handed-over purchase with at least that voucher money',
  });
  readonly #redeemed = new Invariant('redemptions-equal-payments', {
    zh: '房票上的兑付签注与已付的申请一致',
    en: 'redemptions endorsed on vouchers equal the paid claims',
  });
  readonly #forecast = new Invariant('forecast-from-parcels', {
    zh: '预期土地收益等于所挂地块之和',
    en: "an account's expected proceeds are those of its land parcels",
  });
  readonly #recovered = new Invariant('recoveries-equal-payments', {
    zh: '合同解除的购房，应追回金额等于已付给开发企业的金额；未解除的没有应追回金额',
    en: 'of a rescinded purchase all that was paid is to be recovered, of any other nothing',
  });
  readonly #owed = new Invariant('owed-equals-spent', {
    zh: '每笔已使用的购房：房票实际使用之和 = 购房所用金额 = 区里应付开发企业的金额',
    en: 'of every used purchase: what its vouchers spent = what it uses = what is claimed for it',
  });
  readonly invariants = [
    this.#owed,
    this.#equal,
    this.#inOut,
    this.#backed,
    this.#redeemed,
    this.#recovered,
    this.#forecast,
  ];
  readonly #books: PayingBooks;

  constructor(books: PayingBooks) {
    this.#books = books;
  }

  end(): void {
    const { accounts, claims, holderClaims } = this.#books;
    for (const [claimId, claim] of claims.claims) {
      this.#checkOrders(claimId, claim);
      if (claim.paidParts.size > 0) this.#checkBacking(claimId, claim);
    }
    for (const [claimId, { paidOrder, accountId, paidFen }] of holderClaims.claims)
      if (paidOrder !== '')
        this.#checkOrder(`settlement holder-claim/${claimId}`, {
          orderId: paidOrder,
          claimId,
          accountId,
          amountFen: paidFen,
        });
    for (const [accountId, account] of accounts.accounts) {
      for (const [orderId, order] of account.orders) {
        if (order.status !== 'paid') continue;
        const holders = holderClaims.claims.get(order.claimId);
        const part =
          holders?.paidOrder === orderId
            ? { accountId: holders.accountId, amountFen: holders.paidFen }
            : claims.claims.get(order.claimId)?.paidParts.get(orderId);
        this.#equal.expect(
          part?.accountId === accountId && part.amountFen === order.amountFen,
          order.record,
          () => `order ${orderId} was paid, but ${order.claimId} does not say so`,
        );
      }
    }
    this.#checkOwed();
    this.#checkRedemptions();
    this.#checkRecoveries();
    this.#checkTotals();
    this.#checkForecasts();
  }

  #checkOrders(claimId: string, claim: ClaimEntry): void {
    for (const [orderId, part] of claim.paidParts)
      this.#checkOrder(`settlement claim/${claimId}`, { orderId, claimId, ...part });
  }

  #checkOrder(
    record: string,
    of: { orderId: string; claimId: string; accountId: string; amountFen: number },
  ): void {
    const { orderId, claimId, accountId, amountFen } = of;
    const order = this.#books.accounts.accounts.get(accountId)?.orders.get(orderId);
    this.#equal.expect(
      order?.status === 'paid' && order.amountFen === amountFen && order.claimId === claimId,
      record,
      () => `${orderId} is paid with ${yuan(amountFen)}, account ${accountId} has not paid it`,
    );
  }

  #checkBacking(claimId: string, claim: ClaimEntry): void {
    const record = `settlement claim/${claimId}`;
    const purchase = this.#books.purchases.purchases.get(claim.purchaseId);
    // Its unit is free again; what was paid is to be recovered.
    if (purchase?.status === 'rescinded' && purchase.unitId === claim.unitId) return;
    const unit = this.#books.units.units.get(claim.unitId);
    const isUsed = purchase?.status === 'used' || purchase?.status === 'completed';
    this.#backed.expect(
      isUsed && purchase.unitId === claim.unitId,
      record,
      () => `is paid for ${claim.purchaseId}, which is ${purchase?.status ?? 'unknown'}`,
    );
    const step = purchase?.instalments.get(claim.instalment);
    // What is paid on filing does not wait for the keys.
    const isThere = unit?.stage === 'handed-over' || step?.after === 'filed';
    this.#backed.expect(
      isThere && unit?.owner === claim.purchaseId,
      record,
      () => `is paid for unit ${claim.unitId}, which is ${unit?.stage ?? 'unknown'}`,
    );
  }

  /** What is claimed is never more than what was used; a completed purchase is claimed in full. */
  #checkOwed(): void {
    const claimed: Sums = new Map();
    for (const [claimId, claim] of this.#books.claims.claims) {
      if (claim.status !== 'checked' && claim.status !== 'paid') continue;
      addTo(claimed, claim.purchaseId, claim.amountFen);
      this.#checkInstalment(claimId, claim);
    }
    const spent: Sums = new Map();
    for (const { uses } of this.#books.vouchers.vouchers.values())
      for (const [purchaseId, use] of uses) addTo(spent, purchaseId, use.spentFen);
    for (const [id, { status, voucherFen }] of this.#books.purchases.purchases) {
      if (status !== 'used' && status !== 'completed') continue;
      const spentFen = spent.get(id) ?? 0;
      const claimedFen = claimed.get(id) ?? 0;
      const isClaimed =
        status === 'completed' ? claimedFen === voucherFen : claimedFen <= voucherFen;
      this.#owed.expect(
        spentFen === voucherFen && isClaimed,
        `vouchers purchase/${id}`,
        () =>
          `uses ${yuan(voucherFen)}, its vouchers spent ${yuan(spentFen)}, ` +
          `${yuan(claimedFen)} are claimed`,
      );
    }
  }

  #checkInstalment(claimId: string, { purchaseId, instalment, amountFen }: ClaimEntry): void {
    const steps = this.#books.purchases.purchases.get(purchaseId)?.instalments;
    if (!steps || steps.size === 0) return;
    const dueFen = steps.get(instalment)?.amountFen ?? 0;
    this.#owed.expect(
      amountFen === dueFen,
      `settlement claim/${claimId}`,
      () => `claims ${yuan(amountFen)} as instalment ${instalment}, which is ${yuan(dueFen)}`,
    );
  }

  /** By purchase and account: what was paid is what its vouchers have endorsed, and never more than they spent. */
  #checkRedemptions(): void {
    const paid: Sums = new Map();
    const lastClaim = new Map<string, string>();
    for (const [claimId, claim] of this.#books.claims.claims) {
      lastClaim.set(claim.purchaseId, claimId);
      if (claim.status !== 'paid') continue;
      for (const [accountId, fen] of paidByAccount(claim)) {
        addTo(paid, `${claim.purchaseId} ${accountId}`, fen);
      }
    }
    const redeemed: Sums = new Map();
    for (const voucher of this.#books.vouchers.vouchers.values()) {
      for (const [purchaseId, { redeemedFen, ...use }] of voucher.uses) {
        const spentFen = use.spentFen + use.restoredFen;
        addTo(redeemed, `${purchaseId} ${voucher.accountId}`, redeemedFen);
        this.#redeemed.expect(
          redeemedFen <= spentFen,
          `vouchers voucher/${voucher.voucherId}`,
          () => `${yuan(redeemedFen)} redeemed of ${yuan(spentFen)} spent in ${purchaseId}`,
        );
      }
    }
    for (const key of new Set([...paid.keys(), ...redeemed.keys()])) {
      const [purchaseId, accountId] = key.split(' ') as [string, string];
      const paidFen = paid.get(key) ?? 0;
      const redeemedFen = redeemed.get(key) ?? 0;
      const backingFen =
        this.#books.purchases.purchases.get(purchaseId)?.payers.get(accountId) ?? 0;
      const record = `settlement claim/${lastClaim.get(purchaseId) ?? `of ${purchaseId}`}`;
      this.#redeemed.expect(
        paidFen === redeemedFen,
        record,
        () => `${accountId} paid ${yuan(paidFen)}, vouchers have ${yuan(redeemedFen)} endorsed`,
      );
      this.#backed.expect(
        paidFen <= backingFen,
        record,
        () => `${accountId} paid ${yuan(paidFen)} for ${yuan(backingFen)} of voucher money`,
      );
    }
  }

  #checkRecoveries(): void {
    const paid: Sums = new Map();
    for (const claim of this.#books.claims.claims.values())
      if (claim.status === 'paid') addTo(paid, claim.purchaseId, totalOf(paidByAccount(claim)));
    for (const [id, { status, recoveryFen }] of this.#books.purchases.purchases) {
      const dueFen = status === 'rescinded' ? (paid.get(id) ?? 0) : 0;
      this.#recovered.expect(
        recoveryFen === dueFen,
        `vouchers purchase/${id}`,
        () =>
          `is ${status}: ${yuan(recoveryFen)} are to be recovered, it should be ${yuan(dueFen)}`,
      );
    }
  }

  #checkTotals(): void {
    let [depositedFen, leftFen, paidFen] = [0, 0, 0];
    for (const account of this.#books.accounts.accounts.values()) {
      const sums = sumsOf(account);
      depositedFen += sums.depositedFen;
      leftFen += sums.freeFen + sums.orderedFen;
      paidFen += sums.paidFen;
    }
    let claimedFen = 0;
    for (const claim of this.#books.claims.claims.values()) {
      claimedFen += totalOf(paidByAccount(claim));
    }
    for (const { paidFen: toHolder } of this.#books.holderClaims.claims.values())
      claimedFen += toHolder;
    let redeemedFen = 0;
    for (const voucher of this.#books.vouchers.vouchers.values())
      redeemedFen += totalOf(voucher.redeemed) + paidOutOf(voucher);
    const equations: [string, number, number][] = [
      ['deposits, balances and payments', depositedFen, leftFen + paidFen],
      ['payments of accounts and paid claims', paidFen, claimedFen],
      ['paid claims and voucher money endorsed as paid', claimedFen, redeemedFen],
    ];
    for (const [what, one, other] of equations) {
      this.#inOut.expect(
        one === other,
        'all services',
        () => `${what} differ: ${yuan(one)} and ${yuan(other)}`,
      );
    }
  }

  #checkForecasts(): void {
    const expected: Sums = new Map();
    for (const { accountId, priceFen } of this.#books.parcels.parcels.values()) {
      if (accountId !== '') addTo(expected, accountId, priceFen);
    }
    const forecasts: Sums = new Map();
    for (const [accountId, { forecastFen }] of this.#books.accounts.accounts) {
      forecasts.set(accountId, forecastFen);
      const parcelsFen = expected.get(accountId) ?? 0;
      this.#forecast.expect(
        parcelsFen === forecastFen,
        `settlement account/${accountId}`,
        () => `expects ${yuan(forecastFen)}, its parcels bring ${yuan(parcelsFen)}`,
      );
    }
    const unknown = differenceOf(expected, forecasts);
    if (unknown && !forecasts.has(unknown.key)) {
      this.#forecast.broken(
        `settlement account/${unknown.key}`,
        'has parcels, but was never opened',
      );
    }
  }
}
