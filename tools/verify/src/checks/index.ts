import { AccountBook } from '../books/account-book.ts';
import { AgreementBook } from '../books/agreement-book.ts';
import { ClaimBook } from '../books/claim-book.ts';
import { HolderClaimBook } from '../books/holder-claim-book.ts';
import { IssuanceBook } from '../books/issuance-book.ts';
import { ParcelBook } from '../books/parcel-book.ts';
import { PurchaseBook } from '../books/purchase-book.ts';
import { QuotaBook } from '../books/quota-book.ts';
import { UnitBook } from '../books/unit-book.ts';
import { VoucherBook } from '../books/voucher-book.ts';
import type { Check, Moment } from '../check.ts';
import { Bus } from './bus.ts';
import { Buying } from './buying.ts';
import { Chains } from './chains.ts';
import { Delivery } from './delivery.ts';
import { PayingHolders } from './paying-holders.ts';
import { Heads } from './heads.ts';
import { Issuing } from './issuing.ts';
import { Names } from './names.ts';
import { Paying } from './paying.ts';
import { DeadLetters, PersonalData } from './quiet.ts';
import { Transfers } from './transfers.ts';
import { Views } from './views.ts';

/** Own models of what the services keep, freshly made. */
export function emptyBooks() {
  const issuances = new IssuanceBook();
  return {
    agreements: new AgreementBook(),
    issuances,
    quotas: new QuotaBook(),
    vouchers: new VoucherBook(),
    purchases: new PurchaseBook(),
    units: new UnitBook(),
    accounts: new AccountBook(issuances),
    parcels: new ParcelBook(),
    claims: new ClaimBook(),
    holderClaims: new HolderClaimBook(),
  };
}

export type Books = ReturnType<typeof emptyBooks>;

/** Every check, freshly made for one reading; books first, since the others compare them. */
export function allChecks(moment: Moment, options: { bus: boolean } = { bus: true }): Check[] {
  const heads = new Heads();
  const books = emptyBooks();
  return [
    heads,
    new Chains(moment),
    new Views(heads, moment),
    new Delivery(heads, moment),
    ...(options.bus ? [new Bus(moment)] : []),
    new DeadLetters(),
    ...Object.values(books),
    new Issuing(books),
    new Buying(books, moment),
    new Paying(books),
    new PayingHolders(books),
    new Transfers(books),
    new Names(books),
    new PersonalData(),
  ];
}
