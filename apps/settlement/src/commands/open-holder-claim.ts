import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideOpenHolderClaim } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** Vouchers published that a holder is owed money. */
export const openHolderClaim: CommandDeclaration<
  { claimId: ClaimId } & Parameters<typeof decideOpenHolderClaim>[1],
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'OpenHolderClaim',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state, input) => decideOpenHolderClaim(state, input),
};
