import fc from 'fast-check';
import { addDays, area, calendarDate, fen } from '@fangpiao/values';
import type { Act, QuoteFacts } from '../src/index.ts';
import { goodsKinds, kinships, saleStages } from '../src/index.ts';

/** Generated facts for every pack of the repository. */
export const areas = fc.integer({ min: 0, max: 60_000 }).map((n) => area((n / 100).toFixed(2)));
export const money = fc.integer({ min: 0, max: 1_000_000_000 }).map(fen);
export const prices = fc.integer({ min: 1, max: 5_000_000 }).map(fen);
export const dates = fc
  .integer({ min: 0, max: 700 })
  .map((days) => addDays(calendarDate('2025-03-01'), days));

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

function inputsOf(shape: Record<string, fc.Arbitrary<unknown>>) {
  return fc.record(shape).map((inputs) => {
    const given = Object.entries(inputs).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as QuoteFacts['inputs'];
  });
}

export const factsFor: Record<string, fc.Arbitrary<QuoteFacts>> = {
  'dalian-example-district': fc.record({
    formula: fc.constantFrom('by-area', 'by-money'),
    landKind: fc.constantFrom('state', 'collective'),
    inputs: inputsOf({
      titleArea: areas,
      rewardArea: some(areas),
      unitPriceFen: prices,
      monetaryCompensationFen: money,
      movingFeeFen: some(money),
      transitionalSubsidyFen: some(money),
    }),
  }),
  'guangzhou-example-district': fc.record({
    landKind: fc.constantFrom('state', 'collective'),
    inputs: inputsOf({
      replacementHomesValueFen: money,
      landPremiumDueFen: money,
      monetaryCompensationFen: some(money),
      assessedValueFen: money,
      movingFeeFen: some(money),
      expropriationRewardFen: some(money),
    }),
  }),
  dongchangfu: fc.record({ inputs: inputsOf({ legalArea: areas, basePriceFen: prices }) }),
  xishan: fc.record({ inputs: inputsOf({ faceAmountFen: money, printedRewardFen: some(money) }) }),
  lubo: fc.record({
    persons: fc.integer({ min: 1, max: 9 }),
    dwellings: fc.integer({ min: 1, max: 3 }),
    landKind: fc.constant('collective' as const),
    choices: fc.record({ decoration: fc.constantFrom('inside-face', 'paid-in-cash') }),
    inputs: inputsOf({
      titleArea: areas,
      unitPriceFen: prices,
      decorationFen: some(money),
      phase: fc.integer({ min: 0, max: 6 }),
      signedOn: dates,
      isListedHouse: fc.boolean(),
    }),
  }),
  yunling: fc.record({ inputs: inputsOf({ assessedValueFen: money }) }),
  'shiqiao-east-bridgehead': fc.record({ inputs: inputsOf({ titleArea: areas }) }),
};

export const packIds = Object.keys(factsFor);

/** One pack and facts for it. */
export const packAndFacts = fc
  .constantFrom(...packIds)
  .chain((id) => (factsFor[id] as fc.Arbitrary<QuoteFacts>).map((facts) => ({ id, facts })));

const party = fc.record({
  homesOwned: fc.integer({ min: 0, max: 2 }),
  projectId: fc.constantFrom('p', 'q'),
  districtId: fc.constant('d'),
});
const purchaseId = fc.constantFrom('p1', 'p2', 'p3');
const kinds = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('buy' as const),
      purchase: purchaseId,
      buyer: fc.constantFrom('holder' as const, ...kinships),
      goods: fc.constantFrom('residential' as const, 'residential' as const, ...goodsKinds),
      saleStage: fc.constantFrom('ready' as const, ...saleStages),
      priceFen: fc.integer({ min: 1, max: 400_000_000 }).map(fen),
      area: areas,
      district: fc.constantFrom('new-town', 'old-town'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('use' as const), purchase: purchaseId }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('rescind' as const), purchase: purchaseId }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('release' as const), purchase: purchaseId }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cash-out' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('expire' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('take-outcome' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('transfer' as const), giver: party, receiver: party }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('freeze' as const), amountFen: money }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('unfreeze' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const) }) },
);

/** A life: issued on the first day, then up to a dozen acts in the order of time. */
export const acts: fc.Arbitrary<Act[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), kinds), { maxLength: 12 })
  .chain((list) => dates.map((start) => ({ list, start })))
  .map(({ list, start }) => {
    let on = start;
    const first: Act[] = [
      { on, act: 'agreement', state: 'effective' },
      { on, act: 'issue', isVacated: true },
    ];
    return list.reduce((all, [days, act]) => {
      on = addDays(on, days);
      return [...all, { on, ...act } as Act];
    }, first);
  });
