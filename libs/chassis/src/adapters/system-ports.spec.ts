import { systemChance } from './system-ports.ts';

describe('chance drawn ahead', () => {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

  it('gives out no byte twice, and what was given stays as it was', () => {
    const drawn = Array.from({ length: 2_000 }, () => systemChance.bytes(24));
    const seen = new Set(drawn.map(hex));
    expect(seen.size).toBe(2_000);
    const before = hex(drawn[0]!);
    for (let index = 0; index < 1_000; index++) systemChance.bytes(100);
    expect(hex(drawn[0]!)).toBe(before);
  });

  it('gives as many bytes as are asked for, also more than are drawn at once', () => {
    for (const count of [0, 1, 8_191, 8_192, 8_193, 100_000])
      expect(systemChance.bytes(count)).toHaveLength(count);
    expect(new Set(systemChance.bytes(100_000)).size).toBe(256);
  });
});
