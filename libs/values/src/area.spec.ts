import fc from 'fast-check';
import {
  addAreas,
  area,
  areaFromMu,
  compareAreas,
  fen,
  formatArea,
  isArea,
  priceOf,
  subtractAreas,
  sumAreas,
  zeroArea,
} from './index.ts';

const areas = fc.integer({ min: 0, max: 1e10 }).map((n) => area((n / 100).toFixed(2)));

describe('area', () => {
  it('keeps exactly two places', () => {
    expect([area('120'), area('120.5'), area('0120.50')]).toEqual(['120.00', '120.50', '120.50']);
    for (const text of ['', '-1', '1.234', '1,000', 'x', '1.', '1e3']) {
      expect(() => area(text)).toThrow('not an area');
    }
    expect([isArea('1.00'), isArea('1.0'), isArea('01.00'), isArea(1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('adds, subtracts, compares by number, not by text', () => {
    expect(addAreas(area('143000'), area('100500'))).toBe('243500.00'); // Dengwang [LC]
    expect(sumAreas([])).toBe(zeroArea);
    expect(subtractAreas({ from: area('2'), area: area('0.01') })).toBe('1.99');
    expect(() => subtractAreas({ from: area('1'), area: area('2') })).toThrow('negative');
    expect(compareAreas(area('9.00'), area('10.00'))).toBeLessThan(0);
    expect(formatArea(area('243500'))).toBe('243,500.00 m²');
  });

  it('prices an area once, at the end', () => {
    const half = { area: area('0.01'), unitPriceFen: fen(50) } as const;
    expect(priceOf({ ...half, rounding: 'half-up' })).toBe(1);
    expect(priceOf({ ...half, rounding: 'half-even' })).toBe(0);
    const flat = { area: area('120.55'), unitPriceFen: fen(834_567), rounding: 'half-up' } as const;
    expect(priceOf(flat)).toBe(100_607_052); // 120.55 × 8,345.67 = 1,006,070.5185
  });

  it('turns mu into square metres: 3 mu are 2,000 m²', () => {
    expect(areaFromMu('3')).toBe('2000.00');
    expect(areaFromMu('2788.67')).toBe('1859113.33'); // the land plan [LC]
    expect(() => areaFromMu('-3')).toThrow('not a number of mu');
  });

  it('gives back what was added, for every pair', () => {
    fc.assert(
      fc.property(areas, areas, (a, b) => {
        const both = addAreas(a, b);
        expect(subtractAreas({ from: both, area: a })).toBe(b);
        expect(Math.sign(compareAreas(both, a))).toBe(b === '0.00' ? 0 : 1);
        expect(isArea(both)).toBe(true);
      }),
    );
  });
});
