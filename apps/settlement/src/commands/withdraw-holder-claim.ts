import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideWithdrawHolderClaim } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** Vouchers published that a reward is no longer due: the contract was rescinded. */
export const withdrawHolderClaim: CommandDeclaration<
  { claimId: ClaimId },
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'WithdrawHolderClaim',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state) => decideWithdrawHolderClaim(state),
};
