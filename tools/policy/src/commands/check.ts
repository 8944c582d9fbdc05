import { loadPack } from '@fangpiao/policy';
import { problemText, Stop } from '../arguments.ts';
import type { Arguments } from '../arguments.ts';
import { packsFolder, packsIn, readPackFiles, readPackWithParts } from '../pack-folder.ts';

/** `check FILE…`: loads each pack and lists its mistakes; without files, all packs of the repository. */
export function check({ files, flags }: Arguments): string {
  const packs =
    files.length > 0
      ? files.map((file) => [file, readPackWithParts(file)] as const)
      : Object.entries(packsIn(packsFolder)).map(
          ([id, list]) => [id, readPackFiles(list)] as const,
        );
  const results = packs.map(([name, parts]) => ({ name, loaded: loadPack(parts) }));
  const text = flags.has('json')
    ? JSON.stringify(
        results.map(({ name, loaded }) => ({
          name,
          ok: loaded.ok,
          problems: loaded.ok ? [] : loaded.problems,
        })),
        null,
        2,
      )
    : results
        .map(({ name, loaded }) =>
          loaded.ok
            ? `${name}: 通过 ok，${loaded.pack.id} ${loaded.pack.version} (${loaded.pack.state})`
            : `${name}: ${loaded.problems.length} 处错误\n${loaded.problems.map(problemText).join('\n')}`,
        )
        .join('\n');
  if (results.every(({ loaded }) => loaded.ok)) return text;
  throw new Stop(text);
}
