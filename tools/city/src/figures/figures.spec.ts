import { agreeAt, publishedFigures } from './figures.ts';
import { figureTable } from './table.ts';

test('figures agree at the published precision, not beyond it', () => {
  expect(agreeAt(1_000_000, 2_004_499_999.99, 2_004_000_000)).toBe(true);
  expect(agreeAt(1_000_000, 2_004_500_000, 2_004_000_000)).toBe(false);
  expect(agreeAt(1, 60.98, 61)).toBe(true);
  expect(agreeAt(1, 60.4, 61)).toBe(false);
  expect(agreeAt(0.01, 1_012_367.2, 1_012_367.2)).toBe(true);
  expect(agreeAt(0.01, 1_012_367.21, 1_012_367.2)).toBe(false);
  expect(agreeAt(0.01, 2_788.67, 474.47 + 736.45 + 1_577.75)).toBe(true);
});

test('the figures of the issue are all there, each once, with a source', () => {
  const ids = publishedFigures().map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining([
      'dongchangfu.vouchers',
      'dongchangfu.face',
      'dongchangfu.nanguan-beigu.vouchers',
      'dongchangfu.nanguan-beigu.share',
      'dongchangfu.contracted',
      'dongchangfu.filed',
      'dongchangfu.sales',
      'dongchangfu.area',
      'dongchangfu.used',
      'dongchangfu.paid',
      'xishan.first-voucher',
    ]),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(publishedFigures().filter(({ source }) => !/LC|KM|1,257/.test(source))).toEqual([]);
});

test('the table is aligned for Chinese and Latin text', () => {
  const row = { published: 1, measured: 1.5, step: 1, unit: 'm²', source: 'LC', agrees: false };
  const lines = figureTable([
    { ...row, id: 'a', zh: '房屋面积', en: 'area' },
    { ...row, id: 'b', zh: '户', en: 'households of the area' },
  ]).split('\n');
  const endOf = (line: string) =>
    [...line.slice(0, line.indexOf('1.50'))].reduce(
      (width, character) => width + (/[一-鿿]/.test(character) ? 2 : 1),
      0,
    );
  expect(endOf(lines[1]!)).toBe(endOf(lines[2]!));
});
