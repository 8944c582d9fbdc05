import { bundledPackFiles, loadPack, runExample, sayAnswer } from '@fangpiao/policy';
import { dirname, resolve } from 'node:path';
import { Stop } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { examplesIn } from '../examples.ts';
import { packsFolder, packsIn, readPackFiles } from '../pack-folder.ts';

/** `explain [FOLDER]`: every example with its arithmetic and its answer; fails where one differs. */
export function explain({ files, flags }: Arguments): string {
  const folder = files[0] ? resolve(files[0]) : packsFolder;
  const packs = packsIn(folder);
  let wrong = 0;
  const out = examplesIn(folder).flatMap((file) => {
    const parts = packs[file.pack] ?? packsIn(dirname(dirname(file.file)))[file.pack];
    if (!parts)
      throw new Stop(
        `${file.file}: no pack "${file.pack}" (${Object.keys(bundledPackFiles).join(', ')})`,
      );
    const loaded = loadPack(readPackFiles(parts));
    if (!loaded.ok) throw new Stop(`${file.pack} does not load; run check`);
    const { pack } = loaded;
    return [
      `\n## ${pack.name.zh}（${pack.id} ${pack.version}）`,
      ...file.examples.flatMap((example) => {
        const result = runExample(pack, example);
        if (result.differences.length > 0) wrong += 1;
        const said = result.answer === undefined ? [] : sayAnswer(example.ask, result.answer);
        const sentences = said.filter((each) => !each.zh.startsWith('假设'));
        return [
          `\n${result.differences.length === 0 ? '✓' : '✗'} ${example.title} [${example.clauses.join('、')}]`,
          ...(example.arithmetic
            ? [`  手算：${example.arithmetic.trim().replaceAll('\n', '\n        ')}`]
            : []),
          ...sentences.map((each) => `  ${flags.has('en') ? each.en : each.zh}`),
          ...result.differences.map((each) => `  不符：${each}`),
        ];
      }),
    ];
  });
  if (wrong > 0) throw new Stop(`${out.join('\n')}\n\n${wrong} 个示例不符`);
  return out.join('\n');
}
