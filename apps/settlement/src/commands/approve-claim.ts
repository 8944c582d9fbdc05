import { refuse } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideApprove, type OfficerAct } from '../domain/claim-approval.ts';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';
import type { PurchaseFacts } from '../domain/foreign-facts.ts';
import { purchaseMirror } from '../mirrors.ts';

/** Money is ordered only for a purchase that still stands: its contract may have been rescinded since the review. */
export const approveClaim: CommandDeclaration<
  OfficerAct & { claimId: ClaimId },
  SettlementClaim,
  ClaimEvent,
  PurchaseFacts | undefined
> = {
  name: 'ApproveClaim',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  facts: async ({ claimId }, reader) => {
    const { state } = await reader.state(claim, claimId);
    return state.status === 'none' ? undefined : reader.mirror(purchaseMirror, state.purchaseId);
  },
  decide: (state, input, purchase) => {
    const decision = decideApprove(state, input);
    return purchase?.hasEnded && !('refused' in decision) ? refuse('voucher-not-spent') : decision;
  },
};
