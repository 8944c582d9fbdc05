import type { ServiceConfig, VaultKeys } from '@fangpiao/chassis';
import { readConfig } from '@fangpiao/chassis/adapters';
import { z } from 'zod';

/** Besides what every service has: the keys of the vault. They are never in the database. */
export interface HouseholdsConfig extends ServiceConfig {
  readonly vaultKeys: VaultKeys;
}

const key = /^[A-Za-z0-9+/]{43}=$/;

/** `2:<master>:<blind>,1:<master>:<blind>`: the current generation first; each key 32 bytes in base64. */
const vaultKeysText = z
  .string()
  .refine((text) => readGenerations(text).length > 0, {
    error:
      '应为“代次:主密钥:盲索引密钥”，密钥为 base64 的 32 字节\u001fmust be "generation:master:blind" with keys of 32 bytes in base64',
  })
  .meta({ description: 'keys of the vault, the current generation first' });

interface Generation {
  readonly generation: number;
  readonly master: Uint8Array;
  readonly blind: Uint8Array;
}

/** Empty when any part is not as it should be. */
function readGenerations(text: string): Generation[] {
  const parts = text.split(',').map((part) => part.trim().split(':'));
  const isRight = parts.every(
    ([generation = '', master = '', blind = '', ...more]) =>
      /^[1-9]\d{0,5}$/.test(generation) && key.test(master) && key.test(blind) && more.length === 0,
  );
  const generations = new Set(parts.map(([generation]) => generation));
  if (!isRight || generations.size !== parts.length) return [];
  return parts.map(([generation, master, blind]) => ({
    generation: Number(generation),
    master: Buffer.from(master!, 'base64'),
    blind: Buffer.from(blind!, 'base64'),
  }));
}

/** The vault's keys from text; a wrong text is a configuration problem. */
export function vaultKeysFrom(text: string): VaultKeys {
  const generations = readGenerations(text);
  return {
    current: generations[0]!.generation,
    master: new Map(generations.map(({ generation, master }) => [generation, master])),
    blind: new Map(generations.map(({ generation, blind }) => [generation, blind])),
  };
}

/** Reads what this service needs beside the common names; says which name is missing. */
export function readHouseholdsConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<HouseholdsConfig, 'vaultKeys'> {
  const { FANGPIAO_HOUSEHOLDS_VAULT_KEYS } = readConfig(
    { FANGPIAO_HOUSEHOLDS_VAULT_KEYS: vaultKeysText },
    environment,
  );
  return { vaultKeys: vaultKeysFrom(FANGPIAO_HOUSEHOLDS_VAULT_KEYS) };
}
