import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';

/** The key that signs tokens, and its public half as it is published. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function newSigningKey(): Promise<SigningKey & { privateJwk: JWK }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const privateJwk = await exportJWK(privateKey);
  return { ...(await signingKeyFrom(privateJwk)), privateJwk };
}

async function signingKeyFrom(privateJwk: JWK): Promise<SigningKey> {
  const { d: _private, ...rest } = privateJwk;
  const kid = await calculateJwkThumbprint(rest);
  return {
    privateKey: (await importJWK(privateJwk, 'ES256')) as CryptoKey,
    publicJwk: { ...rest, kid, alg: 'ES256', use: 'sig' },
  };
}

/** The same key at every start, so that tokens survive a restart. Readable by the owner alone. */
export async function keptSigningKey(dataFolder: string): Promise<SigningKey> {
  const file = join(dataFolder, 'issuer-key.json');
  try {
    return await signingKeyFrom(JSON.parse(await readFile(file, 'utf8')) as JWK);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem;
  }
  const fresh = await newSigningKey();
  await mkdir(dataFolder, { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, JSON.stringify(fresh.privateJwk), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
  return fresh;
}
