import { createHmac, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A JSON file of the data folder, for its owner's eyes; undefined when it is not there or not whole. */
export async function readKept<Content>(file: string): Promise<Content | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step, so that a kill leaves the old or the new one. */
export async function keep(file: string, content: unknown): Promise<void> {
  const beside = `${file}.new`;
  await writeFile(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, file);
}

/** What stays secret from start to start: the vault's keys and the root of the demo's passwords. */
export interface Secrets {
  /** As the households service reads them: generation, master key, key of the blind index. */
  readonly vaultKeys: string;
  passwordFor(username: string): string;
}

export async function keptSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, 'secrets.json');
  let kept = await readKept<{ vaultKeys: string; passwordKey: string }>(file);
  if (!kept) {
    const key = (): string => randomBytes(32).toString('base64');
    kept = { vaultKeys: `1:${key()}:${key()}`, passwordKey: key() };
    await keep(file, kept);
  }
  const { vaultKeys, passwordKey } = kept;
  return {
    vaultKeys,
    passwordFor: (username) =>
      createHmac('sha256', Buffer.from(passwordKey, 'base64'))
        .update(username)
        .digest('base64url')
        .slice(0, 16),
  };
}
