import fc from 'fast-check';
import { sumFen } from '@fangpiao/values';
import { live, pocketNames, quoteFace } from '../src/index.ts';
import type { PolicyPack, QuoteFacts } from '../src/index.ts';
import { acts, factsFor, money, packAndFacts, packIds } from './arbitrary.ts';
import { filesOf, loadAgain, must, packFrom, packOf, runs } from './packs.ts';

const packs = Object.fromEntries(packIds.map((id) => [id, packOf(id)]));
const again = Object.fromEntries(packIds.map((id) => [id, loadAgain(id)]));
const pack = (id: string) => packs[id] as PolicyPack;
const given = { numRuns: runs };
jest.setTimeout(600_000);

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
    const orders = Math.min(60, Math.ceil(runs / 15));
    const random = fc.sample(fc.array(fc.nat({ max: 1000 }), { minLength: 9, maxLength: 9 }), {
      numRuns: orders,
      seed: 7,
    });
    const shuffled = random.map((order) => packWithComponentsIn(order));
    fc.assert(
      fc.property(
        factsFor.lubo as fc.Arbitrary<QuoteFacts>,
        fc.nat({ max: orders - 1 }),
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
