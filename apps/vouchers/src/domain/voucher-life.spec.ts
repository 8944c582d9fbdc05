import { isRefusal, type Decision } from '@fangpiao/chassis';
import type { EventOf, agreementEffectiveV1 } from '@fangpiao/contracts';
import { claimExpired, leftover, type PolicyPack, type QuoteFacts } from '@fangpiao/policy';
import {
  addDays,
  addFen,
  area,
  asId,
  calendarDate,
  fen,
  instant,
  dateInShanghai,
  instantMillis,
  startOfDayInShanghai,
  sumFen,
  type CalendarDate,
  type Fen,
} from '@fangpiao/values';
import fc from 'fast-check';
import { issueOf, packOf, voucherId } from '../../test/issued-voucher.ts';
import { pocketNames, totalOf } from './pockets.ts';
import { decideTurnOfDay } from './voucher-clock.ts';
import { decideCashOut, decideTakeExpired } from './voucher-ending.ts';
import { decideRestore } from './voucher-rescission.ts';
import { decideTransfer } from './voucher-transfer.ts';
import { decideFreeze, decideHold, decideRelease, decideUnfreeze } from './voucher-use.ts';
import { decideSpend } from './voucher-spend.ts';
import { policyFactsOf, usableFen, voucher, type Voucher, type VoucherEvent } from './voucher.ts';

type Agreement = EventOf<typeof agreementEffectiveV1>['data'];

const issuedOn = calendarDate('2026-03-02');
const asking = { voucherId, askedBy: 'holder-1', onBehalfOf: { person: 'person-1' } };

/** Cities whose vouchers end differently: cash-out and tiers, exchange and transfer, a home or nothing. */
const cities: Record<string, { policy: PolicyPack; facts: object }> = {
  'of Dalian': {
    policy: packOf('dalian-example-district', (text) =>
      text.replace('defaultFormula: by-area', 'defaultFormula: by-money'),
    ),
    facts: { inputs: { monetaryCompensationFen: fen(100_003) } },
  },
  'of Dalian, late rescissions to expired': {
    policy: packOf('dalian-example-district', (text) =>
      text
        .replace('defaultFormula: by-area', 'defaultFormula: by-money')
        .replace('outcome: days-given-back, days: 30', 'outcome: to-expired'),
    ),
    facts: { inputs: { monetaryCompensationFen: fen(99_999) } },
  },
  'of Guangzhou': {
    policy: packOf('guangzhou-example-district'),
    facts: { inputs: { assessedValueFen: fen(100_007) } },
  },
  'of Yunling, rewards beside the face': {
    policy: packOf('yunling'),
    facts: { inputs: { assessedValueFen: fen(100_003) } },
  },
  'of Dongchangfu': {
    policy: packOf('dongchangfu'),
    facts: { inputs: { legalArea: '10.00', basePriceFen: fen(10_001) } },
  },
};

/** One voucher and what people, clock and other agencies do to it, by pure decisions. */
class Life {
  state: Voucher;
  day: CalendarDate = issuedOn;
  readonly policy: PolicyPack;
  #purchases = 0;

  constructor({ policy, facts }: { policy: PolicyPack; facts: object }) {
    this.policy = policy;
    this.state = this.#after(
      voucher.initial,
      issueOf(policy, { facts: facts as QuoteFacts, issuedOn }),
    );
  }

  do({ act, share, days }: Act): void {
    const { policy, day: today, state } = this;
    switch (act) {
      case 'pass':
        return this.#pass(days);
      case 'hold': {
        const amountFen = fen(Math.ceil(usableFen(state) * share));
        return this.#take(
          decideHold(state, this.#request(++this.#purchases, amountFen), { policy, today }),
        );
      }
      case 'file': {
        const [purchase] = Object.entries(state.holds);
        if (!purchase) return;
        // Half of the contracts are filed for less than is held, or what is open of the price is less.
        const { amountFen } = purchase[1];
        const openFen = fen(Math.ceil(amountFen * Math.min(1, share * 2)));
        const request = this.#request(purchase[0], openFen);
        const decided = decideSpend(state, { ...request, usedOn: today }, { policy });
        expectAnswered(decided, openFen);
        return this.#take(decided);
      }
      case 'release': {
        const [purchaseId] = Object.keys(state.holds);
        return this.#take(
          decideRelease(
            state,
            { voucherId, purchaseId: asId(purchaseId ?? 'none') },
            { policy, today },
          ),
        );
      }
      case 'rescind': {
        const [purchaseId] = Object.keys(state.uses);
        if (purchaseId === undefined) return;
        // The news may be some days old.
        const rescindedOn = addDays(today, -Math.floor(share * 10));
        const input = { voucherId, purchaseId: asId<'purchase'>(purchaseId), rescindedOn };
        return this.#take(decideRestore(state, input, { policy }));
      }
      case 'cash-out': {
        const answer = leftover(policy, { voucher: policyFactsOf(state), on: today });
        const cashFen = answer.ok ? answer.cashFen : fen(0);
        return this.#take(decideCashOut(state, { ...asking, cashFen }, { policy, today }));
      }
      case 'take-expired': {
        const answer = claimExpired(policy, { voucher: policyFactsOf(state), on: today });
        const payableFen = answer.ok ? addFen(answer.payableFen, answer.interestFen) : fen(0);
        return this.#take(decideTakeExpired(state, { ...asking, payableFen }, { policy, today }));
      }
      case 'freeze': {
        const frozenFen = fen(Math.floor(usableFen(state) * share));
        const order = { authority: 'court', document: '1' };
        return this.#take(decideFreeze(state, { voucherId, frozenFen, ...order }));
      }
      case 'unfreeze':
        return this.#take(decideUnfreeze(state, { voucherId, document: '2' }));
      case 'transfer': {
        const input = {
          voucherId,
          district: 'clearwater',
          giverHomesOwned: 1,
          receiverHomesOwned: 1,
        };
        const of = { policy, receiver, today };
        return this.#take(decideTransfer(state, { ...input, proofs: [] }, of));
      }
    }
  }

  /** Days go by; the clock looks at the voucher at the midnight on which it is due, and once at the end. */
  #pass(days: number): void {
    const end = addDays(this.day, days);
    for (let looks = 0; looks < 10; looks++) {
      const dueAt = voucher.dueAt!(this.state);
      const dueOn = dueAt && addDays(dateInShanghai(instantMillis(dueAt) - 1), 1);
      if (!dueOn || dueOn > end) break;
      if (dueOn > this.day) this.day = dueOn;
      const at = instant(startOfDayInShanghai(this.day));
      const of = { policy: this.policy, today: this.day, at };
      this.#take(decideTurnOfDay(this.state, { voucherId }, of));
      const next = voucher.dueAt!(this.state);
      if (next !== undefined && next <= at) throw new Error(`due again at once: ${next}`);
    }
    this.day = end;
  }

  #request(purchase: number | string, amountFen: Fen) {
    const purchaseId = asId<'purchase'>(String(purchase));
    const goods = { kind: 'residential', saleStage: 'ready', area: area('90.00') } as const;
    return { voucherId, purchaseId, amountFen, priceFen: amountFen, restFen: amountFen, ...goods };
  }

  #take(decision: Decision<VoucherEvent>): void {
    if (!isRefusal(decision)) this.state = this.#after(this.state, decision);
    expectEarned(this.state);
  }

  #after(state: Voucher, events: readonly VoucherEvent[]): Voucher {
    const meta = { at: instant(startOfDayInShanghai(this.day)), stream: 'voucher/V-1' };
    return events.reduce((each, event) => {
      const next = voucher.apply(each, event, meta);
      expectSound(next, event.type);
      return next;
    }, state);
  }
}

/** The purchase learns what was spent, no more than is open of the price. */
function expectAnswered(decided: readonly VoucherEvent[], openFen: Fen): void {
  const amountOf = (type: VoucherEvent['type']): number =>
    decided.reduce((sum, each) => {
      const amountFen = each.type === type && 'amountFen' in each.data ? each.data.amountFen : 0;
      return sum + amountFen;
    }, 0);
  const answered = amountOf('vouchers.voucher.spend-answered.v1');
  if (answered !== amountOf('vouchers.voucher.spent.v1')) throw new Error('spends what it denies');
  if (answered > openFen) throw new Error('pays more than the price');
}

const receiver = {
  agreementId: asId<'agreement'>('AG-2'),
  projectId: asId<'project'>('P-1'),
  district: 'clearwater',
  holder: asId<'person'>('person-2'),
  related: [],
} as unknown as Agreement;

/** What must hold after every event of every life (DOMAIN §7). */
function expectSound(state: Voucher, type: string): void {
  const { pockets, faceValueFen, holds, uses, rewardForfeitedFen, issued } = state;
  const lost = sumFen(Object.values(rewardForfeitedFen));
  const held = sumFen(Object.values(holds).map(({ amountFen }) => amountFen));
  const spent = sumFen(Object.values(uses).map(({ part }) => part.voucherPartFen));
  const wrong = [
    totalOf(pockets) !== faceValueFen && 'the pockets do not add up to the face',
    pocketNames.some((name) => pockets[name] < 0) && 'a pocket is negative',
    held !== pockets.held && 'what is held is not what purchases hold',
    spent !== pockets.spent && 'what is spent is not what purchases used',
    lost > pockets.forfeited && 'more reward lost than money',
    lost > (issued?.rewardInsideFaceFen ?? 0) && 'more reward lost than there ever was',
  ].filter(Boolean);
  if (wrong.length > 0) throw new Error(`after ${type}: ${wrong.join(', ')}`);
}

/** Earned = paid + due: what stands of rewards after an act is what the uses that stand have earned. */
function expectEarned({ uses, earnedFen, rewardClaims }: Voucher): void {
  const sum = (of: Readonly<Record<string, Fen>> = {}): Fen => sumFen(Object.values(of));
  const all = Object.values(uses);
  const due = sumFen(all.map((use) => sum(use.earnedFen)));
  const promised = sumFen(all.map((use) => sum(use.promisedFen)));
  const claims = Object.values(rewardClaims).filter(({ isTakenBack }) => !isTakenBack);
  const claimed = sumFen(claims.map(({ amountFen }) => amountFen));
  if (claimed !== due) throw new Error(`${claimed} fen of reward are claimed, ${due} are due`);
  if (sum(earnedFen) !== addFen(due, promised)) throw new Error('earned is not due and promised');
}

interface Act {
  readonly act:
    | 'pass'
    | 'hold'
    | 'file'
    | 'release'
    | 'rescind'
    | 'cash-out'
    | 'take-expired'
    | 'freeze'
    | 'unfreeze'
    | 'transfer';
  readonly share: number;
  readonly days: number;
}

const acts = fc.array(
  fc.record<Act>({
    act: fc.constantFrom(
      ...(['pass', 'pass', 'hold', 'hold', 'file', 'file', 'release', 'rescind'] as const),
      ...(['cash-out', 'take-expired', 'freeze', 'unfreeze', 'transfer'] as const),
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    days: fc.integer({ min: 0, max: 240 }),
  }),
  { minLength: 6, maxLength: 20, size: 'max' },
);

describe.each(Object.entries(cities))('a voucher %s, whatever happens to it', (_name, city) => {
  it('keeps every fen in one of the ten pockets, at every moment', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(acts, (list) => {
        const life = new Life(city);
        for (const act of list) life.do(act);
        for (const name of pocketNames) if (life.state.pockets[name] > 0) ends.add(name);
      }),
      { numRuns: 120 },
    );
    // The lives drawn are not all dull: money was held, spent, given back and expired.
    expect([...ends]).toEqual(expect.arrayContaining(['available', 'held', 'spent', 'expired']));
  });
});
