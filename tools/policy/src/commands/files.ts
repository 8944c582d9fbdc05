import { writeFileSync } from 'node:fs';
import { mergedPack, partHeader, renderPack } from '@fangpiao/policy';
import { z } from 'zod';
import { openPack, Stop } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { bundleFile, bundleText } from '../bundle.ts';
import { shortName } from '../pack-folder.ts';

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

/** `schema`: the JSON Schema of a whole pack, for editors. */
export function schema(): string {
  const whole = z.object({ ...partHeader.shape, ...mergedPack.partial().shape });
  return JSON.stringify(z.toJSONSchema(whole, { io: 'input' }), null, 2);
}
