import { area, asId, calendarDate, fen, type Fen } from '@fangpiao/values';
import { folded, issueOf, packOf, voucherId } from '../../test/issued-voucher.ts';
import { decideRestore } from './voucher-rescission.ts';
import { decideSpend, decideSpendPublished } from './voucher-spend.ts';
import { decideHold, decideRelease } from './voucher-use.ts';
import { voucher, type Voucher, type VoucherEvent } from './voucher.ts';

const purchaseId = asId<'purchase'>('P-1');
const day = calendarDate;
/** 1,100.00 yuan, of which 100.00 are reward: all of it to 2 June, 60 % to 2 September, then none. */
const policy = packOf('dalian-example-district', (text) =>
  text.replace('defaultFormula: by-area', 'defaultFormula: by-money'),
);
const facts = { inputs: { monetaryCompensationFen: fen(100_000) } };
const issued = folded(
  voucher.initial,
  issueOf(policy, { facts, issuedOn: day('2026-03-02') }),
  day('2026-03-02'),
);

const asked = (amount: number, price = amount, rest = price) => ({
  voucherId,
  purchaseId,
  amountFen: fen(amount),
  priceFen: fen(price),
  restFen: fen(rest),
  kind: 'residential' as const,
  saleStage: 'ready' as const,
  area: area('90.00'),
});

function held(amount: number, today = '2026-06-02'): Voucher {
  const events = decideHold(issued, asked(amount), { policy, today: day(today) });
  return folded(issued, events, day(today));
}

function spend(state: Voucher, of: { on: string; price: number; rest?: number }) {
  const { on, price, rest } = of;
  const amount = state.holds[purchaseId]?.amountFen ?? 0;
  const events = decideSpend(state, { ...asked(amount, price, rest), usedOn: day(on) }, { policy });
  return { events, after: folded(state, events, day(on)), types: namesOf(events) };
}

function namesOf(events: readonly VoucherEvent[]): string[] {
  return events.map(({ type }) => type.replace(/^vouchers\.voucher\.(.+)\.v1$/, '$1'));
}

function answeredIn(events: readonly VoucherEvent[]): Fen[] {
  return events.flatMap((event) =>
    event.type === 'vouchers.voucher.spend-answered.v1' ? [event.data.amountFen] : [],
  );
}

describe('a voucher whose purchase is filed', () => {
  it('spends all that was held where nothing speaks against it, in one endorsement [DL 9]', () => {
    const { types, events, after } = spend(held(110_000), { on: '2026-06-02', price: 110_000 });
    expect(types).toEqual(['spent', 'spend-answered']);
    expect(answeredIn(events)).toEqual([110_000]);
    expect(after.pockets).toMatchObject({ available: 0, held: 0, spent: 110_000 });
    expect(after.holds).toEqual({});
  });

  it('moves lost reward from held to available to forfeited, and spends the rest [DL 8]', () => {
    const { types, events, after } = spend(held(110_000), { on: '2026-06-03', price: 110_000 });
    expect(types).toEqual([
      'hold-reduced',
      'reward-forfeited',
      'hold-noted',
      'spent',
      'spend-answered',
    ]);
    expect(answeredIn(events)).toEqual([106_000]);
    expect(after.pockets).toMatchObject({
      available: 0,
      held: 0,
      spent: 106_000,
      forfeited: 4_000,
    });
    expect(after.uses[purchaseId]!.part).toEqual({
      on: '2026-06-03',
      voucherPartFen: 106_000,
      fromRewardsFen: { moneyReward: 6_000 },
    });
  });

  it('never pays more than is open of the price; what is left can be used again [DL 13]', () => {
    const { after } = spend(held(110_000), { on: '2026-06-02', price: 150_000, rest: 70_000 });
    expect(after.pockets).toMatchObject({ available: 40_000, held: 0, spent: 70_000 });
    expect(after).toMatchObject({ unitsBought: 1, holds: {} });
  });

  it('notes the day to which reward that comes back was rated, so that it is not rated again [DL 8]', () => {
    const late = held(110_000, '2026-05-01');
    const { types, after } = spend(late, { on: '2026-05-20', price: 105_000 });
    expect(types).toContain('reward-rated');
    expect(after).toMatchObject({ rewardRatedOn: '2026-05-20', pockets: { available: 5_000 } });
  });

  it('is whole again where other vouchers paid the price: that is no use of it', () => {
    const { types, events, after } = spend(held(50_000), {
      on: '2026-06-02',
      price: 90_000,
      rest: 0,
    });
    expect(types).toEqual(['hold-reduced', 'reward-rated', 'spend-answered']);
    expect(answeredIn(events)).toEqual([0]);
    expect(after).toMatchObject({ unitsBought: 0, uses: {}, holds: {} });
    expect(after.pockets).toMatchObject({ available: 110_000, held: 0, spent: 0 });
  });

  it('says again what it spent when it is asked again, and moves nothing', () => {
    const { after } = spend(held(110_000), { on: '2026-06-03', price: 110_000 });
    const again = spend(after, { on: '2026-06-03', price: 110_000 });
    expect(again.types).toEqual(['spend-answered']);
    expect(answeredIn(again.events)).toEqual([106_000]);
    expect(again.after).toEqual(after);
  });

  it('records a filing after the last day as a contradiction; it takes what the last day would have taken [DL 8, 9]', () => {
    const { types, events, after } = spend(held(110_000), { on: '2027-03-03', price: 80_000 });
    expect(types).toEqual([
      'hold-reduced',
      'reward-forfeited',
      'hold-noted',
      'spent',
      'contradiction-noted',
      'spend-answered',
    ]);
    expect(answeredIn(events)).toEqual([80_000]);
    expect(after.pockets).toMatchObject({ available: 20_000, spent: 80_000, forfeited: 10_000 });
  });

  it('loses a reward once, also where such a contract is rescinded', () => {
    const { after } = spend(held(110_000), { on: '2027-03-03', price: 5_000 });
    const rescindedOn = day('2027-03-10');
    const back = decideRestore(after, { voucherId, purchaseId, rescindedOn }, { policy });
    expect(folded(after, back, rescindedOn).pockets).toMatchObject({
      available: 100_000,
      spent: 0,
      forfeited: 10_000,
    });
  });
});

describe('a reward that one purchase holds', () => {
  it('is not left as well when the base held for another comes back: it is lost once [DL 8]', () => {
    const other = asId<'purchase'>('P-0');
    const on = { policy, today: day('2026-06-02') };
    const first = { ...asked(50_000), purchaseId: other };
    const base = folded(issued, decideHold(issued, first, on), on.today);
    const both = folded(base, decideHold(base, asked(60_000), on), on.today);
    expect(both.holds[purchaseId]!.part.fromRewardsFen).toEqual({ moneyReward: 10_000 });
    const back = decideRelease(both, { voucherId, purchaseId: other }, on);
    const { after } = spend(folded(both, back, on.today), { on: '2026-09-03', price: 60_000 });
    expect(after.pockets).toMatchObject({ available: 50_000, spent: 50_000, forfeited: 10_000 });
  });
});

describe('a use that was published before vouchers were asked what they pay', () => {
  it('spends all that was published, also where a tier has ended since: settlement pays it', () => {
    const state = held(110_000);
    const asking = { ...asked(110_000), usedOn: day('2026-06-03') };
    const events = decideSpendPublished(state, asking, { policy });
    expect(answeredIn(events)).toEqual([110_000]);
    const after = folded(state, events, day('2026-06-03'));
    expect(after.pockets).toMatchObject({ available: 0, spent: 110_000, forfeited: 0 });
    expect(after.uses[purchaseId]!.part.fromRewardsFen).toEqual({ moneyReward: 10_000 });
  });

  it('is total: without a hold nothing moves', () => {
    const asking = { ...asked(110_000), usedOn: day('2026-06-03') };
    const events = decideSpendPublished(issued, asking, { policy });
    expect(namesOf(events)).toEqual(['contradiction-noted', 'spend-answered']);
  });
});

describe('a hold that is released', () => {
  const release = (on: string) => {
    const state = held(110_000);
    const events = decideRelease(state, { voucherId, purchaseId }, { policy, today: day(on) });
    return { types: namesOf(events), after: folded(state, events, day(on)) };
  };

  it('keeps no tier: reward whose tier has ended is lost with it [DL 8]', () => {
    expect(release('2026-06-02').types).toEqual(['released', 'reward-rated']);
    const { types, after } = release('2026-06-03');
    expect(types).toEqual(['released', 'reward-forfeited']);
    expect(after.pockets).toMatchObject({ available: 106_000, held: 0, forfeited: 4_000 });
  });

  it('after the last day has the share of the last day; the rest then expires', () => {
    const { after } = release('2027-04-01');
    expect(after).toMatchObject({
      rewardRatedOn: '2027-03-02',
      pockets: { available: 100_000, forfeited: 10_000 },
    });
  });
});
