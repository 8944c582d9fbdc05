import { systemTimers } from '../adapters/system-ports.ts';
import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { MemoryDatabase, MemoryStore, noStoreFaults } from '../memory/memory-store.ts';
import type { StoreFaults } from '../memory/memory-store.ts';
import type { Chance } from '../core/ports.ts';
import { openSealed, sealFor } from './seal.ts';
import { createVault, vaultCollection } from './vault.ts';
import type { VaultKeys } from './vault.ts';

/** Different every time, the same every run. */
function countedChance(seed: string): Chance {
  let count = 0;
  const bytes = (length: number): Uint8Array =>
    createHash('shake256', { outputLength: length }).update(`${seed} ${count++}`).digest();
  return { bytes, next: () => bytes(1)[0]! / 256 };
}

const key = (fill: number) => new Uint8Array(32).fill(fill);
const firstKeys: VaultKeys = {
  current: 1,
  master: new Map([[1, key(1)]]),
  blind: new Map([[1, key(101)]]),
};
const bothKeys: VaultKeys = {
  current: 2,
  master: new Map([...firstKeys.master, [2, key(2)]]),
  blind: new Map([...firstKeys.blind, [2, key(102)]]),
};
const secondKeys: VaultKeys = {
  current: 2,
  master: new Map([[2, key(2)]]),
  blind: new Map([[2, key(102)]]),
};

const wang = { name: '王小明', nationalId: '11010519491231002X' };
const reason = { actor: 'officer-1', purpose: '核对身份 / check the identity' };

function setUp(faults: Partial<StoreFaults> = {}) {
  const database = new MemoryDatabase();
  const chance = countedChance('vault');
  const store = new MemoryStore({
    database,
    chance,
    clock: { now: () => 0 },
    timers: {
      after: (_millis, task) => {
        queueMicrotask(task);
        return () => undefined;
      },
      soon: (task) => queueMicrotask(task),
    },
    faults: { ...noStoreFaults, ...faults },
  });
  const vaultWith = (keys: VaultKeys, seed = 'a') =>
    createVault({
      store,
      chance: countedChance(seed),
      timers: systemTimers,
      keys,
      indexedFields: ['nationalId'],
    });
  return { store, database, vault: vaultWith(firstKeys), vaultWith };
}

test('gives back what was put, only the fields asked for, only with a reason', async () => {
  const { vault } = setUp();
  await vault.put('person-1', wang);
  expect(await vault.reveal('person-1', ['name'], reason)).toEqual({ name: '王小明' });
  expect(await vault.reveal('nobody', ['name'], reason)).toBeUndefined();
  await expect(vault.reveal('person-1', ['name'], { ...reason, purpose: ' ' })).rejects.toThrow(
    'for a reason',
  );
});

test('holds nothing readable at rest [WRITE-PATH 27]', async () => {
  const { vault, database } = setUp();
  const reference = await vault.put('person-1', wang);
  const atRest =
    JSON.stringify([...database.collection('vault').values()]) + JSON.stringify(reference);
  expect(atRest).not.toContain(wang.nationalId);
  expect(atRest).not.toContain(Buffer.from(wang.nationalId).toString('base64').slice(0, 12));
  expect(atRest).not.toContain('王');
  const bare = createHash('sha256').update(wang.nationalId).digest('hex');
  expect(atRest).not.toContain(bare);
});

test('finds a person by an equal value, however it is written, and by nothing else', async () => {
  const { vault } = setUp();
  await vault.put('person-1', wang);
  expect(await vault.findByValue('nationalId', ' 11010519491231002x ')).toEqual(['person-1']);
  expect(await vault.findByValue('nationalId', '110105194912310021')).toEqual([]);
  await expect(vault.findByValue('name', '王小明')).rejects.toThrow('no blind index');
});

test('a repeated put changes nothing; a correction keeps the earlier content for its digest', async () => {
  const { vault } = setUp();
  const first = await vault.put('person-1', wang);
  expect(await vault.put('person-1', { ...wang })).toEqual(first);
  const second = await vault.put('person-1', { ...wang, name: '王晓明' });
  expect(second.contentVersion).toBe(2);
  expect(await vault.reveal('person-1', ['name'], reason)).toEqual({ name: '王晓明' });
  expect(await vault.reveal('person-1', ['name'], reason, 1)).toEqual({ name: '王小明' });
  expect(await vault.prove(first)).toBe('holds');
  expect(await vault.prove({ ...first, digest: second.digest })).toBe('differs');
});

test('the digest of equal content differs from person to person', async () => {
  const { vault } = setUp();
  const [one, two] = [await vault.put('person-1', wang), await vault.put('person-2', wang)];
  expect(one.digest).not.toBe(two.digest);
});

test('rotation re-wraps; then the old generation is not needed any more', async () => {
  const { vault, vaultWith } = setUp();
  const reference = await vault.put('person-1', wang);
  await vault.put('person-2', { name: '李' });
  const rotating = vaultWith(bothKeys, 'b');
  expect(await rotating.findByValue('nationalId', wang.nationalId)).toEqual(['person-1']);
  expect(await rotating.rotate(1)).toBe(1);
  expect(await rotating.rotate(10)).toBe(1);
  expect(await rotating.rotate(10)).toBe(0);
  const rotated = vaultWith(secondKeys, 'c');
  expect(await rotated.reveal('person-1', ['name'], reason)).toEqual({ name: '王小明' });
  expect(await rotated.findByValue('nationalId', wang.nationalId)).toEqual(['person-1']);
  expect(await rotated.prove(reference)).toBe('holds');
  await expect(vault.reveal('person-1', ['name'], reason)).rejects.toThrow('generation 2');
});

test('destruction leaves nothing to open or to find, and no way back', async () => {
  const { vault, database } = setUp();
  const reference = await vault.put('person-1', wang);
  await vault.destroy('person-1');
  expect(await vault.reveal('person-1', ['name'], reason)).toBeUndefined();
  expect(await vault.findByValue('nationalId', wang.nationalId)).toEqual([]);
  expect(await vault.prove(reference)).toBe('destroyed');
  await expect(vault.put('person-1', wang)).rejects.toThrow('destroyed');
  const [left] = [...database.collection('vault').values()];
  expect(left).toMatchObject({ wrapped: '', contents: [], blind: {} });
});

test('a document moved to another person, or altered, does not open', async () => {
  const { vault, database } = setUp();
  await vault.put('person-1', wang);
  const documents = database.collection('vault');
  documents.set('person-2', { ...documents.get('person-1')!, _id: 'person-2' });
  await expect(vault.reveal('person-2', ['name'], reason)).rejects.toThrow();
});

test.each([
  ['side by side', {}],
  ['on a store that lags', { laggingView: 0.3 }],
])('writers %s lose nothing', async (_name, faults) => {
  const { vaultWith } = setUp(faults);
  const vaults = [vaultWith(firstKeys, 'x'), vaultWith(firstKeys, 'y'), vaultWith(firstKeys, 'z')];
  const references = await Promise.all(
    vaults.map((vault, index) => vault.put('person-1', { name: `name ${index}` })),
  );
  expect(new Set(references.map((each) => each.contentVersion)).size).toBe(3);
  for (const reference of references) expect(await vaults[0]!.prove(reference)).toBe('holds');
});

test('a wrong master key is told at start', () => {
  const keys = { ...firstKeys, master: new Map([[1, new Uint8Array(16)]]) };
  expect(() => setUp().vaultWith(keys)).toThrow('not 32 bytes');
  expect(vaultCollection(bothKeys, ['nationalId']).indexes).toEqual([
    { 'blind.nationalId_g1': 1 },
    { 'blind.nationalId_g2': 1 },
    { generation: 1 },
  ]);
});

describe('what travels to another agency', () => {
  const keyPair = async () => {
    const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true });
    return {
      publicKey: await exportJWK(pair.publicKey),
      privateKey: await exportJWK(pair.privateKey),
    };
  };

  test('is opened by that agency alone', async () => {
    const [vouchers, listings] = [await keyPair(), await keyPair()];
    const sealed = await sealFor({ agency: 'vouchers', ...vouchers }, 'person-1', wang);
    expect(sealed).not.toContain(wang.nationalId);
    expect(await openSealed({ agency: 'vouchers', ...vouchers }, sealed)).toEqual({
      personId: 'person-1',
      fields: wang,
    });
    await expect(openSealed({ agency: 'listings', ...listings }, sealed)).rejects.toThrow();
    await expect(openSealed({ agency: 'listings', ...vouchers }, sealed)).rejects.toThrow(
      'another',
    );
  });
});
