import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId } from '@fangpiao/values';
import { decideApprove, type OfficerAct } from '../domain/claim-approval.ts';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';

export const approveClaim: CommandDeclaration<
  OfficerAct & { claimId: ClaimId },
  SettlementClaim,
  ClaimEvent,
  void
> = {
  name: 'ApproveClaim',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  decide: decideApprove,
};
