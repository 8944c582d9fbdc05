import {
  purchaseCancellationRequestedV1,
  purchaseCompletedV1,
  purchaseEndedV1,
  purchaseRecoveryDueV1,
  purchaseReservationRequestedV1,
  purchaseReservedV1,
  purchaseUsedV1,
  type DomainEvent,
  type EventOf,
  type GoodsKind,
  type PackReference,
  type Proof,
  type PurchaseInstalment,
  type PurchasePart,
  type SaleStage,
} from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { Kinship } from '@fangpiao/policy';
import { zeroFen, addFen, type Area, type CalendarDate, type Fen, type Id } from '@fangpiao/values';
import type { SpendAsked } from './purchase-asks.ts';
import type { VoucherInstalment } from './purchase-instalments.ts';
import type { Filing } from './purchase-spending.ts';

export interface TopUp {
  readonly kind:
    'own-funds' | 'provident-fund-withdrawal' | 'provident-fund-loan' | 'commercial-loan';
  readonly amountFen: Fen;
}

/** Everything the purchase was started with. */
export interface PurchasePlan {
  readonly purchaseId: Id<'purchase'>;
  readonly unitId: Id<'unit'>;
  readonly developerId: Id<'developer'>;
  readonly kind: GoodsKind;
  readonly saleStage: SaleStage;
  readonly area: Area;
  readonly holder: Id<'person'>;
  readonly buyer: Id<'person'>;
  readonly priceFen: Fen;
  readonly voucherFen: Fen;
  readonly parts: readonly PurchasePart[];
  /** The pack version each voucher was issued under. */
  readonly packs: Readonly<Record<string, PackReference>>;
  readonly topUps: readonly TopUp[];
  /** Where the unit stands and who the buyer is to the holder: rewards and goods rules may ask. */
  readonly purchaseDistrict?: string;
  readonly kinship?: Kinship;
  /** The papers shown for the buyer and the goods; absent in purchases from before they could be shown. */
  readonly proofs?: readonly Proof[];
  /** The last day on which filing, or for goods that are not filed the contract, counts as use. */
  readonly lastFilingOn: CalendarDate;
  readonly isFilingNeeded: boolean;
}

/**
 * One purchase with vouchers: the process across vouchers, listings and settlement. It holds money on each voucher,
 * asks listings for the unit, and follows what becomes of it; every way out gives all money back.
 */
export interface Purchase {
  readonly status:
    | 'none'
    | 'started'
    | 'reserving'
    | 'reserved'
    | 'contracted'
    /** Filed; the vouchers are being asked, one after another, what they pay. */
    | 'spending'
    | 'used'
    | 'completed'
    | 'refused'
    | 'released'
    | 'rescinded';
  readonly plan: PurchasePlan | null;
  /** Answer of each voucher to the request to hold. */
  readonly holds: Readonly<Record<string, 'held' | 'refused'>>;
  readonly isCancellationAsked: boolean;
  readonly reason: string;
  readonly usedOn: CalendarDate | '';
  readonly filingNumber: string;
  /** The price in the contract that was filed, or signed where nothing is filed. */
  readonly filedPriceFen: Fen;
  /** By voucher, as each has answered since. */
  readonly spentFen: Readonly<Record<string, Fen>>;
  /** By voucher, as it answered: when the developer is to be paid. */
  readonly instalmentsOf: Readonly<Record<string, readonly VoucherInstalment[]>>;
  /** The plan published with the use; empty: one payment of all. */
  readonly instalments: readonly PurchaseInstalment[];
  /** The filing was revoked while vouchers still answered. */
  readonly rescindedOn: CalendarDate | '';
  readonly paidFen: Fen;
  /** Paid to the developer for a contract that was rescinded. */
  readonly recoveryDueFen: Fen;
  readonly unitId: string;
  readonly holder: string;
}

export type PurchaseEvent =
  | EventOf<typeof purchaseReservationRequestedV1>
  | EventOf<typeof purchaseCancellationRequestedV1>
  | EventOf<typeof purchaseReservedV1>
  | EventOf<typeof purchaseEndedV1>
  | EventOf<typeof purchaseUsedV1>
  | EventOf<typeof purchaseRecoveryDueV1>
  | EventOf<typeof purchaseCompletedV1>
  | DomainEvent<'vouchers.purchase.started.v1', PurchasePlan>
  | DomainEvent<
      'vouchers.purchase.hold-answered.v1',
      { voucherId: string; answer: 'held' | 'refused'; reason: string }
    >
  | DomainEvent<'vouchers.purchase.cancellation-asked.v1', { reason: string }>
  | DomainEvent<'vouchers.purchase.cancellation-denied.v1', { reason: string }>
  | DomainEvent<
      'vouchers.purchase.contracted.v1',
      { contractNumber: string; contractedOn: CalendarDate }
    >
  | DomainEvent<
      'vouchers.purchase.money-returned.v1',
      { purchaseId: Id<'purchase'>; voucherIds: readonly Id<'voucher'>[] }
    >
  | DomainEvent<'vouchers.purchase.spending-began.v1', Filing>
  | DomainEvent<'vouchers.purchase.spend-asked.v1', SpendAsked>
  | DomainEvent<
      'vouchers.purchase.spend-answered.v1',
      {
        voucherId: Id<'voucher'>;
        amountFen: Fen;
        instalments?: readonly VoucherInstalment[];
      }
    >
  | DomainEvent<'vouchers.purchase.rescission-noted.v1', { rescindedOn: CalendarDate }>
  /** Of purchases used before each voucher was asked by itself. */
  | DomainEvent<
      'vouchers.purchase.money-used.v1',
      { purchaseId: Id<'purchase'>; usedOn: CalendarDate; plan: PurchasePlan }
    >
  | DomainEvent<
      'vouchers.purchase.money-restored.v1',
      { purchaseId: Id<'purchase'>; rescindedOn: CalendarDate; plan: PurchasePlan }
    >
  | DomainEvent<
      'vouchers.purchase.payment-noted.v1',
      {
        purchaseId: Id<'purchase'>;
        claimId: string;
        amountFen: Fen;
        paidOn: CalendarDate;
        parts: readonly PurchasePart[];
      }
    >
  | DomainEvent<'vouchers.purchase.contradiction-noted.v1', { what: string }>;

export const purchase: Aggregate<Purchase, PurchaseEvent> = {
  service: 'vouchers',
  kind: 'purchase',
  schema: 4,
  initial: {
    status: 'none',
    plan: null,
    holds: {},
    isCancellationAsked: false,
    reason: '',
    usedOn: '',
    filingNumber: '',
    filedPriceFen: zeroFen,
    spentFen: {},
    instalmentsOf: {},
    instalments: [],
    rescindedOn: '',
    paidFen: zeroFen,
    recoveryDueFen: zeroFen,
    unitId: '',
    holder: '',
  },
  events: [
    purchaseReservationRequestedV1,
    purchaseCancellationRequestedV1,
    purchaseReservedV1,
    purchaseEndedV1,
    purchaseUsedV1,
    purchaseRecoveryDueV1,
    purchaseCompletedV1,
  ],
  internal: [
    'vouchers.purchase.started.v1',
    'vouchers.purchase.hold-answered.v1',
    'vouchers.purchase.cancellation-asked.v1',
    'vouchers.purchase.cancellation-denied.v1',
    'vouchers.purchase.contracted.v1',
    'vouchers.purchase.money-returned.v1',
    'vouchers.purchase.spending-began.v1',
    'vouchers.purchase.spend-asked.v1',
    'vouchers.purchase.spend-answered.v1',
    'vouchers.purchase.rescission-noted.v1',
    'vouchers.purchase.money-used.v1',
    'vouchers.purchase.money-restored.v1',
    'vouchers.purchase.payment-noted.v1',
    'vouchers.purchase.contradiction-noted.v1',
  ],
  indexes: [{ 'state.holder': 1 }],
  apply: (state, event): Purchase => {
    switch (event.type) {
      case 'vouchers.purchase.started.v1':
        return {
          ...state,
          status: 'started',
          plan: event.data,
          unitId: event.data.unitId,
          holder: event.data.holder,
        };
      case 'vouchers.purchase.hold-answered.v1': {
        const { voucherId, answer, reason } = event.data;
        return {
          ...state,
          holds: { ...state.holds, [voucherId]: answer },
          reason: answer === 'refused' ? reason : state.reason,
        };
      }
      case 'vouchers.purchase.cancellation-asked.v1':
        return { ...state, isCancellationAsked: true };
      case 'vouchers.purchase.cancellation-denied.v1':
        return { ...state, isCancellationAsked: false };
      case 'vouchers.purchase.reservation-requested.v1':
        return { ...state, status: 'reserving' };
      case 'vouchers.purchase.reserved.v1':
        return { ...state, status: 'reserved' };
      case 'vouchers.purchase.contracted.v1':
        return { ...state, status: 'contracted' };
      case 'vouchers.purchase.spending-began.v1': {
        const { usedOn, filingNumber, priceFen } = event.data;
        return { ...state, status: 'spending', usedOn, filingNumber, filedPriceFen: priceFen };
      }
      case 'vouchers.purchase.spend-answered.v1': {
        const { voucherId, amountFen, instalments = [] } = event.data;
        return {
          ...state,
          spentFen: { ...state.spentFen, [voucherId]: amountFen },
          instalmentsOf: { ...state.instalmentsOf, [voucherId]: instalments },
        };
      }
      case 'vouchers.purchase.rescission-noted.v1':
        return { ...state, rescindedOn: event.data.rescindedOn };
      case 'vouchers.purchase.used.v1': {
        const { usedOn, filingNumber, priceFen, parts, instalments = [] } = event.data;
        const spent = Object.fromEntries(
          parts.map(({ voucherId, amountFen }) => [voucherId, amountFen]),
        );
        return {
          ...state,
          status: 'used',
          usedOn,
          filingNumber,
          filedPriceFen: priceFen,
          spentFen: { ...state.spentFen, ...spent },
          instalments,
        };
      }
      case 'vouchers.purchase.ended.v1':
        return { ...state, status: event.data.ending, reason: event.data.reason };
      case 'vouchers.purchase.payment-noted.v1':
        return { ...state, paidFen: addFen(state.paidFen, event.data.amountFen) };
      case 'vouchers.purchase.completed.v1':
        return { ...state, status: 'completed' };
      case 'vouchers.purchase.recovery-due.v1': {
        const { amountFen } = event.data;
        return { ...state, recoveryDueFen: addFen(state.recoveryDueFen, amountFen) };
      }
      case 'vouchers.purchase.cancellation-requested.v1':
      case 'vouchers.purchase.spend-asked.v1':
      case 'vouchers.purchase.money-returned.v1':
      case 'vouchers.purchase.money-used.v1':
      case 'vouchers.purchase.money-restored.v1':
      case 'vouchers.purchase.contradiction-noted.v1':
        return state;
    }
  },
};
