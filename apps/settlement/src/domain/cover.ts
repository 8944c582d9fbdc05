import type { CoverageRule, RefusalCode } from '@fangpiao/contracts';
import { maxFen, subtractFen, zeroFen, type AccountId, type Fen, type Id } from '@fangpiao/values';
import type { AccountEvent } from './account-event.ts';
import type { DedicatedAccount } from './account.ts';

/**
 * Answers an issuance's request for cover: committed, or the reason why not. The money must be there before the voucher
 * is issued: all of it deposited under the rule `full` [GZ 7], or expected from the linked land parcels under `forecast`
 * [LC]. Where account and pack differ the stricter one, `full`, decides.
 */
export function decideCommitCover(
  state: DedicatedAccount,
  input: {
    accountId: AccountId;
    issuanceId: Id<'issuance'>;
    district: string;
    coverageRule: CoverageRule;
    coverFen: Fen;
  },
): AccountEvent[] {
  const { accountId, issuanceId, coverFen } = input;
  const freeFen = freeCoverOf(state, input.coverageRule);
  const refused = (reason: RefusalCode, free: Fen): AccountEvent[] => [
    {
      type: 'settlement.account.cover-refused.v1',
      data: { accountId, issuanceId, coverFen, freeFen: maxFen(free, zeroFen), reason },
    },
  ];
  // The district that issues the voucher pays for it [DL 14]: another one's account is not there for it.
  if (!state.isOpen || state.district !== input.district)
    return refused('account-unknown', zeroFen);
  if (freeFen < coverFen) return refused('cover-not-enough', freeFen);
  return [
    { type: 'settlement.account.cover-committed.v1', data: { accountId, issuanceId, coverFen } },
  ];
}

/**
 * What may still be promised. Deposits to a forecast account come out of the same land proceeds, so they do not add to
 * the forecast: a yuan would count twice.
 */
export function freeCoverOf(state: DedicatedAccount, packRule: CoverageRule): Fen {
  const rule = state.coverageRule === packRule ? packRule : 'full';
  const sourceFen = rule === 'full' ? state.depositedFen : state.forecastFen;
  return subtractFen({ from: sourceFen, amount: state.coveredFen });
}
