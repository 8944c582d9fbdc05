import type { CommandDeclaration } from '@fangpiao/chassis';
import type { CalendarDate, ClaimId } from '@fangpiao/values';
import { decideComplete } from '../domain/claim-approval.ts';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';

export const reportCompletion: CommandDeclaration<
  { claimId: ClaimId; developerId: string; by: string; receivedOn: CalendarDate },
  SettlementClaim,
  ClaimEvent,
  void
> = {
  name: 'ReportCompletion',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  decide: decideComplete,
};
