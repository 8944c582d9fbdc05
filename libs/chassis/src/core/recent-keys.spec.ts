import fc from 'fast-check';
import { keptKeys, RecentKeys } from './recent-keys.ts';

const remember = (count: number): RecentKeys => {
  let keys = RecentKeys.none;
  for (let version = 1; version <= count; version++)
    keys = keys.with(`key ${version}`, { version, commandHash: `hash ${version}` });
  return keys;
};

describe('the keys of the newest commits [WRITE-PATH 5]', () => {
  it('always hold the last ones, never one that was not there, and not many more', () => {
    fc.assert(
      fc.property(fc.nat({ max: 400 }), (count) => {
        const keys = remember(count);
        expect(keys.size).toBeGreaterThanOrEqual(Math.min(count, keptKeys));
        expect(keys.size).toBeLessThanOrEqual(2 * keptKeys);
        for (let version = 1; version <= count + 1; version++) {
          const found = keys.get(`key ${version}`);
          if (version <= count && version > count - keptKeys) expect(found?.version).toBe(version);
          else expect([undefined, version]).toContain(found?.version);
        }
        expect(keys.has(`key ${count + 1}`)).toBe(false);
      }),
    );
  });

  it('are all there as long as their number is that of the commits', () => {
    for (const count of [0, 1, keptKeys, 2 * keptKeys]) expect(remember(count).size).toBe(count);
    expect(remember(2 * keptKeys + 1).size).toBe(keptKeys + 1);
  });

  it('are written down oldest first, and read back the same', () => {
    const written = remember(100).newest();
    expect(written.map(([, { version }]) => version)).toEqual(
      Array.from({ length: keptKeys }, (_, index) => 100 - keptKeys + 1 + index),
    );
    expect(RecentKeys.of(written).newest()).toEqual(written);
  });

  it('leave what was remembered before as it was', () => {
    const before = remember(10);
    before.with('key 11', { version: 11, commandHash: '' });
    expect(before.has('key 11')).toBe(false);
    expect(before.size).toBe(10);
  });
});
