import { filesOf, packOf } from '../../test/packs.ts';
import { lubo, packWith, yunling } from '../../test/vouchers.ts';
import { loadPack, quoteFace } from '../index.ts';
import { showExact } from '../formula/exact.ts';
import type { Exact } from '../formula/exact.ts';
import { dayNames, nameTexts, quoteNames, useNames } from '../model/names.ts';

/** 'code path' of every mistake once the text was changed. */
function found(id: string, from: string | RegExp, to: string): string[] {
  const files = filesOf(id).map(({ file, text }) => ({ file, text: text.replace(from, to) }));
  if (files.every(({ text }, index) => text === filesOf(id)[index]?.text))
    throw new Error('unchanged');
  const loaded = loadPack(files);
  return loaded.ok ? [] : loaded.problems.map(({ code, path }) => `${code} ${path}`);
}

describe('the names of a pack', () => {
  it('are each given once: inputs, values, components, tables and the built-in ones', () => {
    const input = (name: string) =>
      found(
        'lubo',
        '  isListedHouse: {',
        `  ${name}: { name: { zh: x, en: x }, unit: count }\n  isListedHouse: {`,
      );
    expect(input('children')).toEqual([]);
    for (const name of [
      'persons',
      'landKind',
      'usedOn',
      'faceValue',
      'goods',
      'used',
      'titleArea',
    ]) {
      expect(input(name).map((each) => each.split(' ')[0])).toContain(
        name === 'titleArea' ? 'yaml-malformed' : 'name-taken',
      );
    }
    expect(input('persons')).toContain('name-taken inputs.persons');
    expect(input('leastAreaPerPerson')).toContain('name-taken values.leastAreaPerPerson');
    expect(input('homeBase')).toContain('name-taken face.components.homeBase');
    expect(input('useTiers')).toContain('name-taken tiers.useTiers');
  });

  it('are known where they can be known: no use in a quote, no purchase on a mere day', () => {
    const amount = (formula: string) =>
      found('lubo', 'amount: 20 yuan/m2 * titleArea', `amount: "${formula}"`);
    expect(amount('1 yuan * persons * dwellings')).toEqual([]);
    expect(amount('1 yuan * daysSinceIssue')).toEqual([
      'name-undefined face.components.movingFee.amount',
    ]);
    expect(amount('used')).toEqual(['name-undefined face.components.movingFee.amount']);
    expect(amount('phaseReward * homeBase')).toEqual([]);
    expect(amount('useTiers * homeBase')).toEqual([
      'name-undefined face.components.movingFee.amount',
    ]);
    const kept = (formula: string) => found('lubo', 'kept: useTiers', `kept: "${formula}"`);
    expect(kept('useTiers')).toEqual([]);
    expect(kept('if(daysSinceIssue > 9, 10 %, 20 %)')).toEqual([]);
    expect(kept('share(titleArea, 100 m2)')).toEqual([]);
    expect(kept("if(goods == 'garage', 10 %, 20 %)")).toEqual([
      'name-undefined rewards.phaseBonus.kept',
    ]);
    expect(kept('1 yuan')).toEqual(['formula-malformed rewards.phaseBonus.kept']);
  });

  it('of a table depend on what it looks up', () => {
    const kept = (by: string) => [...found('lubo', 'by: daysSinceIssue', `by: "${by}"`)];
    expect(kept('daysSinceIssue + 0')).toEqual([]);
    expect(kept('share(used, 1 yuan)')).toEqual(['name-undefined rewards.phaseBonus.kept']);
    expect(kept('nobody')).toEqual([
      'name-undefined tiers.useTiers.by',
      'name-undefined rewards.phaseBonus.kept',
    ]);
    const wrong = found('lubo', '{ from: 4, value: 0 % }', '{ from: 4, value: 5 yuan }');
    expect(wrong).toEqual(['formula-malformed tiers.phaseReward.rows.2.value']);
  });

  it('may be used by conditions: of exclusions at the quote, of goods, buyers and rights at use', () => {
    const exclusion = (when: string) =>
      found('yunling', 'when: hasOtherSubsidy', `when: "${when}"`);
    expect(exclusion('persons > 9')).toEqual([]);
    expect(exclusion('usedBefore > 0 yuan')).toEqual([
      'name-undefined exclusions.other-subsidy.when',
    ]);
    expect(exclusion('persons')).toEqual(['formula-malformed exclusions.other-subsidy.when']);
    const goods = (when: string) => found('lubo', 'when: usedBefore > 0 yuan', `when: "${when}"`);
    expect(goods('monthsSinceIssue < 3 and used > 0 yuan')).toEqual([]);
    expect(goods('nobody')).toEqual(['name-undefined goods.garage.when']);
    expect(
      found('lubo', "when: landKind == 'collective' and persons >= 3", 'when: nobody'),
    ).toEqual(['name-undefined buyers.sibling.when']);
    expect(found('yunling', 'when: price <= 1000000 yuan', 'when: price')).toEqual([
      'formula-malformed sideRights.deed-tax.when',
    ]);
  });

  it('of rewards earned at use: amount and condition at use, the highest at the quote', () => {
    expect(found('yunling', 'amount: kindReward * used', 'amount: nobody')).toEqual([
      'name-undefined rewards.byKind.amount',
    ]);
    expect(found('yunling', 'amount: kindReward * used', 'amount: kindReward')).toEqual([
      'formula-malformed rewards.byKind.amount',
    ]);
    expect(found('yunling', 'highest: 4 % * faceValue', 'highest: used')).toEqual([
      'name-undefined rewards.byKind.highest',
    ]);
    expect(found('yunling', 'highest: 4 % * faceValue', 'highest: 4 %')).toEqual([
      'formula-malformed rewards.byKind.highest',
    ]);
    expect(
      found('yunling', 'highest: 4 % * faceValue', 'highest: rewardTotal + baseTotal + home'),
    ).toEqual([]);
    expect(found('yunling', "when: goods == 'residential'\n", 'when: nobody\n')).toEqual([
      'name-undefined rewards.byDistrict.when',
    ]);
  });
});

describe('the built-in names', () => {
  it('have words in both languages, every one', () => {
    for (const name of Object.keys({ ...quoteNames, ...dayNames, ...useNames })) {
      expect(nameTexts[name]).toMatchObject({
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringMatching(/[a-z]/),
      });
    }
  });
});

describe('the components of a face', () => {
  it('have an amount, a cap and a condition that can be read', () => {
    const path = 'face.components.decoration';
    expect(found('lubo', 'amount: decorationFen', 'amount: nobody')).toEqual([
      `name-undefined ${path}.amount`,
    ]);
    expect(
      found('lubo', 'cap: { amount: 800 yuan/m2 * titleArea', 'cap: { amount: 800 yuan/m2'),
    ).toEqual([`formula-malformed ${path}.cap.amount`]);
    expect(found('lubo', 'when: decorationFen > 0 yuan', 'when: decorationFen')).toEqual([
      `formula-malformed ${path}.when`,
    ]);
  });

  it('belong to formulas that exist', () => {
    expect(
      found('dalian-example-district', 'formulas: [by-money]', 'formulas: [by-money, by-luck]'),
    ).toEqual(['name-undefined face.components.moneyBase.formulas.1']);
    expect(found('dalian-example-district', 'formulas: [by-money]', 'formulas: [valueOf]')).toEqual(
      ['name-undefined face.components.moneyBase.formulas.0'],
    );
    const formulas = packOf('dalian-example-district').compiled.components.map((each) => [
      each.id,
      each.formulas && [...each.formulas],
    ]);
    expect(formulas).toContainEqual(['moneyBase', ['by-money']]);
    expect(formulas).toContainEqual(['movingFee', undefined]);
  });

  it('follow those they mention, through tables, conditions and caps; otherwise as written', () => {
    const order = (edit: (text: string) => string) =>
      packWith('lubo', edit)
        .compiled.components.map((each) => each.id)
        .slice(0, 3);
    expect(order((text) => `${text}\n`)).toEqual(['homeBase', 'phaseBonus', 'supplement']);
    expect(
      order((text) =>
        text.replace('amount: phaseReward * homeBase', 'amount: phaseReward * decorationFen'),
      ),
    ).toEqual(['phaseBonus', 'homeBase', 'supplement']);
    expect(
      order((text) =>
        text.replace(
          'amount: phaseReward * homeBase',
          'amount: phaseReward * decorationFen\n      when: supplement > 1 yuan',
        ),
      ),
    ).toEqual(['supplement', 'phaseBonus', 'homeBase']);
    expect(
      order((text) =>
        text
          .replace('amount: phaseReward * homeBase', 'amount: phaseReward * decorationFen')
          .replace(
            'cap: { amount: 60000 yuan, per: household }',
            'cap: { amount: signingBonus, per: household }',
          ),
      )[0],
    ).toBe('signingBonus');
    expect(
      order((text) =>
        text
          .replace('by: phase\n', 'by: share(supplement, 100 yuan)\n')
          .replace('amount: phaseReward * homeBase', 'amount: phaseReward * decorationFen'),
      ),
    ).toEqual(['supplement', 'phaseBonus', 'homeBase']);
  });

  it('never refer to each other in a circle, and the circle is shown', () => {
    const files = filesOf('lubo').map(({ file, text }) => ({
      file,
      text: text
        .replace(
          'amount: sizeSupplement * titleArea',
          'amount: sizeSupplement * titleArea + livingAllowance',
        )
        .replace('amount: 5000 yuan * persons', 'amount: heritage')
        .replace('amount: if(isListedHouse, 30000 yuan, 0 yuan)', 'amount: livingAllowance'),
    }));
    const loaded = loadPack(files);
    expect(loaded).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'name-cyclic',
          path: 'face.components.livingAllowance.amount',
          zh: '算式互相引用成环：livingAllowance → heritage → livingAllowance',
        },
      ],
    });
  });

  it('are what a reward from the start stands on, and inside the face', () => {
    const component = (name: string) =>
      found(
        'lubo',
        'timing: from-start, component: phaseBonus',
        `timing: from-start, component: ${name}`,
      );
    expect(component('supplement')).toEqual([]);
    expect(component('nobody')).toEqual(['name-undefined rewards.phaseBonus.component']);
    expect(component('movingFee')).toEqual(['name-undefined rewards.phaseBonus.component']);
  });
});

describe('a compiled pack', () => {
  it('has its values as numbers, texts and dates', () => {
    const pack = packWith('lubo', (text) =>
      text.replace(
        'tiers:\n',
        [
          '  share: { name: { zh: x, en: x }, unit: ratio, value: 12.5 %, source: { clause: LB 3 } }',
          '  whole: { name: { zh: x, en: x }, unit: count, value: 7, source: { clause: LB 3 } }',
          '  start: { name: { zh: x, en: x }, unit: date, value: 2025-01-01, source: { clause: LB 3 } }',
          '  kind: { name: { zh: x, en: x }, unit: text, value: "\'home\'", source: { clause: LB 3 } }',
          'tiers:\n',
        ].join('\n'),
      ),
    );
    const { constants, names, types } = pack.compiled;
    const number = (name: string) => showExact(constants.get(name) as Exact, { places: 4 });
    expect(['leastAreaPerPerson', 'share', 'whole'].map(number)).toEqual(['25', '0.125', '7']);
    expect([constants.get('start'), constants.get('kind')]).toEqual(['2025-01-01', 'home']);
    expect(names.get('share')).toEqual({ zh: 'x', en: 'x' });
    expect(names.get('persons')).toEqual({ zh: '人口数', en: 'persons' });
    expect(names.get('usedBefore')?.en).toBe('used before');
    expect(types.get('leastAreaPerPerson')).toMatchObject({ area: 1 });
    expect(types.get('goods')).toEqual({ kind: 'text' });
    expect(found('lubo', 'unit: area, value: 25 m2', 'unit: area, value: 25')).toEqual([
      'formula-malformed values.leastAreaPerPerson.value',
    ]);
    expect(found('lubo', 'unit: area, value: 25 m2', 'unit: area, value: persons')).toEqual([
      'name-undefined values.leastAreaPerPerson.value',
    ]);
  });

  it('has its rewards with provenance: of the tiers their own, where a district set them', () => {
    const [, money] = packOf('dalian-example-district').compiled.fromStart;
    expect(money).toMatchObject({
      id: 'moneyReward',
      component: 'moneyReward',
      name: { en: 'voucher reward' },
      source: { clause: 'DL 8' },
      keptSource: { assumption: '示例值' },
    });
    const [phase, signing] = lubo.pack.compiled.fromStart;
    expect(phase).toMatchObject({ id: 'phaseBonus', keptSource: { clause: 'LB 6' } });
    expect(showExact(phase?.keptIfBaseNotUsedInFull as Exact, { places: 2 })).toBe('0.3');
    expect(signing?.kept).toBeUndefined();
    expect(yunling.pack.compiled.fromStart.map((each) => each.id)).toEqual(['faceReward']);
    expect(
      yunling.pack.compiled.earned.map(({ id, due, when, name, source }) => [
        id,
        due,
        when?.source,
        name.en,
        'clause' in source && source.clause,
      ]),
    ).toEqual([
      ['byKind', 'at-use', undefined, 'reward by kind', 'YL 5'],
      ['soon', 'when-base-used-in-full', undefined, 'reward for early use', 'YL 5'],
      ['byDistrict', 'at-use', "goods == 'residential'", 'reward by district', 'YL 5'],
      ['campaign', 'at-use', undefined, 'campaign reward', 'YL 5'],
      [
        'wholeFace',
        'at-use',
        'share(used + usedBefore, faceValue) >= 90 %',
        'reward for large use',
        'YL 5',
      ],
    ]);
  });

  it('has its conditions by their place, and its components with caps and their own clause', () => {
    expect([...yunling.pack.compiled.conditions.keys()]).toEqual([
      'exclusions.other-subsidy.when',
      'sideRights.school.when',
      'sideRights.deed-tax.when',
    ]);
    expect([...lubo.pack.compiled.conditions.keys()]).toEqual([
      'goods.garage.when',
      'buyers.sibling.when',
    ]);
    const heritage = lubo.pack.compiled.components.find((each) => each.id === 'heritage');
    expect(heritage).toMatchObject({
      role: 'expropriation-reward',
      counts: 'inside-face',
      cap: { per: 'project', amount: { source: '100000 yuan' } },
      when: { source: 'isListedHouse' },
      source: { clause: 'LB 4' },
    });
    const home = lubo.pack.compiled.components[0];
    expect([home?.cap, home?.when]).toEqual([undefined, undefined]);
    const own = packWith('lubo', (text) =>
      text.replace(
        'amount: sizeSupplement * titleArea\n',
        'amount: sizeSupplement * titleArea\n      sources: { amount: { decision: 镇政〔2025〕1号 } }\n',
      ),
    );
    const quoted = quoteFace(own, lubo.facts);
    expect(quoted.ok && quoted.quote.lines.find((each) => each.id === 'supplement')?.clause).toBe(
      '镇政〔2025〕1号',
    );
  });
});
