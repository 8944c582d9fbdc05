import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { PackFile } from '@fangpiao/policy';

/** The packs of this repository. A city may keep its own anywhere: every command takes a path. */
export const packsFolder = resolve(import.meta.dirname, '../../../libs/policy/packs');

type Header = { id?: string; of?: string; layer?: string };

/** All YAML files below a folder, examples and portfolios left out. */
export function packFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'examples' ? [] : packFilesIn(path);
      return /\.ya?ml$/.test(entry.name) && isPack(path) ? [path] : [];
    })
    .sort();
}

function isPack(path: string): boolean {
  return readFileSync(path, 'utf8').includes('fangpiao-policy-pack/1');
}

/**
 * A pack with the parts it stands on: the file given, and from its folder the parts named by `of`.
 * Given a folder, its lowest part.
 */
export function readPackWithParts(path: string): PackFile[] {
  const files = statSync(path).isDirectory() ? packFilesIn(path) : [path];
  const read = (file: string): PackFile => ({ file, text: readFileSync(file, 'utf8') });
  if (files.length !== 1) return files.map(read);
  const [first] = files;
  if (first === undefined) return [];
  const parts = [read(first)];
  const siblings = packFilesIn(dirname(first)).map(read);
  for (let above = headerOf(parts[0]).of; above !== undefined;) {
    const wanted = above;
    const part = siblings.find((each) => headerOf(each).id === wanted);
    if (!part || parts.includes(part)) break;
    parts.unshift(part);
    above = headerOf(part).of;
  }
  return parts;
}

function headerOf(file: PackFile | undefined): Header {
  if (!file) return {};
  try {
    return (parse(file.text) ?? {}) as Header;
  } catch {
    return {};
  }
}

/** Every pack of a folder that is complete: its files with their parts, by the lowest part's id. */
export function packsIn(folder: string): Record<string, string[]> {
  const files = packFilesIn(folder);
  const lower = new Set(
    files.map((file) => headerOf({ file, text: readFileSync(file, 'utf8') }).of),
  );
  const entries = files.flatMap((file): [string, string[]][] => {
    const { id } = headerOf({ file, text: readFileSync(file, 'utf8') });
    if (id === undefined || lower.has(id)) return [];
    return [[id, readPackWithParts(file).map((part) => part.file)]];
  });
  return Object.fromEntries(entries);
}

/** A name for messages: relative to where one stands if that is shorter. */
export function shortName(path: string): string {
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : basename(path);
}

export function readPackFiles(files: readonly string[]): PackFile[] {
  return files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}
