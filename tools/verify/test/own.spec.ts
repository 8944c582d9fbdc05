import { canonical, NotCanonical } from '../src/own/canonical.ts';
import { findNationalId } from '../src/own/national-id.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('orders names by UTF-16 units, as the example of the RFC shows', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const values = Object.values(JSON.parse(canonical(example)) as object);
    expect(canonical(example)).toMatch(/^\{"\\r":"Carriage Return","1":"One"/);
    expect(values).toHaveLength(7);
    expect(canonical(example).indexOf('Emoji')).toBeLessThan(canonical(example).indexOf('Hebrew'));
  });

  it('writes literals, numbers and strings as the RFC does', () => {
    const numbers = [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
    expect(
      canonical({ numbers, string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([undefined, NaN, Infinity, new Date(0), 1n, () => 1, '\ud800', { a: undefined }])(
    'refuses %p, which JSON cannot hold',
    (value) => expect(() => canonical(value)).toThrow(NotCanonical),
  );
});

describe('resident id numbers', () => {
  it.each(['11010519491231002X', 'number 440524188001010014, yes', '{"a":"11010519491231002x"}'])(
    'sees the one in %s',
    (text) => expect(findNationalId(text)).toBeDefined(),
  );

  it.each(['110105194912310021', '1101051949123100', 'a11010519491231002X', '110105194913310027'])(
    'sees none in %s',
    (text) => expect(findNationalId(text)).toBeUndefined(),
  );
});
