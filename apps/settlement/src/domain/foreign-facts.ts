import type { PurchaseInstalment, PurchasePart } from '@fangpiao/contracts';
import type { CalendarDate, DeveloperId, Fen, PurchaseId, UnitId } from '@fangpiao/values';

/** What vouchers has said about a purchase. */
export interface PurchaseFacts {
  readonly unitId: UnitId | null;
  /** The voucher money counts as paid since the filing, or the contract where no filing is needed. */
  readonly used: {
    readonly unitId: UnitId;
    readonly developerId: DeveloperId;
    readonly voucherFen: Fen;
    readonly parts: readonly PurchasePart[];
    readonly usedOn?: CalendarDate;
    /** When the developer is to be paid; absent: all of it after handover and invoice. */
    readonly instalments?: readonly PurchaseInstalment[];
  } | null;
  /** It did not come about, or was rescinded. */
  readonly hasEnded: boolean;
}

export const noPurchase: PurchaseFacts = { unitId: null, used: null, hasEnded: false };

/** What listings has said about a unit. */
export interface UnitFacts {
  readonly developerId: DeveloperId | null;
  readonly needsFiling: boolean;
  readonly contractedFor: PurchaseId | null;
  /** For goods that the city does not file online the contract counts [DL 9]. */
  readonly filedFor: PurchaseId | null;
  readonly handedOverFor: PurchaseId | null;
  readonly handedOverOn?: CalendarDate;
}

export const noUnit: UnitFacts = {
  developerId: null,
  needsFiling: true,
  contractedFor: null,
  filedFor: null,
  handedOverFor: null,
};

/** What a claim is checked against; absent: nothing has arrived yet. */
export interface ClaimFacts {
  readonly purchase: PurchaseFacts | undefined;
  readonly unit: UnitFacts | undefined;
}
