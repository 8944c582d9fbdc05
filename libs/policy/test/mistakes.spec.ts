import { loadPack } from '../src/index.ts';
import type { PackProblemCode } from '../src/index.ts';
import { filesOf } from './packs.ts';

/** One mistake: in which file what was written instead of what, and what the loader must say of it. */
type Mistake = {
  title: string;
  pack: string;
  file?: string;
  replace: string;
  by: string;
  code: PackProblemCode;
  /** A text on the line that must be named; default: the first line of `by`. */
  at?: string;
  reason: RegExp;
};

const mistakes: Mistake[] = [
  {
    title: 'YAML that cannot be read',
    pack: 'lubo',
    replace: 'persons >= 3,',
    by: 'persons: [3,',
    code: 'yaml-malformed',
    reason: /YAML/,
  },
  {
    title: 'a wrong format line',
    pack: 'lubo',
    replace: 'fangpiao-policy-pack/1',
    by: 'fangpiao-policy-pack/9',
    code: 'header-malformed',
    reason: /fangpiao-policy-pack\/1/,
  },
  {
    title: 'a version that is none',
    pack: 'lubo',
    replace: 'version: 1.0.0',
    by: 'version: first',
    code: 'header-malformed',
    reason: /such as 1\.0\.0/,
  },
  {
    title: 'a district of another city',
    pack: 'xishan',
    file: 'kunming/xishan.yaml',
    replace: 'of: kunming',
    by: 'of: dali',
    code: 'layers-do-not-fit',
    reason: /kunming/,
  },
  {
    title: 'a rule without provenance',
    pack: 'lubo',
    replace: 'useEvent: filing-date, source: { clause: LB 8 } }',
    by: 'useEvent: filing-date }',
    code: 'value-unexplained',
    reason: /provenance/,
  },
  {
    title: 'a district value without provenance',
    pack: 'dalian-example-district',
    file: 'dalian/example-district.yaml',
    replace: 'rewardRatio: { value: 10 %, source: { assumption: 示例值，非法规 } }',
    by: 'rewardRatio: { value: 10 % }',
    code: 'value-unexplained',
    reason: /provenance/,
  },
  {
    title: 'a clause of a document not listed',
    pack: 'lubo',
    replace: 'vacated: true, source: { clause: LB 7 }',
    by: 'vacated: true, source: { clause: XX 7 }',
    code: 'document-undefined',
    reason: /"XX" is not listed/,
  },
  {
    title: 'a date that does not exist',
    pack: 'lubo',
    replace: 'from: 2025-01-01, source',
    by: 'from: 2025-02-30, source',
    code: 'value-malformed',
    reason: /date/,
  },
  {
    title: 'a ratio that is none',
    pack: 'lubo',
    replace: 'share: 60 %, evaluation',
    by: 'share: sixty, evaluation',
    code: 'value-malformed',
    reason: /ratio/,
  },
  {
    title: 'a field that does not exist',
    pack: 'lubo',
    replace: 'subsidyStops: true,',
    by: 'subsidyStops: true, subsidyDoubles: true,',
    code: 'key-unknown',
    reason: /no such field: subsidyDoubles/,
  },
  {
    title: 'a kind of goods that does not exist',
    pack: 'lubo',
    replace: '  garage: { saleStages',
    by: '  castle: { saleStages',
    code: 'key-unknown',
    reason: /castle/,
  },
  {
    title: 'a missing value',
    pack: 'lubo',
    replace: 'vacated: true, source',
    by: 'source',
    code: 'value-missing',
    at: 'issueGates',
    reason: /vacated/,
  },
  {
    title: 'a value left to the district that it has not set',
    pack: 'dalian-example-district',
    file: 'dalian/example-district.yaml',
    replace: '  rewardRatio: { value: 10 %, source: { assumption: 示例值，非法规 } }',
    by: '  {}',
    code: 'value-missing',
    at: 'rewardRatio:',
    reason: /lower part/,
  },
  {
    title: 'validity above the city’s ceiling [DL 9]',
    pack: 'dalian-example-district',
    file: 'dalian/example-district.yaml',
    replace: 'validity: { months: 12,',
    by: 'validity: { months: 13,',
    code: 'value-above-ceiling',
    reason: /ceiling 12/,
  },
  {
    title: 'validity above 18 months [GZ 10]',
    pack: 'guangzhou-example-district',
    file: 'guangzhou/example-district.yaml',
    replace: 'months: 18',
    by: 'months: 24',
    code: 'value-above-ceiling',
    reason: /ceiling 18/,
  },
  {
    title: 'a ratio above the ceiling',
    pack: 'shiqiao-east-bridgehead',
    file: 'invented/shiqiao/district.yaml',
    replace: 'value: 12 %',
    by: 'value: 15.01 %',
    code: 'value-above-ceiling',
    reason: /15 %/,
  },
  {
    title: 'a price below the floor',
    pack: 'shiqiao-east-bridgehead',
    file: 'invented/shiqiao/project.yaml',
    replace: '6666.67 yuan/m2',
    by: '2999.99 yuan/m2',
    code: 'value-below-floor',
    reason: /3000/,
  },
  {
    title: 'a choice the city does not allow',
    pack: 'shiqiao-east-bridgehead',
    file: 'invented/shiqiao/district.yaml',
    replace: 'counts: inside-face',
    by: 'counts: beside-face',
    code: 'value-not-allowed',
    reason: /only one of/,
  },
  {
    title: 'an override without its reason [DL 8]',
    pack: 'shiqiao-east-bridgehead',
    file: 'invented/shiqiao/district.yaml',
    replace: 'comment: 便于一次办结, ',
    by: '',
    code: 'reason-missing',
    at: 'counts: inside-face',
    reason: /reason/,
  },
  {
    title: 'a district that allows transfer against the city [DL 4]',
    pack: 'dalian-example-district',
    file: 'dalian/example-district.yaml',
    replace: 'validity: {',
    by: 'transfer: { allowed: true, times: 1, circle: same-project, source: { assumption: x } }\nvalidity: {',
    code: 'value-closed-above',
    reason: /does not open/,
  },
  {
    title: 'a name that is not defined',
    pack: 'lubo',
    replace: 'amount: decorationFen',
    by: 'amount: decoratonFen',
    code: 'name-undefined',
    reason: /"decoratonFen" is not defined/,
  },
  {
    title: 'a name that is taken',
    pack: 'lubo',
    replace: '  isListedHouse: {',
    by: '  persons: { name: { zh: 人, en: people }, unit: count }\n  isListedHouse: {',
    code: 'name-taken',
    reason: /already taken/,
  },
  {
    title: 'formulas in a circle',
    pack: 'lubo',
    replace: 'leastAreaPerPerson * persons) * unitPriceFen',
    by: 'leastAreaPerPerson * persons) * unitPriceFen + phaseBonus',
    code: 'name-cyclic',
    at: 'amount:',
    reason: /phaseBonus → homeBase → phaseBonus/,
  },
  {
    title: 'yuan added to square metres',
    pack: 'lubo',
    replace: 'amount: 20 yuan/m2 * titleArea',
    by: 'amount: 20 yuan + titleArea',
    code: 'formula-malformed',
    reason: /different units/,
  },
  {
    title: 'a formula that does not give money',
    pack: 'lubo',
    replace: 'amount: 20 yuan/m2 * titleArea',
    by: 'amount: titleArea * titleArea',
    code: 'formula-malformed',
    reason: /should give money/,
  },
  {
    title: 'a formula that breaks off',
    pack: 'lubo',
    replace: 'amount: 20 yuan/m2 * titleArea',
    by: 'amount: 20 yuan/m2 *',
    code: 'formula-malformed',
    reason: /expected/,
  },
  {
    title: 'a function that does not exist',
    pack: 'lubo',
    replace: 'amount: 5000 yuan * persons',
    by: 'amount: sqrt(persons) * 5000 yuan',
    code: 'formula-malformed',
    reason: /no such function/,
  },
  {
    title: 'division by what may be zero',
    pack: 'lubo',
    replace: 'amount: 5000 yuan * persons',
    by: 'amount: 5000 yuan / persons',
    code: 'formula-malformed',
    reason: /share\(a, b\)/,
  },
  {
    title: 'a gap in a tier table',
    pack: 'lubo',
    replace: '{ from: 2, through: 3, value: 5 % }',
    by: '{ from: 3, through: 3, value: 5 % }',
    code: 'tier-gap',
    reason: /nothing from 2/,
  },
  {
    title: 'an overlap in a tier table',
    pack: 'lubo',
    replace: '{ from: 91, below: 181, value: 50 % }',
    by: '{ from: 90, below: 181, value: 50 % }',
    code: 'tier-overlap',
    reason: /should start at 91/,
  },
  {
    title: 'a tier table without an end',
    pack: 'lubo',
    replace: '{ from: 181, value: 20 % }',
    by: '{ from: 181, below: 271, value: 20 % }',
    code: 'tier-gap',
    reason: /nothing after 271/,
  },
  {
    title: 'a row that is never reached',
    pack: 'yunling',
    replace: '{ is: [parking, garage], value: 1 % }',
    by: '{ is: [residential], value: 1 % }',
    code: 'tier-row-unreachable',
    reason: /never reached/,
  },
  {
    title: 'a table of texts without the rest',
    pack: 'yunling',
    replace: ', { otherwise: true, value: 0 % }',
    by: '',
    code: 'tier-gap',
    at: 'kindReward',
    reason: /other texts/,
  },
  {
    title: 'a gap between leftover bands',
    pack: 'lubo',
    replace: '{ from: 20 %, value: 50 % }',
    by: '{ from: 25 %, value: 50 % }',
    code: 'tier-gap',
    reason: /nothing from 0.2/,
  },
  {
    title: 'instalments that do not add up',
    pack: 'lubo',
    replace: 'share: 10 %, term',
    by: 'share: 15 %, term',
    code: 'rule-contradictory',
    at: '  steps:',
    reason: /105 %/,
  },
  {
    title: 'validity given twice',
    pack: 'lubo',
    replace: 'validity: { days: 270,',
    by: 'validity: { days: 270, months: 9,',
    code: 'rule-contradictory',
    reason: /exactly one/,
  },
  {
    title: 'transfer allowed, but not how often',
    pack: 'yunling',
    replace: 'transfer: { allowed: true, times: 2,',
    by: 'transfer: { allowed: true,',
    code: 'value-missing',
    reason: /times and circle/,
  },
  {
    title: 'a reward of a component that is not there',
    pack: 'lubo',
    replace: 'component: signingBonus',
    by: 'component: singingBonus',
    code: 'name-undefined',
    reason: /singingBonus/,
  },
  {
    title: 'second-hand homes nobody can be paid for',
    pack: 'shiqiao-east-bridgehead',
    file: 'invented/shiqiao/city.yaml',
    replace:
      '  seller: { conditions: [title-transferred], reviewWithin: { days: 3, kind: working }, source: { clause: SQ 9 } }',
    by: '',
    code: 'rule-contradictory',
    at: 'residential:',
    reason: /seller/,
  },
  {
    title: 'a pack that ends before it begins',
    pack: 'yunling',
    replace: 'until: 2027-12-31',
    by: 'until: 2024-12-31',
    code: 'rule-contradictory',
    reason: /ends before/,
  },
];

describe('a pack with a mistake is refused, with file, line and reason', () => {
  it('knows at least 25 different mistakes', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(25);
  });

  it.each(mistakes.map((each) => [each.title, each] as const))('%s', (_title, mistake) => {
    const files = filesOf(mistake.pack).map(({ file, text }) => {
      const isIt = mistake.file === undefined || mistake.file === file;
      return { file, text: isIt ? text.replace(mistake.replace, mistake.by) : text };
    });
    const changed = files.findIndex(
      ({ text }, index) => text !== filesOf(mistake.pack)[index]?.text,
    );
    expect(changed).toBeGreaterThanOrEqual(0);
    const loaded = loadPack(files);
    if (loaded.ok) throw new Error('the pack loads in spite of the mistake');
    const problem = loaded.problems.find((each) => each.code === mistake.code);
    expect(loaded.problems.map((each) => each.code)).toContain(mistake.code);
    expect(`${problem?.en} ${problem?.expected ?? ''}`).toMatch(mistake.reason);
    expect(problem?.zh).not.toBe('');
    const where = files.find(({ file }) => file === problem?.file);
    const line = where?.text.split('\n')[(problem?.line ?? 0) - 1] ?? '';
    const wanted = mistake.at ?? mistake.by.split('\n')[0] ?? '';
    expect(line).toContain(wanted.trim());
  });
});
