import { packWith, refusalsOf } from '../../test/vouchers.ts';
import { quoteFace } from '../index.ts';
import type { QuoteFacts } from '../index.ts';

const pack = packWith('yunling', (text) =>
  text
    .replace(
      '  hasOtherSubsidy:',
      [
        '  size: { name: { zh: 面积, en: size }, unit: area, default: "0.00" }',
        '  price: { name: { zh: 单价, en: price }, unit: money-per-area, default: 0 }',
        '  rate: { name: { zh: 比例, en: rate }, unit: ratio, default: 0 % }',
        '  kind: { name: { zh: 类别, en: kind }, unit: text, default: a, oneOf: [a, b] }',
        '  heading: { name: { zh: 标题, en: heading }, unit: text, default: x }',
        '  day: { name: { zh: 日期, en: day }, unit: date, default: 2025-01-01 }',
        '  hasOtherSubsidy:',
      ]
        .join('\n')
        .replaceAll('size:', 'roomSize:')
        .replaceAll(' price:', ' roomPrice:'),
    )
    .replace(
      'amount: assessedValueFen, counts',
      `amount: "assessedValueFen + roomSize * roomPrice + rate * 100 yuan + if(kind == 'b', 1 yuan, 0 yuan) + if(day >= 2026-01-01, 2 yuan, 0 yuan) + if(hasOtherSubsidy, 4 yuan, 0 yuan) + 10 yuan * schoolAge", counts`,
    ),
);

const base = (inputs: QuoteFacts['inputs']) => {
  const answer = quoteFace(pack, { inputs: { assessedValueFen: 0, ...inputs } });
  return answer.ok ? answer.quote.baseCompensationFen : refusalsOf(answer);
};
const malformed = ['input-malformed · '];

describe('the inputs of a household', () => {
  it.each<[string, QuoteFacts['inputs'], number | string[]]>([
    ['whole fen', { assessedValueFen: 12 }, 12],
    ['money below zero', { assessedValueFen: -1 }, malformed],
    ['half a fen', { assessedValueFen: 0.5 }, malformed],
    ['money as a text', { assessedValueFen: '12' }, malformed],
    ['an area and a price', { roomSize: '1.50', roomPrice: 300 }, 450],
    ['an area of one decimal too many', { roomSize: '1.505' }, malformed],
    ['an area as a number', { roomSize: 1 }, malformed],
    ['a price below zero', { roomPrice: -1 }, malformed],
    ['a ratio in percent', { rate: '12.5 %' }, 1_250],
    ['a ratio in percent without a space', { rate: '12.5%' }, 1_250],
    ['a ratio as a decimal', { rate: '0.125' }, 1_250],
    ['a ratio as a number', { rate: 2 }, 20_000],
    ['a ratio with words before', { rate: 'about 3 %' }, malformed],
    ['a ratio with words behind', { rate: '3 % or so' }, malformed],
    ['a ratio below zero', { rate: '-3 %' }, malformed],
    ['a ratio without a digit behind the point', { rate: '3.' }, malformed],
    ['a ratio of a million', { rate: '1000000' }, malformed],
    ['a ratio of six digits and eight decimals', { rate: '000000.12500000' }, 1_250],
    ['a ratio with nine decimals', { rate: '0.125000000' }, malformed],
    ['a ratio with several spaces', { rate: '10   %' }, 1_000],
    ['a text of the list', { kind: 'b' }, 100],
    ['a text outside the list', { kind: 'c' }, malformed],
    ['a number for a text', { heading: 7 }, malformed],
    ['any text where there is no list', { heading: 'c' }, 0],
    ['a date', { day: '2026-01-01' }, 200],
    ['a date that does not exist', { day: '2026-02-30' }, malformed],
    ['yes', { hasOtherSubsidy: true }, 400],
    ['a text for yes', { hasOtherSubsidy: 'true' }, malformed],
    ['a count', { schoolAge: 3 }, 3_000],
    ['a count of none', { schoolAge: 0 }, 0],
    ['half a child', { schoolAge: 1.5 }, malformed],
    ['a count below zero', { schoolAge: -1 }, malformed],
    ['a count as a text', { schoolAge: '3' }, malformed],
    ['two wrong inputs', { schoolAge: -1, kind: 'c' }, [...malformed, ...malformed]],
  ])('%s', (_what, inputs, expected) => {
    expect(base(inputs)).toEqual(expected);
  });

  it('say what would be right', () => {
    const answer = quoteFace(pack, { inputs: { assessedValueFen: 0, kind: 'c', schoolAge: -1 } });
    expect(answer).toMatchObject({
      refusals: [
        { en: 'kind (kind): "c" is not a, b' },
        { en: 'children of school age (schoolAge): "-1" is not count' },
      ],
    });
  });

  it('are one person in one dwelling on state land, if nothing else is said', () => {
    const amount = (facts: Partial<QuoteFacts>, formula: string) => {
      const of = packWith('yunling', (text) =>
        text.replace('amount: assessedValueFen, counts', `amount: "${formula}", counts`),
      );
      const answer = quoteFace(of, { inputs: {}, ...facts });
      return answer.ok && answer.quote.baseCompensationFen;
    };
    expect(amount({}, '100 yuan * persons + 10 yuan * dwellings')).toBe(11_000);
    expect(amount({ persons: 2, dwellings: 3 }, '100 yuan * persons + 10 yuan * dwellings')).toBe(
      23_000,
    );
    const on = (name: string, value: string) => `if(${name} == '${value}', 1 yuan, 0 yuan)`;
    expect(amount({}, on('landKind', 'state'))).toBe(100);
    expect(amount({ landKind: 'collective' }, on('landKind', 'collective'))).toBe(100);
    expect(amount({}, on('programme', ''))).toBe(100);
    expect(amount({ programme: 'p' }, on('programme', 'p'))).toBe(100);
    expect(amount({}, on('district', ''))).toBe(100);
    expect(amount({ district: 'd' }, on('district', 'd'))).toBe(100);
  });
});
