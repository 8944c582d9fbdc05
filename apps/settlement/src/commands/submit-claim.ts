import type { CommandDeclaration } from '@fangpiao/chassis';
import type { ClaimEvent } from '../domain/claim-event.ts';
import { decideSubmit, type Submission } from '../domain/claim-submission.ts';
import { claim, claimIdOf, type SettlementClaim } from '../domain/claim.ts';
import type { ClaimFacts } from '../domain/foreign-facts.ts';
import { purchaseMirror, unitMirror } from '../mirrors.ts';

export const submitClaim: CommandDeclaration<Submission, SettlementClaim, ClaimEvent, ClaimFacts> =
  {
    name: 'SubmitClaim',
    aggregate: claim,
    id: claimIdOf,
    creates: true,
    facts: async ({ purchaseId, unitId }, reader) => {
      const [purchase, unit] = await Promise.all([
        reader.mirror(purchaseMirror, purchaseId),
        reader.mirror(unitMirror, unitId),
      ]);
      return { purchase, unit };
    },
    decide: decideSubmit,
  };
