import type { AnswerOf, listMessages as listMessagesRoute } from '@fangpiao/contracts';
import type { CalendarDate, ClaimId, Fen, PurchaseId, UnitId, VoucherId } from '@fangpiao/values';

type Message = AnswerOf<typeof listMessagesRoute>['items'][number];

/** Somebody to be told, by opaque id: names and numbers are not known here. */
export type Recipient = Message['recipient'];
export type Topic = Message['topic'];

/** What is told: a topic and what its template needs — amounts, dates, ids, never personal data. */
export type Notice =
  | Told<
      'voucher-issued',
      {
        voucherId: VoucherId;
        voucherNumber: string;
        faceValueFen: Fen;
        expiresOn: CalendarDate;
      }
    >
  | Told<'issuance-refused', { reason: string }>
  | Told<'unit-reserved', { purchaseId: PurchaseId; unitId: UnitId; reservedUntil: string }>
  | Told<
      'purchase-ended',
      {
        purchaseId: PurchaseId;
        unitId: UnitId;
        ending: 'refused' | 'released' | 'rescinded';
        reason: string;
      }
    >
  | Told<
      'purchase-used',
      {
        purchaseId: PurchaseId;
        unitId: UnitId;
        filingNumber: string;
        usedOn: CalendarDate;
        voucherFen: Fen;
        /** Due from the buyer in cash, beyond the planned top-up. */
        topUpDueFen?: Fen;
      }
    >
  | Told<'purchase-completed', { purchaseId: PurchaseId; unitId: UnitId }>
  | Told<'voucher-expired', { voucherId: VoucherId; expiredFen: Fen }>
  | Told<'handed-over', { purchaseId: PurchaseId; unitId: UnitId; handedOverOn: CalendarDate }>
  | Told<'claim-refused', { claimId: ClaimId; unitId: UnitId; reason: string }>
  | Told<'claim-paid', { claimId: ClaimId; unitId: UnitId; amountFen: Fen; paidOn: CalendarDate }>;

interface Told<Name extends Topic, Values> {
  readonly topic: Name;
  readonly values: Readonly<Values>;
}

/** One text for a recipient, as a search key: `person/<id>`. */
export function recipientKeyOf(recipient: Recipient): string {
  return recipient.kind === 'person'
    ? `person/${recipient.personId}`
    : `developer/${recipient.developerId}`;
}
