import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideApproveHolderClaim } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** The second of two people; the account is asked for the money. */
export const approveHolderClaim: CommandDeclaration<
  { claimId: ClaimId } & Parameters<typeof decideApproveHolderClaim>[1],
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'ApproveHolderClaim',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state, input) => decideApproveHolderClaim(state, input),
};
