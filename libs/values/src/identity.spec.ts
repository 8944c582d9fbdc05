import fc from 'fast-check';
import {
  addDays,
  asId,
  calendarDate,
  checkNationalId,
  creditCodeFrom,
  isCreditCode,
  isId,
  isNationalId,
  maskName,
  maskNationalId,
  nationalIdFrom,
} from './index.ts';
import type { VoucherId } from './index.ts';

const someone = nationalIdFrom({
  region: '530112',
  birthDate: calendarDate('1965-12-16'),
  sequence: 2,
});

describe('national id (GB 11643)', () => {
  it('checks the specimen of the standard', () => {
    expect(checkNationalId('11010519491231002X')).toMatchObject({
      ok: true,
      region: '110105',
      birthDate: '1949-12-31',
      sequence: 2,
      sex: 'female',
    });
    expect(isNationalId('11010519491231002x')).toBe(true);
    expect(isNationalId('440524188001010014')).toBe(true);
  });

  it.each([
    ['110105194912310020', '校验码'],
    ['11010519491331002X', '出生日期'],
    ['99010519491231002X', '省级代码'],
    ['1101051949123100', '18 位'],
    ['X1010519491231002X', '18 位'],
  ])('refuses %s and says why', (text, reason) => {
    expect(checkNationalId(text)).toMatchObject({ ok: false, zh: expect.stringContaining(reason) });
  });

  it('finds any single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40_000 }),
        fc.nat({ max: 999 }),
        fc.nat({ max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (days, sequence, at, by) => {
          const birthDate = addDays(calendarDate('1920-01-01'), days);
          const id = nationalIdFrom({ region: '371502', birthDate, sequence });
          expect(isNationalId(id)).toBe(true);
          const wrong = `${id.slice(0, at)}${(Number(id[at]) + by) % 10}${id.slice(at + 1)}`;
          expect(isNationalId(wrong)).toBe(false);
        },
      ),
    );
  });

  it('does not build a number from wrong parts', () => {
    const birthDate = calendarDate('1965-12-16');
    for (const parts of [
      { region: '5301', birthDate, sequence: 1 },
      { region: '990101', birthDate, sequence: 1 },
      { region: '530112', birthDate, sequence: 1000 },
      { region: '530112', birthDate, sequence: -1 },
    ]) {
      expect(() => nationalIdFrom(parts)).toThrow('malformed');
    }
  });

  it('shows a number and a name without giving them away', () => {
    expect(maskNationalId(someone)).toMatch(/^530\*{11}002[\dX]$/);
    expect(maskNationalId('1234567')).toBe('*******');
    expect(maskName('王小明')).toBe('王**');
    expect(maskName('张')).toBe('张');
    expect(maskName('')).toBe('');
  });
});

describe('credit code (GB 32100)', () => {
  it('accepts a published code and refuses its neighbours', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isCreditCode('91350100M000100Y44')).toBe(false);
    expect(isCreditCode('91350100M000100Y4')).toBe(false);
    expect(isCreditCode('91350100I000100Y43')).toBe(false);
    expect(isCreditCode(null)).toBe(false);
  });

  it('builds codes that pass, and finds any single wrong digit', () => {
    const organisations = fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{8}$/);
    fc.assert(
      fc.property(organisations, fc.nat({ max: 17 }), (organisation, at) => {
        const code = creditCodeFrom({ region: '371502', organisation });
        expect(isCreditCode(code)).toBe(true);
        const other = code[at] === '1' ? '2' : '1';
        expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
      }),
    );
    expect(() => creditCodeFrom({ region: '3715', organisation: '12345678' })).toThrow('malformed');
    expect(() => creditCodeFrom({ region: '371502', organisation: '1234567' })).toThrow(
      'malformed',
    );
  });
});

describe('identifiers', () => {
  it('fit a URL, a subject and a stream name', () => {
    const id: VoucherId = asId<'voucher'>('v-2024_08.30');
    expect(id).toBe('v-2024_08.30');
    expect(isId('a'.repeat(80))).toBe(true);
    for (const text of ['', '-a', '.a', 'a b', 'a/b', 'a@1', '房票', 'a'.repeat(81)]) {
      expect(() => asId(text)).toThrow('not an identifier');
    }
    expect(isId(7)).toBe(false);
  });
});
