import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideRecordHolderBankResult } from '../domain/holder-claim-course.ts';
import { holderClaim, type HolderClaim, type HolderClaimEvent } from '../domain/holder-claim.ts';

/** The bank has paid the holder, or could not. */
export const recordHolderBankResult: CommandDeclaration<
  { claimId: ClaimId } & Parameters<typeof decideRecordHolderBankResult>[1],
  HolderClaim,
  HolderClaimEvent,
  void
> = {
  name: 'RecordHolderBankResult',
  aggregate: holderClaim,
  id: ({ claimId }) => claimId,
  decide: (state, input) => decideRecordHolderBankResult(state, input),
};
