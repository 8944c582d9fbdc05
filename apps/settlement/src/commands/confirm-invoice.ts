import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { decideConfirmInvoice } from '../domain/claim-submission.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';

/** The invoice number's answer to a claim. */
export const confirmInvoice: CommandDeclaration<
  { claimId: ClaimId; invoiceNumber: string; isFree: boolean },
  SettlementClaim,
  ClaimEvent,
  void
> = {
  name: 'ConfirmInvoice',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  decide: decideConfirmInvoice,
};
