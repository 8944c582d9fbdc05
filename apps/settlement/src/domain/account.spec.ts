import { asId, calendarDate, fen, limitFen } from '@fangpiao/values';
import fc from 'fast-check';
import {
  accountId,
  after,
  clearwater,
  claimId,
  developerId,
  on,
  openedAccount,
  projectId,
  refusalOf,
  withDeposit,
} from '../../test/given.ts';
import type { AccountEvent } from './account-event.ts';
import {
  account,
  decideAdjustForecast,
  decideBookDeposit,
  decideOpen,
  type DedicatedAccount,
} from './account.ts';
import { bankReference, decideTakeBankReference, type Deposit } from './bank-reference.ts';
import { decideCommitCover } from './cover.ts';
import { decideConfirmPayment, decideOrderPayment, decideReleasePayment } from './payment.ts';
import { book, ledgerName, noMoney, postingsOf } from './postings.ts';

const issuanceId = asId<'issuance'>('issuance-1');
const order = (amount: number, orderId = 'order-1') => ({
  accountId,
  claimId,
  orderId,
  developerId,
  amountFen: fen(amount),
});
const cover = (amount: number, coverageRule: 'full' | 'forecast' = 'full') => ({
  accountId,
  issuanceId,
  district: clearwater,
  coverageRule,
  coverFen: fen(amount),
});

describe('opening a dedicated account [GZ 7, DL 14]', () => {
  it('refuses a second opening', () => {
    const again = decideOpen(openedAccount(), {
      accountId,
      district: clearwater,
      projectId,
      principalName: 'Old Mill Works',
      coverageRule: 'full',
      purpose: 'vouchers',
    });
    expect(refusalOf(again)).toBe('account-exists');
  });
});

describe('a deposit takes its bank reference, once, for the purpose of the account [DL 14]', () => {
  const deposit: Deposit = {
    accountId,
    amountFen: fen(100),
    bankReference: 'BANK-1',
    purpose: 'vouchers of Old Mill',
    receivedOn: on,
    scope: clearwater,
  };
  const take = (change: Partial<Deposit>, state = bankReference.initial, of = openedAccount()) =>
    refusalOf(decideTakeBankReference(state, { ...deposit, ...change }, of));

  it('takes the reference', () => expect(take({})).toEqual(['taken']));
  it('refuses an account that is not open', () =>
    expect(take({}, bankReference.initial, account.initial)).toBe('account-unknown'));
  it('answers another district’s account as not found', () =>
    expect(take({ scope: 'hillside' })).toBe('account-unknown'));
  it('lets the bank, which has no district, report a deposit', () =>
    expect(take({ scope: null })).toEqual(['taken']));
  it('refuses money for another purpose', () =>
    expect(take({ purpose: 'a new bridge' })).toBe('wrong-purpose'));
  it('refuses a reference that is booked', () =>
    expect(take({}, { takenBy: accountId })).toBe('bank-reference-used'));
  it('refuses nothing, and more than money can express', () => {
    expect(take({ amountFen: fen(0) })).toBe('invalid-request');
    const full = withDeposit(openedAccount(), limitFen);
    expect(take({}, bankReference.initial, full)).toBe('invalid-request');
  });

  it('is booked, and never lost when it cannot be: then it is recorded for a person', () => {
    const input = { accountId, amountFen: fen(100), bankReference: 'BANK-1', receivedOn: on };
    expect(
      after(account, openedAccount(), decideBookDeposit(openedAccount(), input)),
    ).toMatchObject({
      depositedFen: 100,
      freeFen: 100,
    });
    const nobody = decideBookDeposit(account.initial, input);
    expect(refusalOf(nobody)).toEqual(['deposit-contradicted']);
    expect(after(account, account.initial, nobody).contradictions).toBe(1);
    const full = withDeposit(openedAccount(), limitFen);
    expect(refusalOf(decideBookDeposit(full, input))).toEqual(['deposit-contradicted']);
  });
});

describe('cover before a voucher is issued', () => {
  const answer = (state: DedicatedAccount, input: Parameters<typeof decideCommitCover>[1]) =>
    decideCommitCover(state, input)[0]!;

  it('is committed while the money is deposited [GZ 7]', () => {
    const state = withDeposit(openedAccount(), 100);
    expect(answer(state, cover(100)).type).toBe('settlement.account.cover-committed.v1');
  });

  it('is refused while it is not, and says how much is free', () => {
    const state = after(account, withDeposit(openedAccount(), 100), [
      answer(withDeposit(openedAccount(), 100), cover(70)),
    ]);
    expect(answer(state, cover(31))).toEqual({
      type: 'settlement.account.cover-refused.v1',
      data: { accountId, issuanceId, coverFen: 31, freeFen: 30, reason: 'cover-not-enough' },
    });
  });

  it('is not freed by paying the voucher out: the money has left the account too', () => {
    let state = withDeposit(openedAccount(), 100);
    state = after(account, state, decideCommitCover(state, cover(100)));
    state = after(
      account,
      state,
      decideOrderPayment(state, { ...order(100), district: clearwater }),
    );
    state = after(
      account,
      state,
      decideConfirmPayment(state, { ...order(100), bankReference: 'B', paidOn: on }),
    );
    expect(answer(state, cover(1))).toMatchObject({
      data: { reason: 'cover-not-enough', freeFen: 0 },
    });
  });

  it('under a forecast counts the linked parcels and not the deposits that come out of them [LC]', () => {
    const forecast = openedAccount('forecast');
    const parcelId = asId<'parcel'>('plot-b');
    let state = after(
      account,
      forecast,
      decideAdjustForecast(forecast, { accountId, parcelId, deltaFen: fen(100) }),
    );
    state = withDeposit(state, 50);
    expect(answer(state, cover(100, 'forecast')).type).toBe(
      'settlement.account.cover-committed.v1',
    );
    expect(answer(state, cover(101, 'forecast'))).toMatchObject({
      data: { reason: 'cover-not-enough', freeFen: 100 },
    });
  });

  it('takes the stricter rule where account and pack differ', () => {
    const forecast = openedAccount('forecast');
    const withParcel = after(
      account,
      forecast,
      decideAdjustForecast(forecast, {
        accountId,
        parcelId: asId<'parcel'>('plot-b'),
        deltaFen: fen(100),
      }),
    );
    expect(answer(withParcel, cover(1, 'full'))).toMatchObject({
      data: { reason: 'cover-not-enough' },
    });
    const full = withDeposit(openedAccount('full'), 10);
    expect(answer(full, cover(10, 'forecast')).type).toBe('settlement.account.cover-committed.v1');
  });

  it('is refused on an account nobody opened, and on another district’s [DL 14]', () => {
    expect(answer(account.initial, cover(1))).toMatchObject({
      data: { reason: 'account-unknown', freeFen: 0 },
    });
    const other = { ...cover(1), district: 'hillside' };
    expect(answer(withDeposit(openedAccount(), 10), other)).toMatchObject({
      data: { reason: 'account-unknown' },
    });
  });

  it('says zero, not less, when parcels were sold below what was promised', () => {
    const forecast = openedAccount('forecast');
    const parcelId = asId<'parcel'>('plot-b');
    let state = after(
      account,
      forecast,
      decideAdjustForecast(forecast, { accountId, parcelId, deltaFen: fen(100) }),
    );
    state = after(account, state, decideCommitCover(state, cover(100, 'forecast')));
    state = after(
      account,
      state,
      decideAdjustForecast(state, { accountId, parcelId, deltaFen: fen(-40) }),
    );
    expect(answer(state, cover(1, 'forecast'))).toMatchObject({ data: { freeFen: 0 } });
  });
});

describe('a payment order', () => {
  it('is refused where the account would be overdrawn [GZ 7]', () => {
    const decision = decideOrderPayment(withDeposit(openedAccount(), 99), {
      ...order(100),
      district: clearwater,
    });
    expect(decision[0]).toMatchObject({
      data: { reason: 'account-would-be-overdrawn', freeFen: 99 },
    });
  });

  it('counts what is reserved already', () => {
    let state = withDeposit(openedAccount(), 100);
    state = after(
      account,
      state,
      decideOrderPayment(state, { ...order(60), district: clearwater }),
    );
    expect(
      decideOrderPayment(state, { ...order(41, 'order-2'), district: clearwater })[0],
    ).toMatchObject({
      data: { reason: 'account-would-be-overdrawn', freeFen: 40 },
    });
  });

  it('of another district’s officers is refused [DL 14]', () => {
    const decision = decideOrderPayment(withDeposit(openedAccount(), 100), {
      ...order(1),
      district: 'hillside',
    });
    expect(decision[0]).toMatchObject({ data: { reason: 'account-unknown' } });
  });

  it('frees the money again when the bank could not pay', () => {
    let state = withDeposit(openedAccount(), 100);
    state = after(
      account,
      state,
      decideOrderPayment(state, { ...order(60), district: clearwater }),
    );
    state = after(account, state, decideReleasePayment(state, order(60)));
    expect(state).toMatchObject({ freeFen: 100, orderedFen: 0, paidFen: 0 });
  });

  it('a result for more than is reserved is recorded, not booked', () => {
    const state = withDeposit(openedAccount(), 100);
    const paid = decideConfirmPayment(state, { ...order(1), bankReference: 'B', paidOn: on });
    expect(refusalOf(paid)).toEqual(['payment-contradicted']);
    expect(refusalOf(decideReleasePayment(state, order(1)))).toEqual(['payment-contradicted']);
    expect(after(account, state, paid)).toMatchObject({ freeFen: 100, contradictions: 1 });
  });
});

type Step = {
  kind: 'deposit' | 'cover' | 'order' | 'confirm' | 'release' | 'forecast';
  amount: number;
};
const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('deposit', 'cover', 'order', 'confirm', 'release', 'forecast'),
    amount: fc.integer({ min: 1, max: 1_000 }),
  }),
  { maxLength: 60 },
);

function decideStep(state: DedicatedAccount, { kind, amount }: Step): AccountEvent[] {
  switch (kind) {
    case 'deposit':
      return decideBookDeposit(state, {
        accountId,
        amountFen: fen(amount),
        bankReference: 'BANK',
        receivedOn: calendarDate('2026-03-02'),
      });
    case 'cover':
      return decideCommitCover(state, cover(amount));
    case 'order':
      return decideOrderPayment(state, { ...order(amount), district: clearwater });
    case 'confirm':
      return decideConfirmPayment(state, { ...order(amount), bankReference: 'BANK', paidOn: on });
    case 'release':
      return decideReleasePayment(state, order(amount));
    case 'forecast':
      return decideAdjustForecast(state, {
        accountId,
        parcelId: asId<'parcel'>('plot'),
        deltaFen: fen(500 - amount),
      });
  }
}

test('whatever happens in whatever order, no account is overdrawn and no cover goes without money', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      let state = openedAccount();
      for (const step of sequence) {
        state = after(account, state, decideStep(state, step));
        expect(state.freeFen).toBeGreaterThanOrEqual(0);
        expect(state.orderedFen).toBeGreaterThanOrEqual(0);
        expect(state.paidFen).toBeGreaterThanOrEqual(0);
        expect(state.depositedFen).toBe(state.freeFen + state.orderedFen + state.paidFen);
        expect(state.coveredFen).toBeLessThanOrEqual(state.depositedFen);
      }
    }),
  );
});

test('the sums are those of the postings, and all ledgers together are zero', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      let state = openedAccount();
      const ledgers = new Map<string, number>();
      let sums = noMoney;
      for (const step of sequence) {
        const events = decideStep(state, step);
        state = after(account, state, events);
        for (const posting of events.flatMap(postingsOf)) {
          sums = book(sums, posting);
          const add = (name: string, amount: number) =>
            ledgers.set(name, (ledgers.get(name) ?? 0) + amount);
          add(ledgerName(posting.debit), posting.amountFen);
          add(ledgerName(posting.credit), -posting.amountFen);
        }
      }
      expect(state).toMatchObject(sums);
      const of = (name: string) => ledgers.get(name) ?? 0;
      expect([...ledgers.values()].reduce((sum, amount) => sum + amount, 0)).toBe(0);
      expect(of(`bank:${accountId}`)).toBe(state.freeFen);
      expect(of(`ordered:${accountId}`)).toBe(state.orderedFen);
      expect(of(`developer:${developerId}`)).toBe(state.paidFen);
      expect(of(`principal:${projectId}`) + state.depositedFen).toBe(0);
    }),
  );
});

test('a forecast beyond what money can express stays at the limit', () => {
  const most = after(
    account,
    openedAccount(),
    decideAdjustForecast(openedAccount(), {
      accountId,
      parcelId: asId<'parcel'>('a'),
      deltaFen: limitFen,
    }),
  );
  expect(
    decideAdjustForecast(most, { accountId, parcelId: asId<'parcel'>('b'), deltaFen: fen(1) }),
  ).toEqual([]);
});
