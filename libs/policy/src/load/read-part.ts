import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { PackProblem, Path } from './problems.ts';

export type PackFile = { file: string; text: string };

/** A file that has been read: its plain content, and where each value stands. */
export type ReadPart = {
  file: string;
  content: Record<string, unknown>;
  has(path: Path): boolean;
  lineOf(path: Path): number;
  textOf(path: Path): string | undefined;
};

const limitOfCharacters = 500_000;

export function readPart({ file, text }: PackFile): ReadPart | PackProblem[] {
  if (text.length > limitOfCharacters) {
    return [problem({ file, line: 1, zh: '文件过大', en: 'the file is too large' })];
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  if (document.errors.length > 0) {
    return document.errors.map((error) =>
      problem({
        file,
        line: lines.linePos(error.pos[0]).line,
        zh: `YAML 无法读取：${error.message.split('\n')[0] ?? ''}`,
        en: `not readable as YAML: ${error.message.split('\n')[0] ?? ''}`,
      }),
    );
  }
  if (!isMap(document.contents)) {
    return [problem({ file, line: 1, zh: '文件应为键值表', en: 'the file should be a map' })];
  }
  return {
    file,
    content: document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>,
    has: (path) => document.hasIn(path),
    lineOf: (path) => lineOf({ document, lines, path }),
    textOf: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? String(node.value) : undefined;
    },
  };
}

/** The line of the key at this path, or of the nearest enclosing key that exists. */
function lineOf(of: { document: Document; lines: LineCounter; path: Path }): number {
  for (let length = of.path.length; length > 0; length -= 1) {
    const parent =
      length === 1 ? of.document.contents : of.document.getIn(of.path.slice(0, length - 1), true);
    const last = of.path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
      if (pair && isScalar(pair.key) && pair.key.range)
        return of.lines.linePos(pair.key.range[0]).line;
    }
    const node = of.document.getIn(of.path.slice(0, length), true) as
      { range?: number[] } | undefined;
    if (node?.range?.[0] !== undefined) return of.lines.linePos(node.range[0]).line;
  }
  return 1;
}

function problem(of: { file: string; line: number; zh: string; en: string }): PackProblem {
  return { code: 'yaml-malformed', path: '', ...of };
}
