import fc from 'fast-check';
import { fen, formatYuan, formatYuanUppercase, limitFen, parseYuan } from './index.ts';

describe('yuan', () => {
  it('writes the face of the first Xishan voucher as printed [KM]', () => {
    const face = parseYuan('1012367.2');
    expect(face).toBe(101_236_720);
    expect(formatYuan(face)).toBe('1,012,367.20');
    expect(formatYuanUppercase(face)).toBe('壹佰零壹万贰仟叁佰陆拾柒元贰角');
  });

  it.each([
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [100, '壹元整'],
    [103, '壹元零叁分'],
    [1_000, '壹拾元整'],
    [1_001_000, '壹万零壹拾元整'],
    [1_680_32, '壹仟陆佰捌拾元叁角贰分'],
    [16_409_02, '壹万陆仟肆佰零玖元零贰分'],
    [325_04, '叁佰贰拾伍元零肆分'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [60_007_14, '陆万零柒元壹角肆分'],
    [100_000_000_500, '壹拾亿零伍元整'],
    [200_400_000_000, '贰拾亿零肆佰万元整'],
    [1_234_500_000_000_00, '壹万贰仟叁佰肆拾伍亿元整'],
    [limitFen, '玖拾万亿元整'],
    [-150, '负壹元伍角'],
  ])('%i fen is %s', (amount, words) => {
    expect(formatYuanUppercase(fen(amount))).toBe(words);
  });

  it('reads the usual spellings and refuses the others', () => {
    for (const text of [
      '1,012,367.20',
      '1012367.2',
      '¥1012367.20',
      '1,012,367.2元',
      ' 1012367.20 ',
    ]) {
      expect(parseYuan(text)).toBe(101_236_720);
    }
    expect(parseYuan('-0.05')).toBe(-5);
    for (const text of [
      '',
      '1.234',
      '1,2',
      '1e3',
      'abc',
      '１２',
      '12,34.00',
      '1,0123.00',
      '--1',
      '.5',
    ]) {
      expect(() => parseYuan(text)).toThrow('not an amount');
    }
  });

  it('reads back what it writes, for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -limitFen, max: limitFen }), (amount) => {
        expect(parseYuan(formatYuan(fen(amount)))).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });

  it('gives different words to different amounts', () => {
    const near = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 1e9 }), (amount, more) => {
        expect(formatYuanUppercase(fen(amount))).not.toBe(formatYuanUppercase(fen(amount + more)));
      }),
    );
  });
});
