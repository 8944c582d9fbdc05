import fc from 'fast-check';
import { instant, instantMillis, isInstant } from './index.ts';

describe('instant', () => {
  it('is UTC text that sorts as time does', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4e12 }), fc.nat({ max: 4e12 }), (a, b) => {
        expect(instantMillis(instant(a))).toBe(a);
        expect(instant(a) < instant(b)).toBe(a < b);
        expect(isInstant(instant(a))).toBe(true);
      }),
    );
  });

  it('refuses other spellings of a moment', () => {
    for (const text of ['2024-08-30', '2024-08-30T00:00:00Z', '2024-08-30T00:00:00.000+08:00']) {
      expect(isInstant(text)).toBe(false);
    }
    expect(isInstant('2024-02-30T00:00:00.000Z')).toBe(false);
    expect(isInstant('2024-08-30T25:00:00.000Z')).toBe(false);
    expect(isInstant(0)).toBe(false);
    for (const millis of [-1, 0.5, Number.NaN, 1e16]) {
      expect(() => instant(millis)).toThrow('not an instant');
    }
  });
});
