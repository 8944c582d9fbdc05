import type { Figure } from './figures.ts';

/** The figures as people read them: published beside measured, aligned, Chinese characters two wide. */
export function figureTable(figures: readonly Figure[]): string {
  const head = [
    '',
    '指标 · figure',
    '公布 · published',
    '实测 · measured',
    '单位 · unit',
    '来源 · source',
  ];
  const rows = figures.map((figure) => [
    figure.agrees ? '✓' : '✗',
    `${figure.zh} · ${figure.en}`,
    grouped(figure.published),
    grouped(figure.measured),
    figure.unit,
    figure.source,
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column]!))));
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat(widths[column]! - widthOf(cell));
          return column === 2 || column === 3 ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** 1012367.2 → '1,012,367.20'; whole numbers stay whole. */
function grouped(value: number): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/u.test(character) ? 2 : 1;
  return width;
}
