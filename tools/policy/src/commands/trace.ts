import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as policy from '@fangpiao/policy';
import { z } from 'zod';
import { readYaml, Stop } from '../arguments.ts';
import { examplesIn } from '../examples.ts';
import { packsFolder } from '../pack-folder.ts';

const root = resolve(packsFolder, '../../..');
export const traceFile = join(packsFolder, '../trace/clauses.yaml');

const clause = z.strictObject({
  id: z.string(),
  text: z.string(),
  demands: z.string(),
  values: z.array(z.string()).optional(),
  code: z.array(z.string()).optional(),
  /** For what is not policy: the service capability. */
  capability: z.string().optional(),
  examples: z.array(z.string()).optional(),
  reading: z.string().optional(),
  /** The part of the clause that nothing does yet: said here, so that it is not taken for done. */
  unbuilt: z.string().optional(),
});
type Clause = z.infer<typeof clause>;

const table = z.strictObject({
  documents: z.record(z.string(), z.string()),
  clauses: z.array(clause),
});

export type TraceRow = Clause & { mistakes: string[] };

/** Checks every clause: its code exists, its pack values exist, its examples exist. */
export function traceRows(file = traceFile): TraceRow[] {
  const { clauses } = table.parse(readYaml(file));
  const examples = new Set(
    examplesIn(packsFolder).flatMap((each) => each.examples.map(({ id }) => `${each.pack}:${id}`)),
  );
  const rules = allRules();
  return clauses.map((each) => {
    const document = each.id.split(' ')[0] ?? '';
    const isPolicy = each.code !== undefined || each.values !== undefined;
    const has = each.examples ?? [];
    return {
      ...each,
      mistakes: [
        ...(each.code ?? []).filter((name) => !(name in policy)).map((name) => `没有函数 ${name}`),
        ...(each.values ?? [])
          .filter((path) => !rules.get(document)?.some((tree) => at(tree, path) !== undefined))
          .map((path) => `政策包中没有 ${path}`),
        ...has.filter((name) => !isThere(name, examples)).map((name) => `没有示例 ${name}`),
        ...(has.length === 0 ? ['没有可执行的示例'] : []),
        ...(!isPolicy && each.capability === undefined ? ['没有对应的代码或服务能力'] : []),
      ],
    };
  });
}

/** The rules of all bundled packs by the documents they list. */
function allRules(): Map<string, unknown[]> {
  const byDocument = new Map<string, unknown[]>();
  for (const id of Object.keys(policy.bundledPackFiles)) {
    const loaded = policy.loadBundledPack(id);
    if (!loaded.ok) continue;
    for (const document of Object.keys(loaded.pack.rules.documents)) {
      byDocument.set(document, [...(byDocument.get(document) ?? []), loaded.pack.rules]);
    }
  }
  return byDocument;
}

function at(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], tree);
}

function isThere(name: string, examples: ReadonlySet<string>): boolean {
  const [file = '', title] = name.split('::');
  if (title === undefined) return examples.has(name);
  const path = join(root, file);
  return existsSync(path) && readFileSync(path, 'utf8').replaceAll("\\'", "'").includes(title);
}

/** `trace`: prints the table and which parts of clauses are not built; fails on a clause without an example. */
export function trace(): string {
  const rows = traceRows();
  const wrong = rows.filter((row) => row.mistakes.length > 0);
  const unbuilt = rows.filter((row) => row.unbuilt !== undefined);
  const withExample = rows.filter((row) => row.mistakes.length === 0 && row.examples !== undefined);
  const total = [
    `${rows.length} 条：${withExample.length} 条有示例，${wrong.length} 条有误`,
    `尚未建成的部分 ${unbuilt.length} 处：`,
    ...unbuilt.map((row) => `    … ${row.id} ${row.unbuilt}`),
  ].join('\n');
  const text = [...rows.map(shown), '', total].join('\n');
  if (wrong.length > 0) throw new Stop(text);
  return text;
}

/** ✗ wrong, … a part is not built, ✓ all is. */
function markOf(row: TraceRow): string {
  if (row.mistakes.length > 0) return '✗';
  return row.unbuilt === undefined ? '✓' : '…';
}

function shown(row: TraceRow): string {
  const links = [...(row.values ?? []), ...(row.code ?? []).map((name) => `${name}()`)];
  const capability = row.capability ? ` 能力 ${row.capability}` : '';
  return [
    `${markOf(row)} ${row.id}  ${row.text}`,
    `    要求：${row.demands}${capability}`,
    ...(links.length > 0 ? [`    对应：${links.join('，')}`] : []),
    ...(row.examples ? [`    示例：${row.examples.join('；')}`] : []),
    ...(row.reading ? [`    读法：${row.reading}`] : []),
    ...(row.unbuilt ? [`    未建：${row.unbuilt}`] : []),
    ...row.mistakes.map((each) => `    ✗ ${each}`),
  ].join('\n');
}
