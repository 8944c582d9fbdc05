import { mergeParts } from './merge.ts';

type Tree = Record<string, unknown>;

const city = { clause: 'C 1' };
const district = { decision: 'D 2' };
const lay = (upper: Tree, lower: Tree) => mergeParts({ upper, lower });
const codes = (upper: Tree, lower: Tree) =>
  lay(upper, lower).problems.map(({ code, path, expected }) => [code, path.join('.'), expected]);

describe('a lower part over an upper one', () => {
  it('fills what the upper part leaves out, with a provenance of its own', () => {
    expect(lay({ a: 1 }, { b: 2 })).toEqual({ merged: { a: 1, b: 2 }, problems: [] });
    expect(
      lay({ validity: { source: city } }, { validity: { months: 12, source: district } }),
    ).toEqual({
      merged: { validity: { source: city, months: 12, sources: { months: district } } },
      problems: [],
    });
  });

  it('keeps the provenance of what was set above, and takes single ones of its own', () => {
    const upper = { source: city, sources: { a: { clause: 'C 9' } }, a: 1 };
    const lower = { b: 2, c: 3, source: district, sources: { c: { assumption: 'x' } } };
    expect(lay(upper, lower).merged).toEqual({
      source: city,
      a: 1,
      b: 2,
      c: 3,
      sources: { a: { clause: 'C 9' }, b: district, c: { assumption: 'x' } },
    });
  });

  it('does not fill a rule without saying where the value comes from', () => {
    expect(codes({ use: { source: city } }, { use: { split: true } })).toEqual([
      [
        'value-unexplained',
        'use.split',
        'source: { clause: … } | { decision: … } | { assumption: … }',
      ],
    ]);
    expect(codes({ use: { split: true, source: city } }, { use: { split: true } })).toEqual([]);
  });

  it('may repeat what stands above, and may not change it unless it is open', () => {
    const upper = { use: { kinds: ['a', 'b'], source: city } };
    const again = { use: { kinds: ['a', 'b'], source: district } };
    expect(lay(upper, again)).toEqual({ merged: upper, problems: [] });
    const other = { use: { kinds: ['b', 'a'], source: district } };
    expect(codes(upper, other)).toEqual([['value-closed-above', 'use.kinds', '["a","b"]']]);
    expect(lay(upper, other).merged).toEqual(upper);
    expect(codes({ name: 'x' }, { name: 'y' })).toEqual([['value-closed-above', 'name', '"x"']]);
  });

  it('changes what is open, the whole value at once', () => {
    const upper = { use: { term: { days: 1, kind: 'working' }, open: ['term'], source: city } };
    const lower = { use: { term: { days: 2 }, source: district } };
    expect(lay(upper, lower)).toEqual({
      merged: {
        use: { term: { days: 2 }, open: ['term'], source: city, sources: { term: district } },
      },
      problems: [],
    });
    const closed = { use: { term: { days: 1 }, open: 'term', source: city } };
    expect(codes(closed, lower)).toEqual([['value-closed-above', 'use.term.days', '1']]);
  });

  it('goes into maps that both parts have', () => {
    const upper = {
      face: { components: { home: { counts: 'inside', open: ['counts'], source: city } } },
    };
    const lower = { face: { components: { home: { counts: 'cash', source: district } } } };
    expect(lay(upper, lower).merged).toMatchObject({
      face: { components: { home: { counts: 'cash', sources: { counts: district } } } },
    });
    expect(codes({ a: { b: { c: 1 } } }, { a: { b: { c: 2 } } })).toEqual([
      ['value-closed-above', 'a.b.c', '1'],
    ]);
    expect(codes({ a: { b: 1 } }, { a: 5 })).toEqual([['value-closed-above', 'a', '{"b":1}']]);
    expect(codes({ a: [1] }, { a: { b: 1 } })).toEqual([['value-closed-above', 'a', '[1]']]);
    expect(codes({ a: { b: 1 } }, { a: null })).toEqual([['value-closed-above', 'a', '{"b":1}']]);
  });

  it('never loosens the limits, nor opens what the upper part closed', () => {
    const upper = { use: { months: 6, limits: { months: { max: 12 } }, source: city } };
    const lower = { use: { months: 9, limits: {}, open: ['split'], source: district } };
    expect(lay(upper, lower).merged).toEqual({
      use: {
        months: 9,
        limits: { months: { max: 12 } },
        source: city,
        sources: { months: district },
      },
    });
  });

  it('keeps the comment of the lower part with what it sets', () => {
    const upper = { comment: 'above', open: ['a'], a: 1, source: city };
    expect(lay(upper, { a: 2, comment: 'below', source: district }).merged.comment).toBe('below');
    expect(lay(upper, { a: 2, comment: 7, source: district }).merged.comment).toBe('above');
    expect(lay(upper, { a: 1, comment: 'below', source: district }).merged.comment).toBe('below');
    expect(lay({ b: 1 }, { comment: 'free' }).merged).toEqual({ b: 1, comment: 'free' });
  });
});

describe('the limits of the upper part', () => {
  const limited = (limit: Tree, value: unknown, more: Tree = {}) =>
    codes(
      { rule: { limits: { value: limit }, source: city } },
      { rule: { value, source: district, ...more } },
    ).map(([code, , expected]) => `${code} ${expected}`);

  it.each([
    [{ max: 12 }, 12, []],
    [{ max: 12 }, 13, ['value-above-ceiling ≤ 12']],
    [{ max: 12 }, 'many', ['value-above-ceiling ≤ 12']],
    [{ max: '15 %' }, '15 %', []],
    [{ max: '15 %' }, '15.01 %', ['value-above-ceiling ≤ 15 %']],
    [{ max: '15 %' }, '0.15', []],
    [{ max: '15 %' }, '0.16', ['value-above-ceiling ≤ 15 %']],
    [{ min: 3 }, 3, []],
    [{ min: 3 }, 2, ['value-below-floor ≥ 3']],
    [{ min: 3 }, 'few', ['value-below-floor ≥ 3']],
    [{ min: '3000 yuan/m2', max: '9000 yuan/m2' }, '3,000.00 yuan/m2', []],
    [{ min: '3000 yuan/m2' }, '2999.99 yuan/m2', ['value-below-floor ≥ 3000 yuan/m2']],
    [{ max: '10,000 yuan' }, '10000yuan', []],
    [{ max: '10,000 yuan' }, '1,000,000 yuan', ['value-above-ceiling ≤ 10,000 yuan']],
    [{ max: '80 m2' }, ' 80 m2 ', []],
    [{ max: '80 m2' }, '81 m2', ['value-above-ceiling ≤ 80 m2']],
    [{ min: '2025-01-01', max: '2025-12-31' }, '2025-06-30', []],
    [{ max: '2025-12-31' }, '2026-01-01', ['value-above-ceiling ≤ 2025-12-31']],
    [{ min: '2025-01-01' }, '2024-12-31', ['value-below-floor ≥ 2025-01-01']],
    [{ oneOf: ['a', true, 3] }, true, []],
    [{ oneOf: ['a', true, 3] }, 'b', ['value-not-allowed a | true | 3']],
    [{ max: 1, oneOf: ['a'] }, 2, ['value-above-ceiling ≤ 1', 'value-not-allowed a']],
  ])('%j and %j: %j', (limit, value, expected) => {
    expect(limited(limit, value)).toEqual(expected);
  });

  it('ask for a reason where the upper part wants one [DL 8]', () => {
    expect(limited({ reason: 'required' }, 1)).toEqual(['reason-missing comment: …']);
    expect(limited({ reason: 'required' }, 1, { comment: 'because' })).toEqual([]);
    expect(limited({ reason: 'required' }, 1, { comment: 5 })).toEqual([
      'reason-missing comment: …',
    ]);
    expect(limited({}, 1)).toEqual([]);
  });

  it('bind changes of a value set above, too', () => {
    const upper = { rule: { value: 5, limits: { value: { max: 9 } }, source: city } };
    expect(lay(upper, { rule: { value: 8, source: district } }).problems).toEqual([]);
    expect(codes(upper, { rule: { value: 10, source: district } })).toEqual([
      ['value-above-ceiling', 'rule.value', '≤ 9'],
    ]);
    const text = { rule: { value: 5, limits: 'none', source: city } };
    expect(codes(text, { rule: { value: 6, source: district } })).toEqual([
      ['value-closed-above', 'rule.value', '5'],
    ]);
  });
});
