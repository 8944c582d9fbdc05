import { calendarDate, fen } from '@fangpiao/values';
import { packOf } from '../../test/packs.ts';
import { changed, dalian, lubo, packWith, yunling } from '../../test/vouchers.ts';
import {
  ask,
  asTree,
  comparePacks,
  plainMoney,
  readActs,
  readExamples,
  readHousehold,
  readMoney,
  readQuoteFacts,
  readVoucher,
  renderPack,
  runExample,
} from '../index.ts';
import type { Example, PortfolioHousehold } from '../index.ts';

describe('facts as people write them', () => {
  it('money with 元 or yuan or in fen; areas as numbers or with a unit', () => {
    expect([readMoney('800,000.00 元'), readMoney('5 yuan'), readMoney(7)]).toEqual([
      80_000_000, 500, 7,
    ]);
    const facts = readQuoteFacts(lubo.pack, {
      persons: 3,
      alreadyGranted: { heritage: '90,000.00 元' },
      inputs: { titleArea: 58.5, unitPriceFen: '8,000.00 元', phase: 2, signedOn: '2025-05-20' },
    });
    expect(facts).toEqual({
      persons: 3,
      alreadyGrantedFen: { heritage: 9_000_000 },
      inputs: { titleArea: '58.50', unitPriceFen: 800_000, phase: 2, signedOn: '2025-05-20' },
    });
    for (const written of ['58.50', '58.50 m2', '58.50m²', '58.50 ㎡']) {
      expect(readQuoteFacts(lubo.pack, { inputs: { titleArea: written } }).inputs.titleArea).toBe(
        '58.50',
      );
    }
    expect(readQuoteFacts(lubo.pack, {})).toEqual({ inputs: {} });
    expect(() => readQuoteFacts(lubo.pack, { inputs: { size: 1 } })).toThrow(
      'the pack has no input "size"',
    );
  });

  it('amounts anywhere in a tree become fen, other texts stay', () => {
    expect(
      plainMoney({ a: ['1.50 元', 'x', null, 3], b: { c: '-2 元', d: '2 元 more', e: 'of 2 元' } }),
    ).toEqual({
      a: [150, 'x', null, 3],
      b: { c: -200, d: '2 元 more', e: 'of 2 元' },
    });
    expect(plainMoney('1.234 元')).toBe('1.234 元');
    expect(plainMoney('1,000元')).toBe(100_000);
  });

  it('a voucher in the middle of its life', () => {
    const voucher = readVoucher(yunling.pack, {
      issuedOn: '2025-03-03',
      facts: { inputs: { assessedValueFen: '800,000.00 元' } },
      pockets: { spent: '500,000.00 元', held: 1 },
      unitsBought: 1,
      frozenFen: '1.00 元',
    });
    expect(voucher).toMatchObject({
      issuedOn: '2025-03-03',
      expiresOn: '2026-09-03',
      faceValueFen: 84_000_000,
      unitsBought: 1,
      frozenFen: 100,
      facts: { inputs: { assessedValueFen: 80_000_000 } },
      pockets: { available: 33_999_999, spent: 50_000_000, held: 1 },
    });
    const facts = { inputs: { assessedValueFen: 1 } };
    const own = { issuedOn: '2025-03-03', expiresOn: '2025-12-31', facts };
    expect(readVoucher(yunling.pack, own).expiresOn).toBe('2025-12-31');
    expect(() => readVoucher(lubo.pack, { issuedOn: '2025-03-03' })).toThrow(
      'title area (titleArea) is missing; assessed unit price',
    );
  });

  it('acts with prices, amounts, parts and areas', () => {
    const [buy, freeze] = readActs([
      { on: '2025-05-06', act: 'buy', purchase: 'p1', price: '1.00 元', voucherPart: 50, area: 98 },
      { on: '2025-05-07', act: 'freeze', amount: '2.00 元' },
    ]);
    expect(buy).toEqual({
      on: '2025-05-06',
      act: 'buy',
      purchase: 'p1',
      priceFen: 100,
      voucherPartFen: 50,
      area: '98.00',
    });
    expect(freeze).toEqual({ on: '2025-05-07', act: 'freeze', amountFen: 200 });
    expect(() => readActs({})).toThrow('acts should be a list');
    expect(() => readActs([1])).toThrow('a map is expected here');
    for (const not of [null, [], 'x', 1])
      expect(() => asTree(not)).toThrow('a map is expected here');
  });
});

describe('examples', () => {
  const example = (expect_: unknown, more: Partial<Example> = {}): Example => ({
    id: 'one',
    title: 'One',
    clauses: ['YL 3'],
    ask: 'quote',
    facts: { inputs: { assessedValueFen: '800,000.00 元' } },
    expect: expect_,
    ...more,
  });
  const differences = (expect_: unknown, more?: Partial<Example>) =>
    runExample(yunling.pack, example(expect_, more)).differences;

  it('compare what is named and nothing else, lists by name, number or end', () => {
    expect(differences({ ok: true, quote: { faceValueFen: '840,000.00 元' } })).toEqual([]);
    expect(
      differences({
        quote: {
          lines: {
            home: { amountFen: '800,000.00 元' },
            1: { id: 'faceReward' },
            last: { role: 'policy-reward' },
          },
        },
      }),
    ).toEqual([]);
    expect(differences({ quote: { faceValueFen: 1 } })).toEqual([
      'quote.faceValueFen: 1 ≠ 84000000',
    ]);
    expect(differences({ quote: { lines: { nobody: { amountFen: 1 } } } })).toEqual([
      'quote.lines.nobody: nothing there',
    ]);
    expect(differences({ quote: { lines: [{}] } })).toEqual([
      expect.stringMatching(/^quote\.lines: 1 items ≠ \[\{"id":"home"/),
    ]);
    expect(differences({ quote: { lines: [{ id: 'home' }, { id: 'faceReward' }] } })).toEqual([]);
    expect(differences({ quote: { formula: null } })).toEqual(['quote.formula: null ≠ "assessed"']);
    expect(differences({ more: 1 })).toEqual(['more: 1 ≠ undefined']);
    const buy = {
      kinship: 'sibling',
      goods: 'residential',
      saleStage: 'ready',
      date: '2025-05-06',
      voucher: { issuedOn: '2025-03-03', facts: { inputs: { assessedValueFen: 1 } } },
    };
    expect(
      differences(
        { ok: false, refusals: { 'kinship-not-allowed': { clause: 'YL 8' } } },
        { ask: 'buy', facts: buy },
      ),
    ).toEqual([]);
  });

  it('say when the facts cannot be read', () => {
    expect(differences({}, { facts: { inputs: { size: 1 } } })).toEqual([
      'facts: 没有输入项“size”',
    ]);
    expect(() => differences({}, { facts: { formula: 5, inputs: 5 } })).not.toThrow();
  });

  it('stand in a file that names its pack and asks known questions', () => {
    const file = { pack: 'yunling', examples: [example({})] };
    expect(readExamples(file)).toBe(file);
    expect(() => readExamples({ examples: [] })).toThrow('pack: is missing');
    expect(() => readExamples({ pack: 'x' })).toThrow('examples: is missing');
    const without = (field: string) => ({
      pack: 'x',
      examples: [{ ...example({}), [field]: undefined }],
    });
    for (const field of ['title', 'clauses', 'ask', 'facts', 'expect']) {
      expect(() => readExamples(without(field))).toThrow(`one: ${field} is missing`);
    }
    expect(() => readExamples(without('id'))).toThrow('One: id is missing');
    expect(() => readExamples({ pack: 'x', examples: [{}] })).toThrow('?: id is missing');
    expect(() =>
      readExamples({ pack: 'x', examples: [example({}, { ask: 'guess' as 'quote' })] }),
    ).toThrow('one: unknown ask "guess"');
  });

  it('may ask anything of the list', () => {
    expect(ask(lubo.pack, { question: 'claim', facts: { claimant: 'developer' } })).toMatchObject({
      ok: true,
      rule: { clause: 'LB 11' },
    });
    expect(() => ask(lubo.pack, { question: 'quote', facts: 'x' })).toThrow('a map is expected');
  });
});

describe('a comparison of two policies over a portfolio', () => {
  const more = packWith('yunling', (text) =>
    text.replace('amount: 5 % * home', 'amount: "if(home > 1000 yuan, 7 %, 4 %) * home"'),
  );
  const household = (
    id: string,
    assessedValueFen: number,
    issuedOn?: string,
  ): PortfolioHousehold => ({
    id,
    facts: { inputs: { assessedValueFen } },
    ...(issuedOn && { issuedOn: calendarDate(issuedOn) }),
  });
  const compare = (portfolio: PortfolioHousehold[]) =>
    comparePacks({
      before: yunling.pack,
      after: more,
      portfolio,
      issuedOn: calendarDate('2025-03-03'),
    });

  it('says who gains and who loses, what it costs, and when it falls due', () => {
    const bad = { id: 'bad', facts: { inputs: { assessedValueFen: 'x' } } };
    const none = { id: 'none', facts: { inputs: {} } };
    const result = compare([
      household('rich', 200_000),
      household('poor', 100_000),
      household('nothing', 0),
      household('later', 300_000, '2025-04-03'),
      bad,
      none,
      none,
    ]);
    expect(result).toEqual({
      households: 7,
      gain: { households: 2, totalFen: 10_000 },
      lose: { households: 1, totalFen: 1_000 },
      same: 1,
      refused: {
        old: 3,
        new: 3,
        reasons: {
          '评估价（assessedValueFen）的值“x”不符合 money': 2,
          '缺少评估价（assessedValueFen）': 4,
        },
      },
      totalOldFen: 630_000,
      totalNewFen: 639_000,
      costByMonthOfExpiry: [
        { month: '2026-09', oldFen: 315_000, newFen: 318_000 },
        { month: '2026-10', oldFen: 315_000, newFen: 321_000 },
      ],
      worst: [{ id: 'poor', oldFen: 105_000, newFen: 104_000, differenceFen: -1_000 }],
      best: [
        { id: 'later', oldFen: 315_000, newFen: 321_000, differenceFen: 6_000 },
        { id: 'rich', oldFen: 210_000, newFen: 214_000, differenceFen: 4_000 },
      ],
    });
  });

  it('keeps the ten greatest gains and losses, the greatest first', () => {
    const amounts = [...Array(25).keys()].map((n) => (n * 7) % 25);
    const best = compare(amounts.map((n) => household(`g${n}`, 200_000 + n * 100))).best;
    expect(best.map((each) => each.id)).toEqual(
      [24, 23, 22, 21, 20, 19, 18, 17, 16, 15].map((n) => `g${n}`),
    );
    const worst = compare(amounts.map((n) => household(`l${n}`, 10_000 + n * 100))).worst;
    expect(worst.map((each) => each.id)).toEqual(
      [24, 23, 22, 21, 20, 19, 18, 17, 16, 15].map((n) => `l${n}`),
    );
  });

  it('tells the months of expiry in their order, whatever the order of the households', () => {
    const issuedIn = ['2025-09-03', '2025-02-03', '2025-11-03', '2025-05-03'];
    const { costByMonthOfExpiry } = compare(
      issuedIn.map((issuedOn, index) => household(`h-${index}`, 200_000, issuedOn)),
    );
    const months = costByMonthOfExpiry.map(({ month }) => month);
    expect(months).toHaveLength(4);
    expect(months).toEqual([...months].sort());
  });

  it('counts face, rewards beside it and cash as cost; one side may refuse alone', () => {
    const portfolio = [{ id: 'a', facts: lubo.facts }];
    const issuedOn = calendarDate('2025-05-01');
    const same = comparePacks({ before: lubo.pack, after: lubo.pack, portfolio, issuedOn });
    expect(same).toMatchObject({ same: 1, totalOldFen: 67_240_000 + 116_000 });
    const xishan = packOf('xishan');
    const printed = [{ id: 'b', facts: { inputs: { faceAmountFen: 100, printedRewardFen: 5 } } }];
    expect(
      comparePacks({ before: xishan, after: xishan, portfolio: printed, issuedOn }).totalNewFen,
    ).toBe(105);
    expect(
      comparePacks({ before: xishan, after: lubo.pack, portfolio: printed, issuedOn }),
    ).toMatchObject({
      refused: { old: 0, new: 1 },
      totalOldFen: 0,
      costByMonthOfExpiry: [],
    });
  });

  it('reads a household from a line', () => {
    expect(
      readHousehold('{"id":"h","issuedOn":"2025-01-02","facts":{"inputs":{"a":1}}}', 1),
    ).toEqual({ id: 'h', issuedOn: '2025-01-02', facts: { inputs: { a: 1 } } });
    expect(readHousehold('{"issuedOn":"soon","facts":{"inputs":{}}}', 7)).toEqual({
      id: '7',
      facts: { inputs: {} },
    });
    for (const line of ['{}', '{"facts":{}}']) {
      expect(() => readHousehold(line, 3)).toThrow('portfolio line 3: facts.inputs is missing');
    }
    expect(fen(1)).toBe(1);
  });
});

describe('a pack as a document', () => {
  const html = renderPack(dalian.pack);

  it('is one page with name, version, layers and the assumptions', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    expect(html).toContain('<title>大连示例区（虚构）</title>');
    expect(html).toContain(
      '<p>dalian-example-district，版本 1.0.0+1.0.0，<strong>草案</strong></p>',
    );
    expect(html).toContain('<li>大连市房票安置（city，版本 1.0.0，draft）</li><li>大连示例区');
    expect(html).toMatch(
      /<h2>本政策包的假设（\d+ 项）<\/h2><ol><li>.* <code>effective\.sources\.from<\/code><\/li>/,
    );
    expect(renderPack(lubo.pack)).toContain('<p>lubo，版本 1.0.0，in-force</p>');
    expect(renderPack(lubo.pack)).toContain('（0 项）</h2><ol></ol>');
    expect(html).not.toMatch(/undefined|\[object/);
  });

  it('shows every value with its clause and the original words, assumptions marked', () => {
    expect(html).toContain(
      '<tr><th>须购房后</th>'.replace('须购房后', '购房后') +
        '<td>是</td><td class="source">DL 16：“被搬迁人购房后，房票存在可提现金额的”</td></tr>',
    );
    expect(html).toContain(
      '<tr class="assumption"><th>优先使用房票</th><td>否</td><td class="source">假设：办法未要求优先使用房票</td></tr>',
    );
    expect(html).toContain('<h2>使用期限</h2><table><tr');
    expect(html).toContain('<tr><th colspan="3">产权面积部分 <code>areaBase</code></th></tr>');
    expect(html).toContain(
      '<tr><th colspan="3">第一种方式：面积乘单价 <code>by-area</code></th></tr>',
    );
    expect(html).not.toContain('附带权利');
    expect(renderPack(yunling.pack)).toContain('附带权利');
  });

  it('shows lists, tables, terms and comments', () => {
    const lubos = renderPack(lubo.pack);
    expect(lubos).toContain('<td>person、co-owners</td>');
    expect(lubos).toContain('<th>到期前提醒（日）</th><td>30、1</td>');
    expect(lubos).toContain(
      '<table><tr><td>after filed，比例 0.3，term 天数 10，kind working</td></tr>',
    );
    expect(lubos).toContain(
      '<h2>征求意见</h2><table><tr><th></th><td><table><tr><td>who 镇民代表，固定日期 2024-11-20，answer 同意</td></tr></table></td><td class="source"></td></tr></table>',
    );
    expect(lubos).toContain('向镇政府书面异议');
    expect(html).toContain(
      '<th>说明</th><td>基础补偿 = 产权面积 × 单价</td><td class="source"></td>',
    );
  });

  it('never lets a text become markup', () => {
    const name = { zh: '<b>&"x"</b>', en: 'x' };
    expect(renderPack({ ...lubo.pack, name })).toContain(
      '<h1>&lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt;</h1>',
    );
    const odd = { rules: { comment: null, plain: 'x' } } as object;
    expect(changed(lubo.pack, odd)).toBeDefined();
  });
});
