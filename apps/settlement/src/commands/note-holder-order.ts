import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideNoteHolderOrder } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** The account's answer to a holder's claim: the money is reserved, or why not. */
export const noteHolderOrder: CommandDeclaration<
  { claimId: ClaimId } & Parameters<typeof decideNoteHolderOrder>[1],
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'NoteHolderOrder',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state, input) => decideNoteHolderOrder(state, input),
};
