import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideReviewHolderClaim } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** The first of two people. */
export const reviewHolderClaim: CommandDeclaration<
  { claimId: ClaimId } & Parameters<typeof decideReviewHolderClaim>[1],
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'ReviewHolderClaim',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state, input) => decideReviewHolderClaim(state, input),
};
