import { isRefusal, type Decision } from '@fangpiao/chassis';
import { area, asId, calendarDate, fen, instant } from '@fangpiao/values';
import {
  decideCancel,
  decideCompleted,
  decideContracted,
  decideEnd,
  decideFiled,
  decidePaid,
} from './purchase-course.ts';
import type { VoucherInstalment } from './purchase-instalments.ts';
import { decideRescind } from './purchase-rescission.ts';
import { decideSpendAnswer } from './purchase-spending.ts';
import { purchase, type Purchase, type PurchaseEvent, type PurchasePlan } from './purchase.ts';

const purchaseId = asId<'purchase'>('P-1');
const [first, second] = [asId<'voucher'>('V-1'), asId<'voucher'>('V-2')];
const filing = { filingNumber: 'WQ-1', filedOn: calendarDate('2026-06-03'), priceFen: fen(160) };

const plan: PurchasePlan = {
  purchaseId,
  unitId: asId<'unit'>('U-1'),
  developerId: asId<'developer'>('dev-1'),
  kind: 'residential',
  saleStage: 'ready',
  area: area('90.00'),
  holder: asId<'person'>('person-1'),
  buyer: asId<'person'>('person-1'),
  priceFen: fen(160),
  voucherFen: fen(150),
  parts: [first, second].map((voucherId, index) => ({
    voucherId,
    accountId: asId<'account'>(`A-${index + 1}`),
    district: 'clearwater',
    amountFen: fen(index === 0 ? 100 : 50),
  })),
  packs: {
    [first]: { packId: asId<'pack'>('clearwater'), version: 1 },
    [second]: { packId: asId<'pack'>('clearwater'), version: 2 },
  },
  topUps: [{ kind: 'own-funds', amountFen: fen(10) }],
  lastFilingOn: calendarDate('2027-03-02'),
  isFilingNeeded: true,
};

type DataOf<Type extends PurchaseEvent['type']> = Extract<PurchaseEvent, { type: Type }>['data'];

/** A purchase by two vouchers, and what happens to it. */
class Course {
  state: Purchase = purchase.initial;
  readonly events: PurchaseEvent[] = [];

  constructor(of: PurchasePlan = plan) {
    this.take([
      { type: 'vouchers.purchase.started.v1', data: of },
      {
        type: 'vouchers.purchase.reservation-requested.v1',
        data: { ...of, unitId: of.unitId, purchaseId: of.purchaseId },
      },
    ]);
  }

  take(decided: Decision<PurchaseEvent>): PurchaseEvent[] {
    if (isRefusal(decided)) throw new Error(decided.refused);
    const meta = { at: instant(Date.UTC(2026, 5, 3)), stream: 'purchase/P-1' };
    for (const event of decided) this.state = purchase.apply(this.state, event, meta);
    this.events.push(...decided);
    return [...decided];
  }

  answer(
    voucherId: typeof first,
    amount: number,
    instalments: readonly VoucherInstalment[] = [],
  ): PurchaseEvent[] {
    const answer = { voucherId, amountFen: fen(amount), instalments };
    return this.take(decideSpendAnswer(this.state, answer));
  }

  of<Type extends PurchaseEvent['type']>(type: Type): DataOf<Type>[] {
    return this.events.flatMap((event) =>
      event.type === type ? [event.data as DataOf<Type>] : [],
    );
  }
}

function filed(price = 160): Course {
  const course = new Course();
  course.take(decideFiled(course.state, { ...filing, priceFen: fen(price) }));
  return course;
}

const usedOf = (course: Course) => course.of('vouchers.purchase.used.v1');
const askedOf = (course: Course) =>
  course
    .of('vouchers.purchase.spend-asked.v1')
    .map(({ voucherId, restFen }) => `${voucherId} ${restFen}`);

describe('a filed purchase', () => {
  it('asks its vouchers one after another, and is used only when each has answered [DL 12, 13]', () => {
    const course = filed();
    expect([course.state.status, askedOf(course)]).toEqual(['spending', ['V-1 160']]);
    course.answer(first, 96);
    expect(askedOf(course)).toEqual(['V-1 160', 'V-2 64']);
    expect(usedOf(course)).toEqual([]);
    course.answer(second, 50);
    expect(course.state.status).toBe('used');
    expect(usedOf(course)).toMatchObject([
      {
        usedOn: '2026-06-03',
        filingNumber: 'WQ-1',
        priceFen: 160,
        voucherFen: 146,
        topUpDueFen: 4,
        parts: [
          { voucherId: 'V-1', amountFen: 96 },
          { voucherId: 'V-2', amountFen: 50 },
        ],
      },
    ]);
  });

  it('says of nothing that it is due where vouchers and planned top-up make the price', () => {
    const course = filed();
    course.answer(first, 100);
    course.answer(second, 50);
    expect(usedOf(course)[0]).toMatchObject({ voucherFen: 150 });
    expect(usedOf(course)[0]).not.toHaveProperty('topUpDueFen');
  });

  it('leaves out a voucher that had nothing to pay of a lower price', () => {
    const course = filed(90);
    course.answer(first, 90);
    course.answer(second, 0);
    expect(askedOf(course)).toEqual(['V-1 90', 'V-2 0']);
    expect(usedOf(course)).toMatchObject([
      { priceFen: 90, voucherFen: 90, parts: [{ voucherId: 'V-1' }] },
    ]);
    expect(usedOf(course)[0]!.parts).toHaveLength(1);
  });

  it('asks where nothing is filed when the contract is signed [DL 9]', () => {
    const course = new Course({ ...plan, isFilingNeeded: false });
    course.take(
      decideContracted(course.state, {
        contractNumber: 'HT-1',
        contractedOn: calendarDate('2026-06-01'),
        priceFen: fen(160),
      }),
    );
    expect(course.state).toMatchObject({ status: 'spending', usedOn: '2026-06-01' });
  });

  it('changes nothing when an answer or the news of the filing comes again', () => {
    const course = filed();
    course.answer(first, 96);
    expect(course.answer(first, 100)).toEqual([]);
    expect(course.take(decideFiled(course.state, filing))).toEqual([]);
    course.answer(second, 50);
    expect(course.answer(second, 50)).toEqual([]);
    expect(course.take(decideFiled(course.state, filing))).toEqual([]);
    expect(usedOf(course)).toHaveLength(1);
  });

  it('cannot be cancelled any more; other news of its end is a contradiction', () => {
    const course = filed();
    expect(decideCancel(course.state, { reason: 'no' })).toMatchObject({
      refused: 'purchase-cannot-be-cancelled',
    });
    expect(decideEnd(course.state, { ending: 'released', reason: 'late' })).toMatchObject([
      { type: 'vouchers.purchase.contradiction-noted.v1' },
    ]);
  });
});

describe('a filing revoked while vouchers still answer', () => {
  it('waits for the last answer; then each voucher has back what it spent', () => {
    const course = filed();
    const rescindedOn = calendarDate('2026-06-04');
    course.take(decideRescind(course.state, { rescindedOn }));
    expect(course.of('vouchers.purchase.ended.v1')).toEqual([]);
    course.answer(first, 96);
    course.answer(second, 0);
    expect(course.state.status).toBe('rescinded');
    expect(usedOf(course)).toHaveLength(1);
    expect(course.of('vouchers.purchase.ended.v1')).toMatchObject([{ ending: 'rescinded' }]);
    expect(course.of('vouchers.purchase.money-restored.v1')).toMatchObject([
      { rescindedOn, plan: { parts: [{ voucherId: 'V-1', amountFen: 96 }] } },
    ]);
    expect(course.of('vouchers.purchase.recovery-due.v1')).toEqual([]);
  });
});

describe('a payment to the developer', () => {
  const paid = (accountId: string, amount: number, instalment = 1) => ({
    instalment,
    claimId: 'P-1.1',
    amountFen: fen(amount),
    paidOn: calendarDate('2026-07-01'),
    payments: [{ accountId, amountFen: fen(amount) }],
  });

  it('is endorsed for what each voucher spent, and completes the purchase when that is paid [DL 15]', () => {
    const course = filed();
    course.answer(first, 96);
    course.answer(second, 50);
    course.take(decidePaid(course.state, paid('A-1', 96)));
    expect(course.of('vouchers.purchase.payment-noted.v1')).toMatchObject([
      { parts: [{ voucherId: 'V-1', amountFen: 96 }] },
    ]);
    expect(decideCompleted(course.state)).toEqual([]);
    course.take(decidePaid(course.state, paid('A-2', 50)));
    expect(decideCompleted(course.state)).toMatchObject([
      { type: 'vouchers.purchase.completed.v1' },
    ]);
  });

  it('is endorsed instalment by instalment, each for its own amount; the last completes [DL 15]', () => {
    const course = filed();
    const term = { days: 15, kind: 'working' as const };
    const later = { days: 30, kind: 'calendar' as const };
    course.answer(first, 96, [
      { after: 'filed', term, amountFen: fen(72) },
      { after: 'handed-over', term, amountFen: fen(24) },
    ]);
    course.answer(second, 50, [
      { after: 'filed', term, amountFen: fen(30) },
      { after: 'handed-over', term: later, amountFen: fen(20) },
    ]);
    // Steps that both packs have are one claim; what differs is one of its own.
    expect(usedOf(course)[0]!.instalments).toEqual([
      {
        number: 1,
        after: 'filed',
        term,
        parts: [
          { voucherId: 'V-1', amountFen: 72 },
          { voucherId: 'V-2', amountFen: 30 },
        ],
      },
      { number: 2, after: 'handed-over', term, parts: [{ voucherId: 'V-1', amountFen: 24 }] },
      {
        number: 3,
        after: 'handed-over',
        term: later,
        parts: [{ voucherId: 'V-2', amountFen: 20 }],
      },
    ]);
    course.take(decidePaid(course.state, paid('A-1', 72)));
    course.take(decidePaid(course.state, paid('A-2', 30)));
    course.take(decidePaid(course.state, paid('A-1', 24, 2)));
    expect(decideCompleted(course.state)).toEqual([]);
    course.take(decidePaid(course.state, paid('A-2', 20, 3)));
    const endorsed = course
      .of('vouchers.purchase.payment-noted.v1')
      .flatMap(({ parts }) => parts.map(({ voucherId, amountFen }) => `${voucherId} ${amountFen}`));
    expect(endorsed).toEqual(['V-1 72', 'V-2 30', 'V-1 24', 'V-2 20']);
    expect(decideCompleted(course.state)).toHaveLength(1);
  });

  it('is claimed of each district by itself, also where their packs have the same steps [DL 14]', () => {
    const parts = plan.parts.map((part) =>
      part.voucherId === second ? { ...part, district: 'hillside' } : part,
    );
    const course = new Course({ ...plan, parts });
    course.take(decideFiled(course.state, filing));
    const term = { days: 15, kind: 'working' as const };
    course.answer(first, 100, [{ after: 'invoiced', term, amountFen: fen(100) }]);
    course.answer(second, 50, [{ after: 'invoiced', term, amountFen: fen(50) }]);
    expect(usedOf(course)[0]!.instalments).toMatchObject([
      { number: 1, parts: [{ voucherId: 'V-1', amountFen: 100 }] },
      { number: 2, parts: [{ voucherId: 'V-2', amountFen: 50 }] },
    ]);
  });

  it('finds the amounts of a purchase that was used before vouchers were asked by themselves', () => {
    const course = new Course();
    const { unitId, developerId, holder, kind, priceFen, voucherFen } = plan;
    const data = { purchaseId, unitId, developerId, holder, kind, priceFen, voucherFen };
    course.take([
      {
        type: 'vouchers.purchase.used.v1',
        data: { ...data, ...filing, usedOn: filing.filedOn, parts: [...plan.parts] },
      } as PurchaseEvent,
    ]);
    course.take(decidePaid(course.state, paid('A-1', 100)));
    expect(course.of('vouchers.purchase.payment-noted.v1')).toMatchObject([
      { parts: [{ voucherId: 'V-1', amountFen: 100 }] },
    ]);
  });
});
