import type { InvariantResult } from './check.ts';

const shown = 20;

/** One line an invariant, the problems of those that do not hold below it. */
export function report(results: readonly InvariantResult[]): string {
  const width = Math.max(...results.map(({ id }) => id.length));
  const lines = results.flatMap(({ id, zh, en, holds, checked, found, problems }) => [
    `${holds ? '✓' : '✗'} ${id.padEnd(width)} ${String(checked).padStart(8)}  ${zh} · ${en}`,
    ...problems.slice(0, shown).map(({ record, what }) => `    ${record}: ${what}`),
    ...(found > shown ? [`    … ${found - shown} more`] : []),
  ]);
  const broken = results.filter(({ holds }) => !holds).length;
  const checked = results.reduce((sum, result) => sum + result.checked, 0);
  const verdict =
    broken === 0
      ? `全部 ${results.length} 项成立 · all ${results.length} invariants hold (${checked} checks)`
      : `${broken} 项不成立 · ${broken} of ${results.length} invariants do not hold`;
  return [...lines, '', verdict].join('\n');
}
