import type { CommandDeclaration } from '@fangpiao/chassis';
import {
  decideTakeInvoice,
  invoice,
  invoiceIdOf,
  type Invoice,
  type InvoiceEvent,
} from '../domain/invoice.ts';

/** Asked for by a claim; the answer, free or used, is an event of the invoice. */
export const takeInvoice: CommandDeclaration<
  Parameters<typeof decideTakeInvoice>[1],
  Invoice,
  InvoiceEvent,
  void
> = {
  name: 'TakeInvoice',
  aggregate: invoice,
  id: invoiceIdOf,
  creates: true,
  decide: decideTakeInvoice,
};
