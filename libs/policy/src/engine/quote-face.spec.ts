import { fen } from '@fangpiao/values';
import { packOf } from '../../test/packs.ts';
import {
  changed,
  dalian,
  lubo,
  packWith,
  refusalsOf,
  shiqiao,
  yunling,
} from '../../test/vouchers.ts';
import { assumptionsOf, quoteFace } from '../index.ts';
import type { PolicyPack, Quote, QuoteFacts } from '../index.ts';

function quote(pack: PolicyPack, facts: QuoteFacts): Quote {
  const answer = quoteFace(pack, facts);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return answer.quote;
}

const linesOf = (of: Quote) =>
  of.lines.map((line) => [line.id, line.arithmetic, line.amountFen, line.counts]);
const refused = (pack: PolicyPack, facts: QuoteFacts) => refusalsOf(quoteFace(pack, facts));
const inputs = { titleArea: '120.00', unitPriceFen: 1_000_000, phase: 1, signedOn: '2025-08-01' };

describe('a quote', () => {
  it('is lines that explain every yuan, and their sums by where they count [LB 3, LB 4, LB 5]', () => {
    const found = quote(lubo.pack, lubo.facts);
    expect(linesOf(found)).toEqual([
      ['homeBase', 'max(58.00 m², 25.00 m² × 3) × 8,000.00 元/m²', 60_000_000, 'inside-face'],
      ['phaseBonus', '5 % × 600,000.00 元', 3_000_000, 'inside-face'],
      ['supplement', '300.00 元/m² × 58.00 m²', 1_740_000, 'inside-face'],
      ['movingFee', '20 元/m² × 58.00 m²', 116_000, 'paid-in-cash'],
      ['livingAllowance', '5,000 元 × 3', 1_500_000, 'inside-face'],
      ['signingBonus', '10,000.00 元', 1_000_000, 'inside-face'],
    ]);
    const { lines: _lines, assumptions: _none, ...sums } = found;
    expect(sums).toEqual({
      pack: { id: 'lubo', version: '1.0.0', state: 'in-force' },
      formula: 'standard',
      faceValueFen: 67_240_000,
      baseCompensationFen: 61_740_000,
      policyRewardFen: 4_000_000,
      rewardOutsideFaceFen: 0,
      paidInCashFen: 116_000,
      highestLaterRewardFen: 0,
      coverFen: 67_240_000,
      validity: { days: 270 },
      facts: lubo.facts,
    });
    expect(found.lines[1]).toEqual({
      id: 'phaseBonus',
      name: { zh: '批次奖励', en: 'phase bonus' },
      role: 'policy-reward',
      counts: 'inside-face',
      inputs: [
        { name: 'phaseReward', zh: '批次奖励比例', en: 'reward by phase', shown: '5 %' },
        { name: 'homeBase', zh: '房屋补偿', en: 'home', shown: '600,000.00 元' },
      ],
      arithmetic: '5 % × 600,000.00 元',
      rounding: 'down',
      clause: 'LB 5',
      source: { clause: 'LB 5' },
      isAssumption: false,
      amountFen: 3_000_000,
    });
  });

  it('cuts a line at its cap, for the household, the dwelling, the person or the project [LB 4, LB 5]', () => {
    const facts: QuoteFacts = {
      persons: 2,
      dwellings: 2,
      choices: { decoration: 'inside-face' },
      alreadyGrantedFen: { heritage: fen(9_000_000) },
      inputs: { ...inputs, titleArea: '400.00', decorationFen: 40_000_000, isListedHouse: true },
    };
    const found = quote(lubo.pack, facts);
    const line = (id: string) => found.lines.find((each) => each.id === id);
    expect(line('phaseBonus')).toMatchObject({
      amountFen: 6_000_000,
      cappedFromFen: 32_000_000,
      arithmetic: 'min(8 % × 4,000,000.00 元, 60,000 元)',
    });
    expect(line('decoration')).toMatchObject({ amountFen: 32_000_000, cappedFromFen: 40_000_000 });
    expect(line('movingFee')).toMatchObject({ amountFen: 600_000, cappedFromFen: 800_000 });
    expect(line('heritage')).toMatchObject({ amountFen: 1_000_000, cappedFromFen: 3_000_000 });
    expect(line('livingAllowance')).toMatchObject({ amountFen: 1_000_000 });
    expect(line('livingAllowance')).not.toHaveProperty('cappedFromFen');
    const perPerson = packWith('lubo', (text) =>
      text.replace(
        'cap: { amount: 6000 yuan, per: person }',
        'cap: { amount: 4000 yuan, per: person }',
      ),
    );
    expect(
      quote(perPerson, facts).lines.find((each) => each.id === 'livingAllowance'),
    ).toMatchObject({ amountFen: 800_000, cappedFromFen: 1_000_000 });
  });

  it('grants nothing more once a cap was used up, and never less than nothing [LB 4]', () => {
    const granted = (already: number) => {
      const facts = { persons: 1, alreadyGrantedFen: { heritage: fen(already) } };
      const found = quote(lubo.pack, { ...facts, inputs: { ...inputs, isListedHouse: true } });
      return found.lines.find((each) => each.id === 'heritage')?.amountFen;
    };
    expect([granted(7_000_000), granted(10_000_000), granted(10_000_001)]).toEqual([
      3_000_000, 0, 0,
    ]);
  });

  it('never has a line below zero', () => {
    const pack = packWith('lubo', (text) =>
      text.replace('amount: 5000 yuan * persons', 'amount: 5000 yuan * (persons - 3)'),
    );
    const allowance = (persons: number) =>
      quote(pack, { ...lubo.facts, persons }).lines.find((each) => each.id === 'livingAllowance');
    expect(allowance(2)).toMatchObject({ amountFen: 0 });
    expect(allowance(4)).toMatchObject({ amountFen: 500_000 });
  });

  it('counts a component where its holder chose [LB 4]', () => {
    const chosen = (decoration: 'inside-face' | 'paid-in-cash') =>
      quote(lubo.pack, { choices: { decoration }, inputs: { ...inputs, decorationFen: 1_000 } });
    const inside = chosen('inside-face');
    const cash = chosen('paid-in-cash');
    expect(inside.faceValueFen - cash.faceValueFen).toBe(1_000);
    expect(inside.baseCompensationFen - cash.baseCompensationFen).toBe(1_000);
    expect(cash.paidInCashFen - inside.paidInCashFen).toBe(1_000);
    expect(refused(lubo.pack, { inputs: { ...inputs, decorationFen: 1_000 } })).toEqual([
      'choice-missing · LB 4',
    ]);
    expect(refused(lubo.pack, { inputs })).toEqual([]);
  });

  it('prints a reward beside the face, and demands cover for what may still be earned [KM 2, YL 12]', () => {
    const xishan = packOf('xishan');
    const facts = { inputs: { faceAmountFen: 1_000_000, printedRewardFen: 50_000 } };
    expect(quote(xishan, facts)).toMatchObject({
      faceValueFen: 1_000_000,
      policyRewardFen: 0,
      rewardOutsideFaceFen: 50_000,
      coverFen: 1_050_000,
    });
    expect(quote(yunling.pack, yunling.facts)).toMatchObject({
      highestLaterRewardFen: 11_600_000,
      coverFen: 95_600_000,
      validity: { months: 18 },
      expiresAfterMonths: 18,
    });
    const less = packWith('yunling', (text) =>
      text.replace('highest: 4 % * faceValue', 'highest: rewardTotal - 10000 yuan'),
    );
    expect(quote(less, yunling.facts).highestLaterRewardFen).toBe(
      11_600_000 - 3_360_000 + 3_000_000,
    );
    const none = packWith('yunling', (text) =>
      text.replace('highest: 4 % * faceValue', 'highest: rewardTotal - 1000000 yuan'),
    );
    expect(quote(none, yunling.facts).highestLaterRewardFen).toBe(11_600_000 - 3_360_000);
    const { validity, ...fixed } = quote(shiqiao.pack, shiqiao.facts);
    expect(validity).toStrictEqual({ on: '2026-06-30' });
    expect(fixed).not.toHaveProperty('expiresAfterMonths');
    expect(quote(yunling.pack, yunling.facts).validity).toStrictEqual({ months: 18 });
    expect(quote(lubo.pack, lubo.facts).validity).toStrictEqual({ days: 270 });
  });
});

describe('the face formula', () => {
  it('is the one asked for, else the pack’s default, else the only one there is [DL 8]', () => {
    const facts = { inputs: { ...dalian.facts.inputs, titleArea: '80.00', unitPriceFen: 1_000 } };
    expect(quote(dalian.pack, { ...facts, formula: 'by-money' })).toMatchObject({
      formula: 'by-money',
      faceValueFen: 110_000,
    });
    expect(quote(dalian.pack, facts)).toMatchObject({ formula: 'by-area', faceValueFen: 80_000 });
    expect(quote(dalian.pack, facts).lines.map((line) => line.id)).toEqual([
      'areaBase',
      'areaReward',
    ]);
    expect(quote(yunling.pack, yunling.facts).formula).toBe('assessed');
  });

  it('must be named where there are several and no default, and must exist [DL 8]', () => {
    const { defaultFormula: _none, ...face } = dalian.pack.rules.face;
    const open = { ...dalian.pack, rules: { ...dalian.pack.rules, face } };
    expect(refused(open, { inputs: dalian.facts.inputs })).toEqual(['formula-unknown · ']);
    const answer = quoteFace(open, { inputs: {}, formula: 'by-luck' });
    expect(answer).toMatchObject({
      refusals: [{ en: 'name the face formula (by-area, by-money); there is no "by-luck"' }],
    });
    expect(quoteFace(open, { inputs: {} })).toMatchObject({
      refusals: [{ en: 'name the face formula (by-area, by-money)' }],
    });
    expect(refused(yunling.pack, { ...yunling.facts, formula: 'toString' })).toEqual([
      'formula-unknown · ',
    ]);
  });
});

describe('what a quote asks for', () => {
  const missing = (pack: PolicyPack, facts: QuoteFacts) => {
    const answer = quoteFace(pack, facts);
    return answer.ok ? [] : answer.refusals.map((each) => `${each.code} ${each.en}`);
  };

  it('is every input its formulas, conditions, tables and caps read, each once [LB 5]', () => {
    expect(
      missing(
        packWith('lubo', (text) => `${text}\n`),
        { inputs: {} },
      ),
    ).toEqual([
      'input-missing title area (titleArea) is missing',
      'input-missing assessed unit price (unitPriceFen) is missing',
      'input-missing relocation phase (phase) is missing',
      'input-missing signed on (signedOn) is missing',
    ]);
  });

  it('is nothing for a component whose condition is not met [GZ 4.1]', () => {
    const guangzhou = packOf('guangzhou-example-district');
    expect(missing(guangzhou, { landKind: 'state', inputs: {} })).toEqual([
      'input-missing assessed market value (assessedValueFen) is missing',
    ]);
    expect(missing(guangzhou, { landKind: 'collective', inputs: {} })).toEqual([
      'input-missing market value of the replacement homes (replacementHomesValueFen) is missing',
      'input-missing land premium due (landPremiumDueFen) is missing',
    ]);
  });

  it('is what its condition and its cap read, too', () => {
    const when = packWith('lubo', (text) =>
      text.replace(
        'isListedHouse: { name: { zh: 历史建筑, en: listed building }, unit: boolean, default: false }',
        'isListedHouse: { name: { zh: 历史建筑, en: listed building }, unit: boolean }',
      ),
    );
    expect(missing(when, { inputs })).toEqual([
      'input-missing listed building (isListedHouse) is missing',
    ]);
    const only = packWith('lubo', (text) =>
      text
        .replace(
          'listed building }, unit: boolean, default: false }',
          'listed building }, unit: boolean }',
        )
        .replace('amount: if(isListedHouse, 30000 yuan, 0 yuan)', 'amount: 30000 yuan')
        .replace('when: isListedHouse', 'when: not isListedHouse'),
    );
    expect(missing(only, { inputs })).toEqual([
      'input-missing listed building (isListedHouse) is missing',
    ]);
    const cap = packWith('lubo', (text) =>
      text
        .replace('decoration }, unit: money, default: 0 }', 'decoration }, unit: money }')
        .replace('when: decorationFen > 0 yuan', 'when: persons > 9')
        .replace(
          'cap: { amount: 6000 yuan, per: person }',
          'cap: { amount: decorationFen, per: person }',
        ),
    );
    expect(missing(cap, { inputs })).toEqual([
      'input-missing decoration (decorationFen) is missing',
    ]);
  });

  it('is what a component reads whose condition hangs on another component', () => {
    const pack = packWith('lubo', (text) =>
      text
        .replace('decoration }, unit: money, default: 0 }', 'decoration }, unit: money }')
        .replace('when: decorationFen > 0 yuan', 'when: homeBase > 1 yuan and persons > 0')
        .replace('counts: holder-choice', 'counts: paid-in-cash'),
    );
    expect(missing(pack, { inputs })).toEqual([
      'input-missing decoration (decorationFen) is missing',
    ]);
    const given = { inputs: { ...inputs, decorationFen: 70 } };
    expect(quote(pack, given).lines.find((each) => each.id === 'decoration')).toMatchObject({
      amountFen: 70,
    });
  });
});

describe('the assumptions of a pack', () => {
  it('stand on every quote with the place they are made at', () => {
    const assumptions = assumptionsOf(dalian.pack);
    expect(quote(dalian.pack, dalian.facts).assumptions).toEqual(assumptions);
    expect(assumptions).toContainEqual({
      zh: '办法未要求优先使用房票',
      where: 'use.sources.voucherFirst',
    });
    expect(assumptions).toContainEqual({
      zh: '办法未载明，每行按分四舍五入',
      where: 'rounding',
    });
    expect(assumptionsOf(yunling.pack)).toEqual([]);
    expect(assumptionsOf(dalian.pack)).toBe(assumptions);
    const more = { transfer: { source: { assumption: 'x' }, circle: null } } as object;
    expect(assumptionsOf(changed(yunling.pack, more))).toEqual([{ zh: 'x', where: 'transfer' }]);
  });
});
