import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimId, PurchaseId, UnitId } from '@fangpiao/values';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { decideCheck } from '../domain/claim-submission.ts';
import { claim, type SettlementClaim } from '../domain/claim.ts';
import type { ClaimFacts, PurchaseFacts } from '../domain/foreign-facts.ts';
import { purchaseMirror, unitMirror } from '../mirrors.ts';

/** Asked for by an event of the purchase, with what is known after it, or by the clock. */
export const checkClaim: CommandDeclaration<
  {
    claimId: ClaimId;
    purchaseId: PurchaseId;
    unitId: UnitId;
    /** Null: what the mirror says. */
    purchase: PurchaseFacts | null;
  },
  SettlementClaim,
  ClaimEvent,
  ClaimFacts
> = {
  name: 'CheckClaim',
  aggregate: claim,
  id: ({ claimId }) => claimId,
  facts: async ({ purchaseId, unitId, purchase }, reader) => ({
    purchase: purchase ?? (await reader.mirror(purchaseMirror, purchaseId)),
    unit: await reader.mirror(unitMirror, unitId),
  }),
  decide: (state, _input, facts, context) => decideCheck(state, facts, context),
};
