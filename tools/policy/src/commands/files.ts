import { writeFileSync } from 'node:fs';
import { mergedPack, partHeader, renderPack } from '@fangpiao/policy';
import { z } from 'zod';
import { openPack, Stop } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { bundleFile, bundleText } from '../bundle.ts';
import { packsFolder, shortName } from '../pack-folder.ts';
import { join } from 'node:path';

/** `render FILE [--out FILE.html]`: the pack as a printable document in Chinese. */
export function render({ files, options }: Arguments): string {
  const [file] = files;
  if (file === undefined) throw new Stop('render FILE [--out FILE.html]');
  const html = renderPack(openPack(file));
  if (options.out === undefined) return html;
  writeFileSync(options.out, html);
  return options.out;
}

/** `bundle`: writes libs/policy/src/bundled-packs.ts from libs/policy/packs. */
export function bundle(): string {
  writeFileSync(bundleFile, bundleText());
  return shortName(bundleFile);
}

export const schemaFile = join(packsFolder, '../schema/policy-pack.schema.json');

/** The JSON Schema of a pack part, for editors; what a whole pack needs is checked when it loads. */
export function schemaText(): string {
  const part = z.object({ ...partHeader.shape, ...mergedPack.partial().shape });
  return `${JSON.stringify(z.toJSONSchema(part, { io: 'input', reused: 'ref' }), null, 2)}\n`;
}

/** `schema`: writes libs/policy/schema/policy-pack.schema.json. */
export function schema(): string {
  writeFileSync(schemaFile, schemaText());
  return shortName(schemaFile);
}
