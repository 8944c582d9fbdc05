import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A random password for each name, the same at every start, readable by the owner alone. */
export async function keptPasswords(
  dataFolder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const file = join(dataFolder, 'issuer-passwords.json');
  const known = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Record<string, string>,
    () => ({}) as Record<string, string>,
  );
  const all = new Map(
    names.map((name) => [name, known[name] ?? randomBytes(9).toString('base64url')] as const),
  );
  await mkdir(dataFolder, { recursive: true });
  await writeFile(file, JSON.stringify(Object.fromEntries(all), null, 2), { mode: 0o600 });
  return all;
}
