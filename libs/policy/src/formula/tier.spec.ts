import { calendarDate } from '@fangpiao/values';
import type { TierRow } from '../model/pack-schema.ts';
import { compileFormula } from './compile.ts';
import type { FormulaValue } from './compile.ts';
import { exact, fromDecimal, showExact } from './exact.ts';
import { compileTier } from './tier.ts';
import { date, money, percentage, plainNumber, squareMetres, text } from './types.ts';
import type { FormulaType } from './types.ts';

const path = ['tiers', 'table'];

function table(by: FormulaType, rows: TierRow[], type: FormulaType = percentage) {
  const formula = compileFormula({ source: 'x', names: new Map([['x', by]]) });
  return compileTier({ rows, by: formula, type, path });
}

/** 'code at row (expected)' of every mistake. */
const mistakes = (by: FormulaType, ...rows: TierRow[]) =>
  table(by, rows).problems.map(({ code, path: where, expected }) => {
    const [, , rows, row, field] = where;
    const at =
      row === undefined
        ? 'the table'
        : `${String(rows).replace('rows', 'row')} ${row}${field ? ` ${field}` : ''}`;
    return `${code} at ${at}${expected === undefined ? '' : ` (${expected})`}`;
  });

const look = (by: FormulaType, rows: TierRow[], value: FormulaValue) =>
  showExact(table(by, rows).tier.lookup({ get: () => value }), { places: 4 });

describe('a tier table', () => {
  const numbers: TierRow[] = [
    { from: 0, below: 10, value: '100 %' },
    { from: 10, through: 20, value: '50 %' },
    { from: 21, value: '0.25' },
  ];

  it('finds a number’s row: from inclusive, below exclusive, through inclusive', () => {
    const found = (n: number) => look(plainNumber, numbers, exact(n));
    expect([0, 9, 10, 20, 21, 1_000].map(found)).toEqual(['1', '1', '0.5', '0.5', '0.25', '0.25']);
    expect(look(plainNumber, numbers, exact(-1))).toBe('0');
    expect(look(plainNumber, numbers, fromDecimal('20.5'))).toBe('0');
  });

  it('finds a date’s row', () => {
    const rows: TierRow[] = [
      { through: '2025-03-31', value: '3 %' },
      { from: '2025-04-01', below: '2025-07-01', value: '2 %' },
      { from: '2025-07-01', value: '1 %' },
    ];
    expect(mistakes(date, ...rows)).toEqual([]);
    const found = (day: string) => look(date, rows, calendarDate(day));
    expect(
      ['2020-01-01', '2025-03-31', '2025-04-01', '2025-06-30', '2025-07-01'].map(found),
    ).toEqual(['0.03', '0.03', '0.02', '0.02', '0.01']);
  });

  it('finds a text’s row, or the row for all others', () => {
    const rows: TierRow[] = [
      { is: ['parking', 'garage'], value: '1 %' },
      { otherwise: true, value: '4 %' },
    ];
    expect(mistakes(text, ...rows)).toEqual([]);
    expect(['parking', 'garage', 'office'].map((each) => look(text, rows, each))).toEqual([
      '0.01',
      '0.01',
      '0.04',
    ]);
  });

  it('shows its choice in its own unit', () => {
    const { tier } = table(plainNumber, [{ value: '20 yuan' }], money);
    expect(tier.show(tier.lookup({ get: () => exact(1) }))).toBe('20.00 元');
    expect(table(plainNumber, [{ value: '2.5 %' }]).tier.show(exact(1, 40))).toBe('2.5 %');
  });

  it('may begin anywhere at or below zero, or without a beginning', () => {
    const rest = { value: '1 %' };
    expect(mistakes(plainNumber, { from: 0, ...rest })).toEqual([]);
    expect(mistakes(plainNumber, { from: '-1', ...rest })).toEqual([]);
    expect(mistakes(plainNumber, rest)).toEqual([]);
    expect(mistakes(plainNumber, { from: 1, ...rest })).toEqual(['tier-gap at row 0 (1)']);
    expect(mistakes(date, { from: '2025-01-01', ...rest })).toEqual([
      'tier-gap at row 0 (2025-01-01)',
    ]);
  });

  it('has no gap and no overlap: the next row starts where the one before ends', () => {
    const second = (from: string | number) =>
      mistakes(plainNumber, { from: 0, below: 10, value: 1 }, { from, value: 2 });
    expect(second(10)).toEqual([]);
    expect(second(11)).toEqual(['tier-gap at row 1 (10)']);
    expect(second('9.9')).toEqual(['tier-overlap at row 1 (10)']);
    const afterClosed = (by: FormulaType, through: string, from: string) =>
      mistakes(by, { through, value: 1 }, { from, value: 2 });
    expect(afterClosed(plainNumber, '3', '4')).toEqual([]);
    expect(afterClosed(plainNumber, '3', '3')).toEqual(['tier-overlap at row 1 (4)']);
    expect(afterClosed(plainNumber, '3.5', '4')).toEqual([]);
    expect(afterClosed(plainNumber, '3.5', '4.5')).toEqual(['tier-gap at row 1 (4)']);
    expect(afterClosed(date, '2025-02-28', '2025-03-01')).toEqual([]);
    expect(afterClosed(date, '2025-02-28', '2025-03-02')).toEqual([
      'tier-gap at row 1 (2025-03-01)',
    ]);
    expect(afterClosed(squareMetres, '60 m2', '60.01 m2')).toEqual([]);
    expect(afterClosed(squareMetres, '60 m2', '60.02 m2')).toEqual([
      'tier-gap at row 1 (60.01 m²)',
    ]);
    expect(afterClosed(money, '5 yuan', '5.01 yuan')).toEqual([]);
    expect(afterClosed(money, '5 yuan', '5 yuan')).toEqual(['tier-overlap at row 1 (5.01 元)']);
  });

  it('says in words what is missing', () => {
    const [gap] = table(plainNumber, [{ from: 5, value: 1 }]).problems;
    expect(gap).toMatchObject({
      en: 'tiers have a gap: nothing before 5',
      zh: expect.stringContaining('5 之前'),
    });
    const [middle] = table(plainNumber, [
      { below: 5, value: 1 },
      { from: 6, value: 1 },
    ]).problems;
    expect(middle).toMatchObject({
      en: 'tiers have a gap: nothing from 5',
      zh: expect.stringContaining('从 5 起'),
    });
  });

  it('has a last row without an end', () => {
    expect(mistakes(plainNumber, { below: 10, value: 1 })).toEqual([
      'tier-gap at row 0 (a last row without an end)',
    ]);
    expect(
      mistakes(plainNumber, { below: 10, value: 1 }, { from: 10, through: 19, value: 1 }),
    ).toEqual(['tier-gap at row 1 (a last row without an end)']);
  });

  it('has no row that is never reached', () => {
    const never = (...rows: TierRow[]) => mistakes(plainNumber, ...rows);
    expect(never({ value: 1 }, { from: 5, value: 2 })).toEqual(['tier-row-unreachable at row 1']);
    expect(never({ from: 0, below: 0, value: 1 }, { from: 0, value: 2 })).toEqual([
      'tier-row-unreachable at row 0',
    ]);
    expect(never({ from: 0, through: 0, value: 1 }, { from: 1, value: 2 })).toEqual([]);
    expect(
      never({ below: 5, value: 1 }, { from: 5, through: 4, value: 2 }, { from: 5, value: 3 }),
    ).toEqual(['tier-row-unreachable at row 1']);
  });

  it('may end with a row for the rest, without a beginning', () => {
    expect(mistakes(plainNumber, { below: 5, value: 1 }, { otherwise: true, value: 2 })).toEqual(
      [],
    );
    expect(mistakes(plainNumber, { below: 5, value: 1 }, { value: 2 })).toEqual([]);
    expect(
      mistakes(plainNumber, { below: 5, value: 1 }, { otherwise: true, from: 99, value: 2 }),
    ).toEqual([]);
  });

  it('names each text once and ends with all others', () => {
    const rest: TierRow = { otherwise: true, value: 0 };
    const texts = (...rows: TierRow[]) => mistakes(text, ...rows);
    expect(texts({ is: ['a'], value: 1 })).toEqual([
      'tier-gap at the table ({ otherwise: true, value: … })',
    ]);
    expect(texts({ is: ['a'], value: 1 }, { is: ['a'], value: 2 }, rest)).toEqual([
      'tier-row-unreachable at row 1',
    ]);
    expect(texts({ is: ['a'], value: 1 }, { is: ['a', 'b'], value: 2 }, rest)).toEqual([
      'tier-overlap at row 1',
    ]);
    expect(texts({ is: ['a'], value: 1 }, rest, { is: ['b'], value: 2 })).toEqual([
      'tier-row-unreachable at row 2',
    ]);
    expect(texts({ value: 1 }, rest)).toEqual(['tier-row-unreachable at row 0']);
    expect(texts(rest)).toEqual([]);
    const [twice] = table(text, [
      { is: ['a', 'c'], value: 1 },
      { is: ['b', 'a', 'c'], value: 2 },
      rest,
    ]).problems;
    expect(twice?.en).toBe('tiers overlap: a、c appears twice');
  });

  it('names the cell that cannot be read, and looks no further until it can', () => {
    expect(mistakes(plainNumber, { from: 'ten', below: '1 yuan', value: '5 m2' })).toEqual([
      'formula-malformed at row 0 from',
      'formula-malformed at row 0 below',
      'formula-malformed at row 0 value',
    ]);
    expect(mistakes(date, { through: '2025-03', value: 1 }, { from: 1, value: 2 })).toEqual([
      'formula-malformed at row 0 through',
      'formula-malformed at row 1 from',
    ]);
    const [wrong] = table(plainNumber, [{ from: 'ten', value: 1 }]).problems;
    expect(wrong).toMatchObject({ en: 'the name "ten" is not defined (known here: )' });
    expect(wrong?.zh).toContain('ten');
  });
});
