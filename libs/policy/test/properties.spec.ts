import fc from 'fast-check';
import {
  addDays,
  addMonths,
  calendarDate,
  daysInMonth,
  datePartsOf,
  fen,
  sumFen,
} from '@fangpiao/values';
import type { Fen } from '@fangpiao/values';
import {
  deadlines,
  instalments,
  leftover,
  live,
  pocketNames,
  quoteFace,
  settleUse,
  voucherFrom,
} from '../src/index.ts';
import type { PolicyPack, QuoteFacts, VoucherFacts } from '../src/index.ts';
import { acts, areas, dates, factsFor, money, packAndFacts, packIds, prices } from './arbitrary.ts';
import { filesOf, packFrom, packOf, runs } from './packs.ts';

const packs = Object.fromEntries(packIds.map((id) => [id, packOf(id)]));
const again = Object.fromEntries(packIds.map((id) => [id, packOf(id)]));
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

/** Plain and quick: a property looks at tens of thousands of numbers. */
function must(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

describe('properties of every pack', () => {
  it('quote lines sum to the totals, and nothing is negative', () => {
    fc.assert(
      fc.property(packAndFacts, ({ id, facts }) => {
        const answer = quoteFace(pack(id), facts);
        if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
        const { quote } = answer;
        const sum = (counts: string) =>
          sumFen(
            quote.lines.filter((line) => line.counts === counts).map((line) => line.amountFen),
          );
        must(quote.faceValueFen === sum('inside-face'), 'face');
        must(quote.rewardOutsideFaceFen === sum('beside-face'), 'beside');
        must(quote.paidInCashFen === sum('paid-in-cash'), 'cash');
        must(quote.coverFen === quote.faceValueFen + quote.highestLaterRewardFen, 'cover');
        must(
          quote.lines.every((line) => line.amountFen >= 0),
          'negative',
        );
        must(quote.baseCompensationFen + quote.policyRewardFen <= quote.faceValueFen, 'parts');
        must(
          quote.lines.every((line) => line.clause !== '' && line.arithmetic !== ''),
          'unexplained',
        );
      }),
      given,
    );
  });

  it('the same facts and version give the same answer, whoever loaded the pack', () => {
    fc.assert(
      fc.property(packAndFacts, ({ id, facts }) => {
        const first = JSON.stringify(quoteFace(pack(id), facts));
        must(JSON.stringify(quoteFace(again[id] as PolicyPack, facts)) === first, 'another load');
        must(JSON.stringify(quoteFace(pack(id), facts)) === first, 'another time');
      }),
      given,
    );
  });

  it('the ten pockets add up to the face after any sequence of acts, and none is negative', () => {
    fc.assert(
      fc.property(packAndFacts, acts, ({ id, facts }, list) => {
        for (const step of live(pack(id), { facts, acts: list })) {
          const { voucher } = step.life;
          if (!voucher) continue;
          const amounts = pocketNames.map((name) => voucher.pockets[name]);
          must(Math.min(...amounts) >= 0, `negative pocket after ${step.act.act}`);
          must(
            sumFen(amounts) === voucher.faceValueFen,
            `pockets do not add up after ${step.act.act}`,
          );
          must(step.life.cashDueFen >= 0, 'negative cash');
        }
      }),
      given,
    );
  });

  it('rewards earned in a life never exceed what the cover was reckoned with', () => {
    fc.assert(
      fc.property(fc.constantFrom('yunling', 'xishan'), acts, money, (id, list, amount) => {
        const inputs =
          id === 'yunling'
            ? { assessedValueFen: amount }
            : { faceAmountFen: amount, printedRewardFen: amount };
        const steps = live(pack(id), { facts: { inputs }, acts: list });
        for (const { life } of steps) {
          const earned = sumFen(Object.values(life.voucher?.earnedFen ?? {}));
          must(earned <= (life.quote?.highestLaterRewardFen ?? 0), 'more than covered');
        }
      }),
      given,
    );
  });

  it('components give the same amounts in whatever order they are written', () => {
    const random = fc.sample(fc.array(fc.nat({ max: 1000 }), { minLength: 9, maxLength: 9 }), {
      numRuns: 60,
      seed: 7,
    });
    const shuffled = random.map((order) => packWithComponentsIn(order));
    fc.assert(
      fc.property(
        factsFor.lubo as fc.Arbitrary<QuoteFacts>,
        fc.nat({ max: 11 }),
        (facts, which) => {
          const amounts = (of: PolicyPack) => {
            const answer = quoteFace(of, facts);
            if (!answer.ok) throw new Error('refused');
            return answer.quote.lines
              .map((line) => `${line.id} ${line.amountFen}`)
              .sort()
              .join();
          };
          must(amounts(shuffled[which] as PolicyPack) === amounts(pack('lubo')), 'order matters');
        },
      ),
      given,
    );
  });
});

/** Lubo with its components written in another order. */
function packWithComponentsIn(order: number[]): PolicyPack {
  const files = filesOf('lubo');
  const text = files[0]?.text ?? '';
  const start = text.indexOf('  components:\n') + '  components:\n'.length;
  const end = text.indexOf('\nrewards:');
  const blocks = text
    .slice(start, end)
    .replace(/^ {4}#.*\n/m, '')
    .split(/\n(?= {4}\w)/);
  const sorted = blocks
    .map((block, index) => ({ block, key: order[index] ?? 0 }))
    .sort((a, b) => a.key - b.key);
  const body = sorted.map(({ block }) => block).join('\n');
  return packFrom([{ file: 'lubo.yaml', text: text.slice(0, start) + body + text.slice(end) }]);
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
});
