import {
  voucherExpiredV1,
  voucherFrozenV1,
  voucherHeldV1,
  voucherIssuedV1,
  voucherRedeemedV1,
  voucherReleasedV1,
  voucherSpentV1,
  voucherUnfrozenV1,
  type DomainEvent,
  type EventOf,
  type Pockets,
} from '@fangpiao/contracts';
import type { Aggregate } from '@fangpiao/chassis';
import type { HeldPart, QuoteFacts, VoucherFacts } from '@fangpiao/policy';
import {
  addFen,
  endOfDayInShanghai,
  addDays,
  instant,
  sumFen,
  zeroFen,
  type CalendarDate,
  type Fen,
  type Id,
} from '@fangpiao/values';
import { fullPockets, movePockets, type Move } from './pockets.ts';

/** What the policy engine needs to know of a voucher beside its pockets, fixed at issue. */
export interface IssuedTerms {
  readonly facts: QuoteFacts;
  readonly components: Readonly<Record<string, Fen>>;
}

/** Money held for one purchase under way: an open limit, gone when it is released or spent. */
export interface Hold {
  readonly amountFen: Fen;
  readonly part: HeldPart;
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
  readonly holds: Readonly<Record<string, Hold>>;
  readonly rewardForfeitedFen: Readonly<Record<string, Fen>>;
  readonly rewardRatedOn: CalendarDate | '';
  readonly earnedFen: Readonly<Record<string, Fen>>;
  readonly unitsBought: number;
}

type OfPurchase = { voucherId: Id<'voucher'>; purchaseId: Id<'purchase'> };

export type VoucherEvent =
  | EventOf<typeof voucherIssuedV1>
  | EventOf<typeof voucherHeldV1>
  | EventOf<typeof voucherReleasedV1>
  | EventOf<typeof voucherSpentV1>
  | EventOf<typeof voucherFrozenV1>
  | EventOf<typeof voucherUnfrozenV1>
  | EventOf<typeof voucherExpiredV1>
  | EventOf<typeof voucherRedeemedV1>
  | DomainEvent<'vouchers.voucher.terms-fixed.v1', IssuedTerms>
  | DomainEvent<'vouchers.voucher.hold-noted.v1', { purchaseId: Id<'purchase'>; part: HeldPart }>
  | DomainEvent<'vouchers.voucher.hold-refused.v1', OfPurchase & { reason: string }>
  | DomainEvent<
      'vouchers.voucher.reward-forfeited.v1',
      { amountFen: Fen; byReward: Readonly<Record<string, Fen>>; ratedOn: CalendarDate }
    >
  | DomainEvent<
      'vouchers.voucher.reward-earned.v1',
      { purchaseId: Id<'purchase'>; byReward: Readonly<Record<string, Fen>> }
    >
  | DomainEvent<'vouchers.voucher.contradiction-noted.v1', { purchaseId: string; what: string }>;

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
  holds: {},
  rewardForfeitedFen: {},
  rewardRatedOn: '',
  earnedFen: {},
  unitsBought: 0,
};

export const voucher: Aggregate<Voucher, VoucherEvent> = {
  service: 'vouchers',
  kind: 'voucher',
  schema: 1,
  initial,
  events: [
    voucherIssuedV1,
    voucherHeldV1,
    voucherReleasedV1,
    voucherSpentV1,
    voucherFrozenV1,
    voucherUnfrozenV1,
    voucherExpiredV1,
    voucherRedeemedV1,
  ],
  internal: [
    'vouchers.voucher.terms-fixed.v1',
    'vouchers.voucher.hold-noted.v1',
    'vouchers.voucher.hold-refused.v1',
    'vouchers.voucher.reward-forfeited.v1',
    'vouchers.voucher.reward-earned.v1',
    'vouchers.voucher.contradiction-noted.v1',
  ],
  indexes: [{ 'state.holder': 1 }, { 'state.district': 1, 'state.areaId': 1 }],
  dueAt: (state) =>
    state.issued && state.pockets.available > 0
      ? instant(endOfDayInShanghai(addDays(state.issued.expiresOn, reconciliationDays)))
      : undefined,
  apply: (state, event) => {
    switch (event.type) {
      case 'vouchers.voucher.issued.v1': {
        const { faceValueFen, areaId, district, holder } = event.data;
        return {
          ...state,
          status: 'issued',
          issued: event.data,
          faceValueFen,
          areaId,
          district,
          holder,
          pockets: fullPockets(faceValueFen),
        };
      }
      case 'vouchers.voucher.terms-fixed.v1':
        return { ...state, terms: event.data };
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
      case 'vouchers.voucher.spent.v1':
        return {
          ...withoutHold(
            move(state, { from: 'held', to: 'spent', amountFen: event.data.amountFen }),
            event.data.purchaseId,
          ),
          unitsBought: state.unitsBought + 1,
        };
      case 'vouchers.voucher.reward-forfeited.v1':
        return {
          ...move(state, { from: 'available', to: 'forfeited', amountFen: event.data.amountFen }),
          rewardForfeitedFen: addEach(state.rewardForfeitedFen, event.data.byReward),
          rewardRatedOn: event.data.ratedOn,
        };
      case 'vouchers.voucher.reward-earned.v1':
        return { ...state, earnedFen: addEach(state.earnedFen, event.data.byReward) };
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
      case 'vouchers.voucher.hold-refused.v1':
      case 'vouchers.voucher.contradiction-noted.v1':
        return state;
    }
  },
};

function move(state: Voucher, move: Move): Voucher {
  return { ...state, pockets: movePockets(state.pockets, move) };
}

function withoutHold(state: Voucher, purchaseId: string): Voucher {
  const { [purchaseId]: _gone, ...holds } = state.holds;
  return { ...state, holds };
}

function addEach(
  to: Readonly<Record<string, Fen>>,
  add: Readonly<Record<string, Fen>>,
): Record<string, Fen> {
  const result: Record<string, Fen> = { ...to };
  for (const [name, amount] of Object.entries(add))
    result[name] = addFen(result[name] ?? zeroFen, amount);
  return result;
}

/** The voucher as the policy engine asks for it. */
export function policyFactsOf(state: Voucher): VoucherFacts {
  const { issued } = state;
  if (!issued) throw new Error('a voucher that was never issued has no facts');
  return {
    issuedOn: issued.issuedOn,
    expiresOn: issued.expiresOn,
    faceValueFen: issued.faceValueFen,
    facts: state.terms.facts,
    components: state.terms.components,
    pockets: state.pockets,
    rewardForfeitedFen: state.rewardForfeitedFen,
    ...(state.rewardRatedOn !== '' && { rewardRatedOn: state.rewardRatedOn }),
    earnedFen: state.earnedFen,
    unitsBought: state.unitsBought,
    frozenFen: state.frozenFen,
  };
}

/** What is neither used nor frozen. */
export function usableFen(state: Voucher): Fen {
  return state.frozenFen >= state.pockets.available
    ? zeroFen
    : ((sumFen([state.pockets.available]) - state.frozenFen) as Fen);
}
