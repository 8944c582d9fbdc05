import { call, type JobDeclaration, type ViewDocument } from '@fangpiao/chassis';
import { checkClaim } from './commands/check-claim.ts';
import type { SubmittedClaim } from './domain/claim.ts';

const minuteMillis = 60_000;
const claimsPerRound = 500;

/**
 * Door 3: the clock. Looks again at claims that wait for a purchase: the fact may have arrived between the question
 * and the commit, and the waiting has a deadline (WRITE-PATH 16).
 */
const checkWaitingClaims: JobDeclaration = {
  name: 'check-waiting-claims',
  everyMillis: minuteMillis,
  find: async ({ now, store }) => {
    const waiting = await store.find<ViewDocument & { state: SubmittedClaim }>(
      'claim',
      { 'state.status': 'waiting', 'state.district': null },
      { sort: { at: 1 }, limit: claimsPerRound },
    );
    return waiting.map(({ state: { claimId, purchaseId, unitId } }) => ({
      key: `${claimId}@${Math.floor(now / minuteMillis)}`,
      call: call(checkClaim, { claimId, purchaseId, unitId, purchase: null }),
    }));
  },
};

export const jobs: readonly JobDeclaration[] = [checkWaitingClaims];
