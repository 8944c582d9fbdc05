import type { DomainEvent } from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { ClaimId, DeveloperId } from '@fangpiao/values';

/** An invoice number of a developer: used for one claim [DL 15]. */
export interface Invoice {
  readonly takenBy: ClaimId | null;
}

interface OfInvoice {
  readonly claimId: ClaimId;
  readonly developerId: DeveloperId;
  readonly invoiceNumber: string;
}

export type InvoiceEvent =
  | DomainEvent<'settlement.invoice.taken.v1', OfInvoice>
  | DomainEvent<'settlement.invoice.already-taken.v1', OfInvoice>;

export const invoice: Aggregate<Invoice, InvoiceEvent> = {
  service: 'settlement',
  kind: 'invoice',
  schema: 1,
  initial: { takenBy: null },
  events: [],
  internal: ['settlement.invoice.taken.v1', 'settlement.invoice.already-taken.v1'],
  apply: (state, event) => {
    switch (event.type) {
      case 'settlement.invoice.taken.v1':
        return { takenBy: event.data.claimId };
      case 'settlement.invoice.already-taken.v1':
        return state;
    }
  },
};

/** Answers a claim's request for its invoice number; the claim that has it already gets the same answer again. */
export function decideTakeInvoice(state: Invoice, input: OfInvoice): InvoiceEvent[] {
  const { claimId, developerId, invoiceNumber } = input;
  const isFree = state.takenBy === null || state.takenBy === claimId;
  return [
    {
      type: isFree ? 'settlement.invoice.taken.v1' : 'settlement.invoice.already-taken.v1',
      data: { claimId, developerId, invoiceNumber },
    },
  ];
}

export function invoiceIdOf(input: { developerId: string; invoiceNumber: string }): string {
  return `${input.developerId}.${input.invoiceNumber}`;
}
