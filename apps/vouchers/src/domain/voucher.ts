import {
  voucherCashedOutV1,
  voucherConvertedToHomeV1,
  voucherDeadlineMovedV1,
  voucherExchangedV1,
  voucherPaidOutV1,
  voucherExpiredV1,
  voucherFrozenV1,
  voucherHeldV1,
  voucherHoldReducedV1,
  voucherIssuedV1,
  voucherReceivedV1,
  voucherRedeemedV1,
  voucherRewardDueV1,
  voucherRewardRecoveryDueV1,
  voucherRewardWithdrawnV1,
  voucherReleasedV1,
  voucherRestoredV1,
  voucherSpentV1,
  voucherTransferredOutV1,
  voucherUnfrozenV1,
  type EventOf,
  type Pockets,
} from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { HeldPart, VoucherFacts } from '@fangpiao/policy';
import {
  addFen,
  endOfDayInShanghai,
  startOfDayInShanghai,
  addDays,
  instant,
  sumFen,
  zeroFen,
  type CalendarDate,
  type Fen,
  type Id,
} from '@fangpiao/values';
import { fullPockets } from './pockets.ts';
import type { IssuedTerms, VoucherEvent } from './voucher-event.ts';
import {
  addEach,
  earned,
  move,
  promised,
  promisedAgain,
  promiseKept,
  received,
  reduced,
  restored,
  rewardDue,
  spent,
  takeEach,
  withoutHold,
  withRewardClaim,
} from './voucher-fold.ts';

export type { IssuedTerms, VoucherEvent } from './voucher-event.ts';

/** Money held for one purchase under way: an open limit, gone when it is released or spent. */
export interface Hold {
  readonly amountFen: Fen;
  readonly part: HeldPart;
}

/** What one purchase took, kept so that a rescission can give it back by rule. */
export interface Use {
  readonly part: HeldPart;
  /** Rewards that this use earned, and that are due. */
  readonly earnedFen: Readonly<Record<string, Fen>>;
  /** Those that wait for the base to be used in full. */
  readonly promisedFen?: Readonly<Record<string, Fen>>;
}

/** A reward earned at use, as settlement is to pay it. */
export interface RewardClaim {
  readonly purchaseId: Id<'purchase'>;
  readonly reward: string;
  readonly amountFen: Fen;
  readonly isPaid: boolean;
  readonly isTakenBack: boolean;
}

type Issued = EventOf<typeof voucherIssuedV1>['data'];

/** A voucher: what was issued, and where each fen of its face is now. */
export interface Voucher {
  readonly status: 'none' | 'issued' | 'expired';
  readonly issued: Issued | null;
  readonly terms: IssuedTerms;
  readonly faceValueFen: Fen;
  readonly areaId: string;
  readonly district: string;
  readonly holder: string;
  readonly pockets: Pockets;
  readonly frozenFen: Fen;
  readonly redeemedFen: Fen;
  /** Claims for the holder that this voucher has led to, and what was paid of them. */
  readonly payouts: number;
  readonly paidOutFen: Fen;
  readonly holds: Readonly<Record<string, Hold>>;
  /** The last day of use, which a late rescission may move. */
  readonly expiresOn: CalendarDate | '';
  /** By purchase: a voucher buys a few units, so this stays short. */
  readonly uses: Readonly<Record<string, Use>>;
  readonly rewardForfeitedFen: Readonly<Record<string, Fen>>;
  readonly rewardRatedOn: CalendarDate | '';
  readonly earnedFen: Readonly<Record<string, Fen>>;
  /** By claim. */
  readonly rewardClaims: Readonly<Record<string, RewardClaim>>;
  readonly unitsBought: number;
  readonly transfersMade: number;
}

/** Days kept after the last day for filings that arrive late; expiry is final after them (READINGS §2). */
const reconciliationDays = 1;

const initial: Voucher = {
  status: 'none',
  issued: null,
  terms: { facts: { inputs: {} }, components: {} },
  faceValueFen: zeroFen,
  areaId: '',
  district: '',
  holder: '',
  pockets: fullPockets(zeroFen),
  frozenFen: zeroFen,
  redeemedFen: zeroFen,
  payouts: 0,
  paidOutFen: zeroFen,
  holds: {},
  expiresOn: '',
  uses: {},
  rewardForfeitedFen: {},
  rewardRatedOn: '',
  earnedFen: {},
  rewardClaims: {},
  unitsBought: 0,
  transfersMade: 0,
};

export const voucher: Aggregate<Voucher, VoucherEvent> = {
  service: 'vouchers',
  kind: 'voucher',
  schema: 3,
  initial,
  events: [
    voucherIssuedV1,
    voucherHeldV1,
    voucherReleasedV1,
    voucherHoldReducedV1,
    voucherSpentV1,
    voucherRestoredV1,
    voucherDeadlineMovedV1,
    voucherFrozenV1,
    voucherUnfrozenV1,
    voucherExpiredV1,
    voucherRedeemedV1,
    voucherCashedOutV1,
    voucherExchangedV1,
    voucherConvertedToHomeV1,
    voucherPaidOutV1,
    voucherRewardDueV1,
    voucherRewardWithdrawnV1,
    voucherRewardRecoveryDueV1,
    voucherTransferredOutV1,
    voucherReceivedV1,
  ],
  internal: [
    'vouchers.voucher.terms-fixed.v1',
    'vouchers.voucher.transfer-planned.v1',
    'vouchers.voucher.origin-noted.v1',
    'vouchers.voucher.hold-noted.v1',
    'vouchers.voucher.hold-refused.v1',
    'vouchers.voucher.spend-answered.v1',
    'vouchers.voucher.reward-forfeited.v1',
    'vouchers.voucher.reward-earned.v1',
    'vouchers.voucher.reward-promised.v1',
    'vouchers.voucher.reward-promise-kept.v1',
    'vouchers.voucher.reward-promised-again.v1',
    'vouchers.voucher.reward-taken-back.v1',
    'vouchers.voucher.reward-rated.v1',
    'vouchers.voucher.contradiction-noted.v1',
  ],
  indexes: [{ 'state.holder': 1 }, { 'state.district': 1, 'state.areaId': 1 }],
  dueAt: (state) =>
    state.expiresOn !== '' && state.pockets.available > 0
      ? instant(Math.min(tierEndsAt(state), expiryAt(state)))
      : undefined,
  apply: (state, event) => {
    switch (event.type) {
      case 'vouchers.voucher.issued.v1': {
        const { faceValueFen, areaId, district, holder, expiresOn } = event.data;
        return {
          ...state,
          status: 'issued',
          issued: event.data,
          faceValueFen,
          areaId,
          district,
          holder,
          expiresOn,
          pockets: fullPockets(faceValueFen),
        };
      }
      case 'vouchers.voucher.received.v1':
        return received(state, event.data);
      case 'vouchers.voucher.origin-noted.v1': {
        const { issuanceId, transfersMade } = event.data;
        const issued = state.issued && { ...state.issued, issuanceId };
        return { ...state, issued, transfersMade };
      }
      case 'vouchers.voucher.terms-fixed.v1': {
        const { earnedFen = state.earnedFen, ...terms } = event.data;
        return { ...state, terms, earnedFen };
      }
      case 'vouchers.voucher.transferred-out.v1':
        return {
          ...move(state, {
            from: 'available',
            to: 'transferredOut',
            amountFen: event.data.amountFen,
          }),
          transfersMade: state.transfersMade + 1,
        };
      case 'vouchers.voucher.held.v1': {
        const { purchaseId, amountFen } = event.data;
        const part = state.holds[purchaseId]?.part ?? {
          on: '' as CalendarDate,
          voucherPartFen: amountFen,
          fromRewardsFen: {},
        };
        return {
          ...move(state, { from: 'available', to: 'held', amountFen }),
          holds: { ...state.holds, [purchaseId]: { amountFen, part } },
        };
      }
      case 'vouchers.voucher.hold-noted.v1': {
        const hold = state.holds[event.data.purchaseId];
        if (!hold) return state;
        return {
          ...state,
          holds: { ...state.holds, [event.data.purchaseId]: { ...hold, part: event.data.part } },
        };
      }
      case 'vouchers.voucher.released.v1':
        return withoutHold(
          move(state, { from: 'held', to: 'available', amountFen: event.data.amountFen }),
          event.data.purchaseId,
        );
      case 'vouchers.voucher.hold-reduced.v1':
        return reduced(state, event.data);
      case 'vouchers.voucher.spent.v1':
        return spent(state, event.data);
      case 'vouchers.voucher.restored.v1':
        return restored(state, event.data);
      case 'vouchers.voucher.deadline-moved.v1':
        return { ...state, status: 'issued', expiresOn: event.data.expiresOn };
      case 'vouchers.voucher.reward-forfeited.v1':
        return {
          ...move(state, { from: 'available', to: 'forfeited', amountFen: event.data.amountFen }),
          rewardForfeitedFen: addEach(state.rewardForfeitedFen, event.data.byReward),
          rewardRatedOn: event.data.ratedOn,
        };
      case 'vouchers.voucher.reward-rated.v1':
        return { ...state, rewardRatedOn: event.data.ratedOn };
      case 'vouchers.voucher.reward-earned.v1':
        return earned(state, event.data);
      case 'vouchers.voucher.reward-promised.v1':
        return promised(state, event.data);
      case 'vouchers.voucher.reward-promise-kept.v1':
        return promiseKept(state, event.data);
      case 'vouchers.voucher.reward-promised-again.v1':
        return promisedAgain(state, event.data);
      case 'vouchers.voucher.reward-due.v1':
        return rewardDue(state, event.data);
      case 'vouchers.voucher.reward-withdrawn.v1':
      case 'vouchers.voucher.reward-recovery-due.v1':
        return withRewardClaim(state, event.data.claimId, { isTakenBack: true });
      case 'vouchers.voucher.reward-taken-back.v1':
        return { ...state, earnedFen: takeEach(state.earnedFen, event.data.byReward) };
      case 'vouchers.voucher.frozen.v1':
        return { ...state, frozenFen: addFen(state.frozenFen, event.data.frozenFen) };
      case 'vouchers.voucher.unfrozen.v1':
        return { ...state, frozenFen: zeroFen };
      case 'vouchers.voucher.expired.v1':
        return {
          ...move(state, { from: 'available', to: 'expired', amountFen: event.data.expiredFen }),
          status: 'expired',
        };
      case 'vouchers.voucher.redeemed.v1':
        return { ...state, redeemedFen: addFen(state.redeemedFen, event.data.amountFen) };
      case 'vouchers.voucher.cashed-out.v1': {
        const { cashedOutFen, forfeitedFen } = event.data;
        const paid = move(state, { from: 'available', to: 'cashedOut', amountFen: cashedOutFen });
        return {
          ...move(paid, { from: 'available', to: 'forfeited', amountFen: forfeitedFen }),
          payouts: state.payouts + 1,
        };
      }
      case 'vouchers.voucher.exchanged.v1': {
        const { exchangedFen, forfeitedFen } = event.data;
        const paid = move(state, { from: 'expired', to: 'exchanged', amountFen: exchangedFen });
        return {
          ...move(paid, { from: 'expired', to: 'forfeited', amountFen: forfeitedFen }),
          payouts: state.payouts + 1,
        };
      }
      case 'vouchers.voucher.converted-to-home.v1':
        return move(state, {
          from: 'expired',
          to: 'convertedToHome',
          amountFen: event.data.amountFen,
        });
      case 'vouchers.voucher.paid-out.v1':
        return {
          ...withRewardClaim(state, event.data.claimId, { isPaid: true }),
          paidOutFen: addFen(state.paidOutFen, event.data.amountFen),
        };
      case 'vouchers.voucher.transfer-planned.v1':
      case 'vouchers.voucher.hold-refused.v1':
      case 'vouchers.voucher.spend-answered.v1':
      case 'vouchers.voucher.contradiction-noted.v1':
        return state;
    }
  },
};

/** When expiry is final: the last day and its reconciliation are over. */
export function expiryAt(state: Voucher): number {
  return endOfDayInShanghai(addDays(lastDayOf(state), reconciliationDays));
}

/** 00:00 of the day after the tier in which the reward stands [DL 8]. */
function tierEndsAt(state: Voucher): number {
  const next = state.terms.tierEnds?.find(
    (day) => day >= ratedDayOf(state) && day < lastDayOf(state),
  );
  return next === undefined ? Infinity : startOfDayInShanghai(addDays(next, 1));
}

/** The day whose share the reward left on the voucher has. */
export function ratedDayOf(state: Voucher): CalendarDate {
  return state.rewardRatedOn === '' ? state.issued!.issuedOn : state.rewardRatedOn;
}

/** The last day on which this voucher can be used. */
export function lastDayOf(state: Voucher): CalendarDate {
  if (state.expiresOn === '') throw new Error('a voucher that was never issued has no last day');
  return state.expiresOn;
}

/** The voucher as the policy engine asks for it. */
export function policyFactsOf(state: Voucher): VoucherFacts {
  const { issued } = state;
  if (!issued) throw new Error('a voucher that was never issued has no facts');
  return {
    issuedOn: issued.issuedOn,
    expiresOn: lastDayOf(state),
    faceValueFen: issued.faceValueFen,
    facts: state.terms.facts,
    components: state.terms.components,
    pockets: state.pockets,
    rewardForfeitedFen: state.rewardForfeitedFen,
    takenFromRewardsFen: takenFromRewards(state),
    ...(state.rewardRatedOn !== '' && { rewardRatedOn: state.rewardRatedOn }),
    earnedFen: state.earnedFen,
    unitsBought: state.unitsBought,
    transfersMade: state.transfersMade,
    frozenFen: state.frozenFen,
  };
}

/** A reward is in one place: with the purchase that took it, or with what is available. */
function takenFromRewards({ holds, uses }: Voucher): Record<string, Fen> {
  return [...Object.values(holds), ...Object.values(uses)].reduce<Record<string, Fen>>(
    (sum, { part }) => addEach(sum, part.fromRewardsFen),
    {},
  );
}

/** What is neither used nor frozen. */
export function usableFen(state: Voucher): Fen {
  return state.frozenFen >= state.pockets.available
    ? zeroFen
    : ((sumFen([state.pockets.available]) - state.frozenFen) as Fen);
}
