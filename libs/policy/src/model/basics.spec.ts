import { z } from 'zod';
import { calendarDateText, decimalOfRatio, key, ratio, rule, source, yuan } from './basics.ts';
import { mergedPack, partHeader } from '../index.ts';
import { packOf } from '../../test/packs.ts';

const errorOf = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
};

describe('a ratio', () => {
  it.each([
    ['10 %', '0.1'],
    ['100 %', '1'],
    ['0 %', '0'],
    ['5%', '0.05'],
    ['0.5 %', '0.005'],
    ['12.50 %', '0.125'],
    ['150 %', '1.5'],
    ['1000 %', '10'],
    ['0.00000001 %', '0.0000000001'],
    ['007 %', '0.07'],
    ['0.1', '0.1'],
    ['1.50', '1.50'],
    ['3', '3'],
    [2, '2'],
    [0.25, '0.25'],
  ])('%p is %s', (written, decimal) => {
    expect(decimalOfRatio(written)).toBe(decimal);
    expect(ratio.parse(written)).toBe(decimal);
  });

  it.each([
    'ten',
    '-1 %',
    '1,5 %',
    '% 5',
    '1 % more',
    'about 1 %',
    '.5',
    '5.',
    '1234567',
    '0.123456789',
  ])('is not %p', (written) => {
    expect(errorOf(ratio, written)).toBe('expected a ratio, e.g. 10 % or 0.1');
  });

  it('that cannot be read is nothing', () => {
    expect(decimalOfRatio('ten')).toBe('0');
    expect(decimalOfRatio('10 % more')).toBe('0');
    expect(decimalOfRatio('is 10 %')).toBe('0');
  });
});

describe('other values of a pack', () => {
  it('money in yuan is fen', () => {
    expect([yuan.parse('300.00 yuan'), yuan.parse('1,012,367.20yuan'), yuan.parse('5 元')]).toEqual(
      [30_000, 101_236_720, 500],
    );
    expect(errorOf(yuan, 'much')).toBe('expected money, e.g. 300.00 yuan');
    expect(errorOf(yuan, 'yuan 5')).toBe('expected money, e.g. 300.00 yuan');
  });

  it('a date exists', () => {
    expect(calendarDateText.parse('2024-02-29')).toBe('2024-02-29');
    expect(errorOf(calendarDateText, '2025-02-29')).toBe('expected a date that exists, YYYY-MM-DD');
  });

  it('a key begins with a small letter', () => {
    expect(['a', 'aB-9'].map((each) => errorOf(key, each))).toEqual([undefined, undefined]);
    for (const wrong of ['', 'A', '9a', 'a b', 'a_b', ' a', 'a\n']) {
      expect(errorOf(key, wrong)).toBeDefined();
    }
  });

  it('a provenance is one of three, with words in it', () => {
    for (const right of [
      { clause: 'DL 9' },
      { clause: 'DL 9', quote: '' },
      { decision: '1' },
      { assumption: 'x' },
    ]) {
      expect(errorOf(source, right)).toBeUndefined();
    }
    for (const wrong of [
      {},
      { clause: '' },
      { decision: '' },
      { assumption: '' },
      { clause: 'a', decision: 'b' },
    ]) {
      expect(errorOf(source, wrong)).toBeDefined();
    }
  });

  it('a rule has its fields, a provenance, and nothing else', () => {
    const schema = rule({ a: z.number() });
    const whole = {
      a: 1,
      source: { clause: 'X 1' },
      sources: { a: { assumption: 'x' } },
      comment: 'c',
      limits: { a: { max: '1', min: 0, oneOf: ['x', 1, true], reason: 'required' } },
      open: ['a'],
    };
    expect(schema.parse(whole)).toEqual(whole);
    for (const more of [
      { b: 1 },
      { source: undefined },
      { sources: { a: 1 } },
      { comment: 1 },
      { open: 'a' },
      { limits: { a: { most: 1 } } },
      { limits: { a: { max: true } } },
      { limits: { a: { min: [] } } },
      { limits: { a: { oneOf: [[]] } } },
      { limits: { a: { reason: 'wanted' } } },
    ]) {
      expect(errorOf(schema, { ...whole, ...more })).toBeDefined();
    }
  });
});

describe('the schema of a pack', () => {
  const { rules } = packOf('lubo');
  type Tree = Record<string, unknown>;

  /** The pack's rules with one value put somewhere: 'use.maximumUnits'. */
  function withValue(path: string, value: unknown): unknown {
    const [first = '', ...rest] = path.split('.');
    const put = (tree: Tree, keys: string[]): Tree => {
      const [here = '', ...deeper] = keys;
      const inner = deeper.length === 0 ? value : put((tree[here] ?? {}) as Tree, deeper);
      return { ...tree, [here]: inner };
    };
    return put(rules as Tree, [first, ...rest]);
  }
  const wrong = (path: string, value: unknown) => {
    const parsed = mergedPack.safeParse(withValue(path, value));
    return parsed.success ? undefined : parsed.error.issues[0]?.path.join('.');
  };

  it.each<[string, unknown, unknown]>([
    ['validity.months', 1, 0],
    ['validity.months', 600, 601],
    ['validity.months', 12, 1.5],
    ['validity.days', 0, -1],
    ['validity.days', 36_600, 36_601],
    ['validity.days', 30, 1.5],
    ['validity.on', '2026-01-01', '2026-13-01'],
    ['validity.remindDaysBefore', [], [-1]],
    ['use.maximumUnits', 1, 0],
    ['use.maximumUnits', 2, 1.5],
    ['use.purchasesBeforeIssueDays', 60, -1],
    ['use.largestShareOfPrice', '80 %', 'most'],
    ['use.topUpBy', 'household', 'seller'],
    ['use.topUpKinds', ['own-funds'], ['gold']],
    ['use.districts', 'whole-city', 'east'],
    ['use.districts', ['east'], [1]],
    ['use.crossDistrictPayer', 'purchase-district', 'nobody'],
    ['use.stacksWith', ['x'], 'x'],
    ['transfer.times', 0, -1],
    ['transfer.times', 10, 11],
    ['transfer.times', 1, 1.5],
    ['transfer.circle', 'whole-city', 'world'],
    ['transfer.whoMustOwn', 'both', 'all'],
    ['transfer.homesAtLeast', 0, -1],
    ['transfer.homesAtLeast', 2, 1.5],
    ['cashOut.denominator', 'face', 'whole'],
    ['cashOut.reading', 'marginal', 'sideways'],
    ['cashOut.bands', [{ from: '0', value: '1', through: '1' }], [{ from: '0' }]],
    ['cashOut.bands', [{ from: 0, below: '1', value: '1' }], [{ from: '0', value: '1', to: 1 }]],
    ['cashOut.payWithin', { days: 1, kind: 'calendar' }, { days: 1, kind: 'lunar' }],
    ['expiry.whollyUnused', 'replacement-home', 'cash-out'],
    ['expiry.leftoverAtExpiry', 'replacement-home', 'gift'],
    ['expiry.rewardAttribution', 'reward-first', 'first'],
    ['expiry.rewardDeducted', 'none', 'some'],
    ['expiry.deduction', '5 %', 'five'],
    [
      'expiry.interest',
      { yearlyRate: '1 %', dayCount: '30/360' },
      { yearlyRate: '1 %', dayCount: '29/360' },
    ],
    [
      'expiry.interest',
      { yearlyRate: '1 %', dayCount: 'actual/365' },
      { yearlyRate: 'x', dayCount: '30/360' },
    ],
    ['expiry.applyWithinMonths', 1, 0],
    ['expiry.applyWithinMonths', 3, 1.5],
    ['afterLateRescission.outcome', 'days-given-back', 'nothing'],
    ['instalments.steps', rules.instalments.steps, []],
    ['instalments.lateInterest', { yearlyRate: '1 %', dayCount: 'actual/360' }, {}],
    ['claims.developer.conditions', ['x'], []],
    ['claims.holder', rules.claims.developer, { conditions: ['x'] }],
    ['claims.seller', rules.claims.developer, { ...rules.claims.developer, conditions: [] }],
    ['claims.holder', rules.claims.developer, { ...rules.claims.developer, conditions: [] }],
    ['coverRule.mode', 'forecast', 'hope'],
    ['registration.mode', 'none', 'maybe'],
    ['registration.mode', 'for-the-record', ''],
    ['transition.keepsEarlier', 'by-decision', 'all'],
    [
      'transition.decisions',
      [{ scope: 'district', id: 'a', pack: 'b', decision: 'c' }],
      [{ scope: 'street', id: 'a', pack: 'b', decision: 'c' }],
    ],
    [
      'consultations',
      [{ who: 'a', on: '2025-01-01', answer: 'b' }],
      [{ who: 'a', on: '2025', answer: 'b' }],
    ],
    ['rounding.mode', 'half-even', 'nearest'],
    ['appliesTo.programmes', ['x'], []],
    ['appliesTo.landKinds', ['state'], ['moon']],
    ['appliesTo.landKinds', ['collective'], []],
    ['appliesTo.origins', ['x'], []],
    ['appliesTo.holders', ['company'], ['nobody']],
    ['appliesTo.holders', ['person'], []],
    ['inputs.phase.unit', 'ratio', 'inch'],
    ['inputs.phase.oneOf', ['1'], [1]],
    ['inputs.phase.name', { zh: 'x', en: 'x' }, { zh: '', en: 'x' }],
    ['inputs.phase.name', { zh: 'x', en: 'y' }, { zh: 'x', en: '' }],
    ['inputs.phase.name', { zh: 'x', en: 'y' }, { zh: 'x', en: 'x', de: 'x' }],
    ['inputs.x1', rules.inputs.phase, undefined],
    ['tiers.useTiers.rows', [{ value: 1 }], []],
    ['tiers.useTiers.rows', [{ otherwise: true, value: '1' }], [{ otherwise: false, value: 1 }]],
    ['face.components.homeBase.role', 'other', 'main'],
    ['face.components.homeBase.role', 'fee', ''],
    ['face.components.homeBase.counts', 'beside-face', 'nowhere'],
    ['face.components.homeBase.amount', '1 yuan', ''],
    ['face.components.homeBase.when', 'persons > 1', ''],
    [
      'face.components.homeBase.cap',
      { amount: '1 yuan', per: 'project' },
      { amount: '1 yuan', per: 'street' },
    ],
    ['rewards.phaseBonus.timing', 'from-start', 'never'],
    ['rewards.phaseBonus.keptIfBaseNotUsedInFull', '30 %', undefined],
    ['goods.residential.saleStages', ['second-hand'], []],
    ['goods.residential.saleStages', ['ready'], ['soon']],
    ['goods.residential.listing', 'not-required', 'perhaps'],
    ['goods.residential.useEvent', 'title-transfer-date', 'today'],
    ['goods.residential.proofs', ['x'], 'x'],
    ['buyers.holder.proofs', [], 'x'],
    ['issueGates.agreement', 'effective', 'spoken'],
    ['remedies.objection.days', 15, -1],
    [
      'roles',
      { review: { agency: { zh: 'x', en: 'x' }, level: 'city', source: { clause: 'LB 1' } } },
      { review: { agency: { zh: 'x', en: 'x' }, level: 'moon', source: { clause: 'LB 1' } } },
    ],
    [
      'roles',
      { review: { agency: { zh: 'x', en: 'x' }, level: 'district', source: { clause: 'LB 1' } } },
      { review: {} },
    ],
    ['documents', { LB: { title: 'x', date: '2025-01-01' } }, { LB: { title: 'x', date: 'x' } }],
    ['documents', { 'a-b': { title: 'x' } }, { '9': { title: 'x' } }],
    ['documents', { AB9: { title: 'x' } }, { A: { title: 'x' } }],
    ['documents', { ABCDEF: { title: 'x' } }, { ABCDEFG: { title: 'x' } }],
    ['documents', { LB: { title: 'x' } }, { 'LB ': { title: 'x' } }],
  ])('%s may be %j, not %j', (path, right, notRight) => {
    expect(wrong(path, right)).toBeUndefined();
    expect(wrong(path, notRight)).toBeDefined();
  });

  it.each(['Phase', '1phase', 'my phase', 'phase-1', 'phase_1', ' phase'])(
    'does not know names such as %p, which no formula could say',
    (name) => {
      expect(wrong(`inputs.${name}`, rules.inputs.phase)).toBeDefined();
      expect(wrong(`values.${name}`, rules.values?.leastAreaPerPerson)).toBeDefined();
      expect(wrong(`tiers.${name}`, rules.tiers?.useTiers)).toBeDefined();
      expect(wrong(`face.components.${name}`, rules.face.components.homeBase)).toBeDefined();
    },
  );

  it('has a head with a version of three numbers', () => {
    const head = {
      format: 'fangpiao-policy-pack/1',
      id: 'x',
      layer: 'city',
      name: { zh: 'x', en: 'x' },
      version: '1.20.3',
      state: 'draft',
    };
    const version = (text: string) => errorOf(partHeader, { ...head, version: text });
    expect(['1.20.3', '0.0.0', '10.0.11'].map(version)).toEqual([undefined, undefined, undefined]);
    for (const not of ['1.2', 'v1.2.3', '1.2.3-rc', '1.2.x', '1a2a3', '.1.2']) {
      expect(version(not)).toBe('expected a version such as 1.0.0');
    }
    for (const more of [
      { layer: 'street' },
      { state: 'ready' },
      { format: 'x' },
      { id: 'X' },
      { extra: 1 },
      { of: 'X' },
    ]) {
      expect(errorOf(partHeader, { ...head, ...more })).toBeDefined();
    }
    for (const more of [
      { layer: 'district' },
      { layer: 'project', of: 'y' },
      { state: 'registered' },
      { state: 'in-force', author: 'x', note: { zh: 'x', en: 'x' } },
    ]) {
      expect(errorOf(partHeader, { ...head, ...more })).toBeUndefined();
    }
  });
});
