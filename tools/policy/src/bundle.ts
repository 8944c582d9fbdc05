import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packFilesIn, packsFolder, packsIn } from './pack-folder.ts';

export const bundleFile = join(packsFolder, '../src/bundled-packs.ts');

/** The text of libs/policy/src/bundled-packs.ts: the repository's packs for programs without files. */
export function bundleText(): string {
  const name = (file: string) => relative(packsFolder, file).replaceAll('\\', '/');
  const texts = bundledFiles().map(
    (file) => `  '${name(file)}': ${literal(readFileSync(file, 'utf8'))},\n`,
  );
  const packs = Object.entries(packsIn(packsFolder)).map(
    ([id, files]) => `  ${quoted(id)}: [${files.map((file) => quoted(name(file))).join(', ')}],\n`,
  );
  return `// Made by \`npm run policy -- bundle\` from libs/policy/packs; do not edit.
// prettier-ignore
export const bundledPacks: Readonly<Record<string, string>> = {
${texts.join('')}};

/** The files of each pack, by the id of its lowest part. */
// prettier-ignore
export const bundledPackFiles: Readonly<Record<string, readonly string[]>> = {
${packs.join('')}};
`;
}

/** The packs, and the measures for overdue cases, which are no pack. */
export function bundledFiles(): string[] {
  return [...packFilesIn(packsFolder), join(packsFolder, 'jilin/overdue-measures.yaml')];
}

function quoted(text: string): string {
  return `'${text}'`;
}

function literal(text: string): string {
  return `\`${text.replace(/[\\`]/g, '\\$&').replaceAll('${', '\\${')}\``;
}
