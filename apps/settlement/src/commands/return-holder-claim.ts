import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideReturnHolderClaim } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** Something is missing; the money stays owed. */
export const returnHolderClaim: CommandDeclaration<
  { claimId: ClaimId } & Parameters<typeof decideReturnHolderClaim>[1],
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'ReturnHolderClaim',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state, input) => decideReturnHolderClaim(state, input),
};
