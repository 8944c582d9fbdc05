import type { RefusalCode } from '@fangpiao/contracts';
import type { CommandDeclaration } from '@fangpiao/chassis';
import type { AccountId, ClaimId } from '@fangpiao/values';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { decideNoteOrder } from '../domain/claim-payment.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';

/** The account's answer to a claim: the money is reserved, or why not. */
export const noteOrder: CommandDeclaration<
  { claimId: ClaimId; accountId: AccountId; orderId: string; reason: RefusalCode | null },
  SettlementClaim,
  ClaimEvent,
  void
> = {
  name: 'NoteOrder',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  decide: decideNoteOrder,
};
