import fc from 'fast-check';
import { quoteFace } from '../src/index.ts';
import type { QuoteFacts, QuoteLine } from '../src/index.ts';
import { factsFor } from './arbitrary.ts';
import { packOf, runs } from './packs.ts';

/**
 * The same amounts reckoned a second time, straight from the clauses, with exact rationals of the
 * test's own: no pack, no formula, no code of the engine.
 */
type Rational = [bigint, bigint];
type Inputs = Record<string, number | string | boolean>;

const whole = (n: number | bigint): Rational => [BigInt(n), 1n];
const times = ([a, b]: Rational, [c, d]: Rational): Rational => [a * c, b * d];
const most = (x: Rational, y: Rational): Rational => (x[0] * y[1] >= y[0] * x[1] ? x : y);
const least = (x: Rational, y: Rational): Rational => (x[0] * y[1] <= y[0] * x[1] ? x : y);
const metres = (text: unknown): Rational => {
  const [whole = '0', cents = ''] = String(text ?? '0.00').split('.');
  return [BigInt(whole + cents.padEnd(2, '0')), 100n];
};
const halfUp = ([n, d]: Rational): number => Number((2n * n + d) / (2n * d));
const down = ([n, d]: Rational): number => Number(n / d);
const up = ([n, d]: Rational): number => Number((n + d - 1n) / d);
const halfEven = ([n, d]: Rational): number => {
  const floor = n / d;
  const twice = 2n * (n % d);
  return Number(twice > d || (twice === d && floor % 2n === 1n) ? floor + 1n : floor);
};
const fen = (inputs: Inputs, name: string): number => Number(inputs[name] ?? 0);

type Reckoned = { face: number; cash: number; cover?: number };

const clauses: Record<string, (facts: QuoteFacts) => Reckoned> = {
  // DL 8: (title area + reward area) × unit price, or compensation + reward; fees in cash.
  'dalian-example-district': ({ formula, inputs }) => {
    const price = whole(fen(inputs, 'unitPriceFen'));
    const base =
      formula === 'by-area'
        ? halfUp(times(metres(inputs.titleArea), price))
        : fen(inputs, 'monetaryCompensationFen');
    const reward =
      formula === 'by-area'
        ? halfUp(times(metres(inputs.rewardArea), price))
        : halfUp([BigInt(base) * 10n, 100n]);
    const cash = fen(inputs, 'movingFeeFen') + fen(inputs, 'transitionalSubsidyFen');
    return { face: base + reward, cash };
  },
  // GZ 4: base (value − premium + money, or assessed value) + rewards + ratio × base.
  'guangzhou-example-district': ({ landKind, inputs }) => {
    const homes = fen(inputs, 'replacementHomesValueFen') - fen(inputs, 'landPremiumDueFen');
    const base =
      landKind === 'collective'
        ? Math.max(0, homes) + fen(inputs, 'monetaryCompensationFen')
        : fen(inputs, 'assessedValueFen');
    const rewards = fen(inputs, 'movingFeeFen') + fen(inputs, 'expropriationRewardFen');
    return { face: base + rewards + halfUp([BigInt(base), 10n]), cash: 0 };
  },
  // LC 2.4: legal area × base price.
  dongchangfu: ({ inputs }) => ({
    face: halfUp(times(metres(inputs.legalArea), whole(fen(inputs, 'basePriceFen')))),
    cash: 0,
  }),
  // KM 2: the face as agreed, the reward beside it.
  xishan: ({ inputs }) => ({
    face: fen(inputs, 'faceAmountFen'),
    cash: 0,
    cover: fen(inputs, 'faceAmountFen') + fen(inputs, 'printedRewardFen'),
  }),
  lubo: ({ persons = 1, dwellings = 1, choices, inputs }) => {
    const title = metres(inputs.titleArea);
    const price = whole(fen(inputs, 'unitPriceFen'));
    const home = down(times(most(title, whole(25 * persons)), price));
    const hundredths = title[0];
    const rate = hundredths < 6000n ? 30_000 : hundredths < 9000n ? 15_000 : 0;
    const supplement = down(times(title, whole(rate)));
    const decoration = down(
      least(whole(fen(inputs, 'decorationFen')), times(title, whole(80_000))),
    );
    const moving = down(least(times(title, whole(2_000)), whole(300_000 * dwellings)));
    const phase = Number(inputs.phase);
    const percent = phase <= 1 ? 8n : phase <= 3 ? 5n : 0n;
    const bonus = Math.min(6_000_000, down([percent * BigInt(home), 100n]));
    const signedOn = String(inputs.signedOn);
    const signing = signedOn <= '2025-03-31' ? 2_000_000 : signedOn <= '2025-06-30' ? 1_000_000 : 0;
    const heritage = inputs.isListedHouse ? 3_000_000 : 0;
    const inFace = choices?.decoration === 'inside-face';
    const face = home + supplement + 500_000 * persons + heritage + bonus + signing;
    return { face: face + (inFace ? decoration : 0), cash: moving + (inFace ? 0 : decoration) };
  },
  yunling: ({ inputs }) => {
    const home = fen(inputs, 'assessedValueFen');
    const face = home + halfEven([BigInt(home) * 5n, 100n]);
    const later =
      halfEven([BigInt(face) * 4n, 100n]) +
      halfEven([BigInt(home) * 3n, 100n]) +
      3_000_000 +
      2_000_000 +
      halfEven([BigInt(face), 100n]);
    return { face, cash: 0, cover: face + later };
  },
  'shiqiao-east-bridgehead': ({ inputs }) => {
    const home = up(times(metres(inputs.titleArea), whole(666_667)));
    return { face: home + up([BigInt(home) * 12n, 100n]) + 150_000, cash: 0 };
  },
};

describe('an independent reckoning agrees to the fen', () => {
  jest.setTimeout(300_000);

  it.each(Object.keys(clauses))('%s', (id) => {
    const pack = packOf(id);
    const reckon = clauses[id] as (facts: QuoteFacts) => Reckoned;
    fc.assert(
      fc.property(factsFor[id] as fc.Arbitrary<QuoteFacts>, (facts) => {
        const answer = quoteFace(pack, facts);
        if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
        const { faceValueFen, paidInCashFen, coverFen, lines } = answer.quote;
        const reckoned = reckon(facts);
        const show = () => JSON.stringify({ reckoned, lines: lines.map(amountOf) });
        if (faceValueFen !== reckoned.face) throw new Error(`face ${faceValueFen} ${show()}`);
        if (paidInCashFen !== reckoned.cash) throw new Error(`cash ${paidInCashFen} ${show()}`);
        if (coverFen !== (reckoned.cover ?? reckoned.face))
          throw new Error(`cover ${coverFen} ${show()}`);
      }),
      { numRuns: runs },
    );
  });
});

function amountOf(line: QuoteLine): string {
  return `${line.id} ${line.amountFen}`;
}
