import type { CommandDeclaration } from '@fangpiao/chassis';
import { decideOpenRewardClaim, type RewardOwed } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** Vouchers published that a use has earned a reward. */
export const openRewardClaim: CommandDeclaration<RewardOwed, HolderClaim, HolderClaimEvent, void> =
  {
    name: 'OpenRewardClaim',
    aggregate: holderClaim,
    id: ({ claimId }) => claimId,
    decide: (state, input) => decideOpenRewardClaim(state, input),
  };
