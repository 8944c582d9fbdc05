import { readHouseholdsConfig } from './config.ts';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const read = (text?: string) =>
  readHouseholdsConfig(text === undefined ? {} : { FANGPIAO_HOUSEHOLDS_VAULT_KEYS: text });

test('reads the generations of keys, the current one first', () => {
  const { vaultKeys } = read(`2:${key(2)}:${key(102)},1:${key(1)}:${key(101)}`);
  expect(vaultKeys.current).toBe(2);
  expect([...vaultKeys.master.keys()]).toEqual([2, 1]);
  expect(vaultKeys.blind.get(1)).toEqual(Buffer.alloc(32, 101));
});

test.each([
  ['is missing', undefined],
  ['holds a short key', `1:${Buffer.alloc(16).toString('base64')}:${key(1)}`],
  ['lacks the blind index key', `1:${key(1)}`],
  ['names a generation twice', `1:${key(1)}:${key(2)},1:${key(3)}:${key(4)}`],
  ['has no generation', `${key(1)}:${key(2)}`],
])('says which variable to set when it %s, and never its value', (_how, text) => {
  let said = '';
  try {
    read(text);
  } catch (problem) {
    said = String(problem);
  }
  expect(said).toContain('FANGPIAO_HOUSEHOLDS_VAULT_KEYS');
  expect(said).not.toContain(key(1));
});
