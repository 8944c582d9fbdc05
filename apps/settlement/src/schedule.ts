import { call, type Filter, type JobDeclaration, type ViewDocument } from '@fangpiao/chassis';
import { checkClaim } from './commands/check-claim.ts';
import type { SubmittedClaim } from './domain/claim.ts';

const minuteMillis = 60_000;
const youngMillis = 2 * minuteMillis;
const claimsPerRound = 500;

/** Looks again at claims that wait for a purchase and are `since` at the oldest, every `everyMillis`. */
function lookingAgain(
  name: string,
  everyMillis: number,
  since: (now: number) => string,
): JobDeclaration {
  return {
    name,
    everyMillis,
    find: async ({ now, store }) => {
      const asked: Filter = {
        'state.status': 'waiting',
        'state.district': null,
        at: { $gt: since(now) },
      };
      const waiting = await store.find<ViewDocument & { state: SubmittedClaim }>('claim', asked, {
        sort: { at: 1 },
        limit: claimsPerRound,
      });
      return waiting.map(({ state: { claimId, purchaseId, unitId } }) => ({
        key: `${claimId}@${Math.floor(now / everyMillis)}`,
        call: call(checkClaim, { claimId, purchaseId, unitId, purchase: null }),
      }));
    },
  };
}

/** Door 3: the clock. */
export const jobs: readonly JobDeclaration[] = [
  // The fact that a new claim waits for may have arrived between the question and the commit: nobody reports it again,
  // and a clerk does not wait for a minute.
  lookingAgain('check-new-claims', 2_000, (now) => new Date(now - youngMillis).toISOString()),
  // The waiting has a deadline (WRITE-PATH 16).
  lookingAgain('check-waiting-claims', minuteMillis, () => ''),
];
