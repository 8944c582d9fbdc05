import fc from 'fast-check';
import {
  addDays,
  addMonths,
  calendarDate,
  datePartsOf,
  daysInMonth,
  fen,
  sumFen,
} from '@fangpiao/values';
import type { CalendarDate, Fen } from '@fangpiao/values';
import { monthsSince } from '../src/calendar/terms.ts';
import {
  deadlines,
  instalments,
  leftover,
  quoteFace,
  settleUse,
  voucherFrom,
} from '../src/index.ts';
import type { PolicyPack, QuoteFacts, VoucherFacts } from '../src/index.ts';
import { areas, dates, factsFor, money, packIds, prices } from './arbitrary.ts';
import { must, packOf, runs } from './packs.ts';

const packs = Object.fromEntries(packIds.map((id) => [id, packOf(id)]));
const pack = (id: string) => packs[id] as PolicyPack;
const given = { numRuns: runs };
jest.setTimeout(600_000);

function issued(of: {
  pack: PolicyPack;
  facts: QuoteFacts;
  on?: string;
}): VoucherFacts | undefined {
  const answer = quoteFace(of.pack, of.facts);
  if (!answer.ok) return undefined;
  const issuedOn = calendarDate(of.on ?? '2025-03-03');
  return voucherFrom(answer.quote, { issuedOn, expiresOn: addMonths(issuedOn, 12) });
}

describe('properties of use', () => {
  it('using more never yields less reward', () => {
    fc.assert(
      fc.property(money, prices, prices, areas, (value, price, more, size) => {
        const voucher = issued({
          pack: pack('yunling'),
          facts: { inputs: { assessedValueFen: value } },
        });
        if (!voucher || voucher.faceValueFen === 0) return;
        const reward = (priceFen: Fen) => {
          const answer = settleUse(pack('yunling'), {
            voucher,
            purchase: {
              on: calendarDate('2025-06-10'),
              priceFen,
              goods: 'residential',
              saleStage: 'ready',
              area: size,
              purchaseDistrict: 'new-town',
            },
          });
          return answer.ok ? sumFen(answer.earned.map((each) => each.amountFen)) : 0;
        };
        const scaled = fen(price * 50);
        must(reward(fen(scaled + more)) >= reward(scaled), 'less for more');
      }),
      given,
    );
  });

  it('later use never yields a higher tier where tiers fall', () => {
    const ids = fc.constantFrom('dalian-example-district', 'lubo');
    const later = fc.nat({ max: 200 });
    fc.assert(
      fc.property(
        ids.chain((id) =>
          (factsFor[id] as fc.Arbitrary<QuoteFacts>).map((facts) => ({ id, facts })),
        ),
        later,
        later,
        ({ id, facts }, first, days) => {
          const voucher = issued({ pack: pack(id), facts });
          if (!voucher || voucher.faceValueFen === 0) return;
          const spendable = (day: number) => {
            const answer = settleUse(pack(id), {
              voucher,
              purchase: {
                on: addDays(voucher.issuedOn, day),
                priceFen: fen(2_000_000_000_000),
                goods: 'residential',
                saleStage: 'ready',
              },
            });
            return answer.ok ? answer.voucherPartFen : 0;
          };
          must(spendable(first + days) <= spendable(first), 'more for later');
        },
      ),
      given,
    );
  });

  it('what is cashed out and what is lost are the balance, no more and no less', () => {
    fc.assert(
      fc.property(
        factsFor.lubo as fc.Arbitrary<QuoteFacts>,
        fc.nat({ max: 1000 }),
        fc.nat({ max: 250 }),
        (facts, share, day) => {
          const voucher = issued({ pack: pack('lubo'), facts });
          if (!voucher) return;
          const spent = fen(Math.floor((voucher.faceValueFen * share) / 1000));
          const available = fen(voucher.faceValueFen - spent);
          const used = {
            ...voucher,
            unitsBought: 1,
            pockets: { ...voucher.pockets, spent, available },
          };
          const answer = leftover(pack('lubo'), {
            voucher: used,
            on: addDays(voucher.issuedOn, day),
          });
          if (!answer.ok) return;
          must(answer.cashFen + answer.forfeitedFen === answer.balanceFen, 'balance');
          must(answer.cashFen >= 0 && answer.forfeitedFen >= 0, 'negative');
          must(answer.balanceFen === available, 'available');
        },
      ),
      given,
    );
  });

  it('instalments add up to the amount', () => {
    fc.assert(
      fc.property(fc.constantFrom(...packIds), money, (id, amountFen) => {
        const plan = instalments(pack(id), { amountFen, events: {} });
        must(sumFen(plan.map((each) => each.amountFen)) === amountFen, 'sum');
      }),
      given,
    );
  });
});

describe('properties of dates', () => {
  it('a voucher of months ends on the same day of the month or on its last day, and later issue never ends earlier', () => {
    fc.assert(
      fc.property(dates, (issuedOn) => {
        const { validity } = pack('dalian-example-district').rules;
        const ends = deadlines(pack('dalian-example-district'), { issuedOn });
        const [from, to] = [datePartsOf(issuedOn), datePartsOf(ends.expiresBeforeRollingOn)];
        must(
          to.year * 12 + to.month === from.year * 12 + from.month + (validity.months ?? 0),
          'month',
        );
        must(to.day === Math.min(from.day, daysInMonth(to)), 'day');
        must(ends.expiresOn >= ends.expiresBeforeRollingOn, 'rolled back');
      }),
      given,
    );
    const days = Array.from({ length: 1500 }, (_, index) =>
      addDays(calendarDate('2024-01-01'), index),
    );
    const ends = days.map((issuedOn) => addMonths(issuedOn, 12));
    expect(ends.every((end, index) => index === 0 || end >= (ends[index - 1] ?? ''))).toBe(true);
  });

  it('months counted from any day, a 31st or a leap day too, skip no month and repeat none', () => {
    const anyDay = fc
      .integer({ min: 0, max: 40_000 })
      .map((n) => addDays(calendarDate('2000-01-01'), n));
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 60 }), (from, months) => {
        const [end, next] = [addMonths(from, months), addMonths(from, months + 1)];
        const [start, a, b] = [datePartsOf(from), datePartsOf(end), datePartsOf(next)];
        must(b.year * 12 + b.month === a.year * 12 + a.month + 1, 'a month skipped or repeated');
        must(a.day === Math.min(start.day, daysInMonth(a)), 'not the same day, nor the last');
        const month = (to: CalendarDate) => monthsSince({ from, to, firstDayCounts: false });
        must(month(end) === months, 'the last day of a month of use');
        must(month(addDays(end, 1)) === months + 1, 'the first day of the next');
        must(month(next) === months + 1, 'its last day');
      }),
      given,
    );
  });

  it('every day of use is in the month of the day before or in the next one', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 800 }), fc.boolean(), (from, days, firstDayCounts) => {
        const to = addDays(from, days);
        const [today, tomorrow] = [to, addDays(to, 1)].map((day) =>
          monthsSince({ from, to: day, firstDayCounts }),
        ) as [number, number];
        must(tomorrow === today || tomorrow === today + 1, 'skipped or went back');
      }),
      given,
    );
  });
});
