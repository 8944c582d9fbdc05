import fc from 'fast-check';
import { canonicalJson, ContentProblem, hashOfReceived, sha256 } from './canonical.ts';

/** The same by the simplest means: a copy with sorted names, written by the platform. */
function reference(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

// Names like numbers come first in every object of the platform, the reference's too.
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }).map((text) => `n${text}`),
  fc.constantFrom('票', '房', 'é', 'e\u0301', '\u{1F3E0}', '__proto', 'constructor'),
);
const { stored } = fc.letrec<{ stored: unknown }>((tie) => ({
  stored: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.maxSafeInteger(),
    fc.constantFrom(true, false, null, -0),
    fc.array(tie('stored'), { maxLength: 4 }),
    fc.dictionary(name, tie('stored'), { maxKeys: 50, noNullPrototype: true }),
  ),
}));

describe('canonical JSON [WRITE-PATH 7]', () => {
  it('is what a plain writer with sorted names gives, for few names and for many', () => {
    fc.assert(fc.property(stored, (value) => canonicalJson(value) === reference(value)));
  });

  it('does not depend on the order in which a record was filled', () => {
    const shuffled = fc
      .uniqueArray(name, { minLength: 2, maxLength: 60 })
      .chain((names) =>
        fc.tuple(
          fc.constant(names),
          fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length }),
        ),
      );
    const filled = (names: readonly string[]) =>
      Object.fromEntries(names.map((each) => [each, each.length]));
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(canonicalJson(filled(other))).toBe(canonicalJson(filled(one)));
        expect(hashOfReceived(filled(other))).toBe(hashOfReceived(filled(one)));
      }),
    );
  });

  it('leaves the record that it reads as it was', () => {
    const record = { b: 1, a: { d: 2, c: 3 } };
    canonicalJson(record);
    expect(Object.keys(record)).toEqual(['b', 'a']);
    expect(Object.keys(record.a)).toEqual(['d', 'c']);
  });

  it('refuses what would come back changed, and says where it stands', () => {
    for (const odd of [0.5, Number.NaN, Infinity, 2 ** 53, undefined, 1n, new Date(0), () => 1]) {
      const refused = () => canonicalJson({ list: [{ ok: 1 }, { odd }] });
      expect(refused).toThrow(ContentProblem);
      expect(refused).toThrow(/^\$\.list\[1\]\.odd: /);
    }
  });

  it('hashes the text as UTF-8', () => {
    // From `printf '房票' | sha256sum`.
    expect(sha256('房票')).toBe('59e9c74de0336e8328ba477bd139e3f4152464baffb97d727c5f08dbe65a52a6');
  });
});
