import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideReview, type OfficerAct } from '../domain/claim-approval.ts';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';

export const reviewClaim: CommandDeclaration<
  OfficerAct & { claimId: ClaimId },
  SettlementClaim,
  ClaimEvent,
  void
> = {
  name: 'ReviewClaim',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  decide: decideReview,
};
