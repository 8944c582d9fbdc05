import { labelOf } from '../load/check-rules.ts';
import type { Source } from '../model/basics.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { assumptionsOf } from '../engine/quote-face.ts';
import { fieldWords, sectionWords } from './words.ts';

type Tree = Record<string, unknown>;

/**
 * The pack as a document an official reads and prints: every value with its clause, the original
 * words and the assumptions marked. One HTML file, nothing loaded from elsewhere, A4 when printed.
 */
export function renderPack(pack: PolicyPack): string {
  const sections = Object.entries(sectionWords)
    .filter(([key]) => key in pack.rules)
    .map(([key, title]) => section({ title, content: (pack.rules as Tree)[key], key }));
  const layers = pack.layers
    .map(
      (layer) =>
        `<li>${text(layer.name.zh)}（${layer.layer}，版本 ${layer.version}，${layer.state}）</li>`,
    )
    .join('');
  const assumptions = assumptionsOf(pack)
    .map(({ zh, where }) => `<li>${text(zh)} <code>${text(where)}</code></li>`)
    .join('');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${text(pack.name.zh)}</title><style>${style}</style></head>
<body><h1>${text(pack.name.zh)}</h1>
<p>${text(pack.id)}，版本 ${text(pack.version)}，${pack.state === 'draft' ? '<strong>草案</strong>' : text(pack.state)}</p>
<ul>${layers}</ul>
${sections.join('\n')}
<h2>本政策包的假设（${assumptionsOf(pack).length} 项）</h2><ol>${assumptions}</ol>
</body></html>
`;
}

const style = `@page{size:A4;margin:18mm}body{font:15px/1.6 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}
h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em;border-bottom:1px solid #999;break-after:avoid}table{border-collapse:collapse;width:100%;margin:.5em 0}
tr{break-inside:avoid}td,th{border:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}th{width:9em;background:#f4f4f4;font-weight:600}
.source{width:16em;font-size:.85em;color:#333}.assumption{background:#fff3cd}code{font-size:.9em}`;

function section(of: { key: string; title: string; content: unknown }): string {
  const { content, title, key } = of;
  if (isTree(content) && !isRule(content)) {
    const parts = Object.entries(
      key === 'face' ? { ...(content.formulas as Tree), ...(content.components as Tree) } : content,
    );
    const blocks = parts.map(([name, each]) => block(name, each)).join('');
    return `<h2>${title}</h2><table>${blocks}</table>`;
  }
  return `<h2>${title}</h2><table>${isTree(content) ? rows(content) : row({ label: '', value: content })}</table>`;
}

function block(name: string, content: unknown): string {
  if (!isTree(content)) return row({ label: name, value: content });
  const title = isTree(content.name) ? String(content.name.zh) : (fieldWords[name] ?? name);
  const head = `<tr><th colspan="3">${text(title)} <code>${text(name)}</code></th></tr>`;
  return head + rows(content);
}

function rows(content: Tree): string {
  const sources = isTree(content.sources) ? (content.sources as Record<string, Source>) : {};
  return Object.entries(content)
    .filter(([field]) => !['source', 'sources', 'name', 'limits', 'open'].includes(field))
    .map(([field, value]) =>
      row({
        label: fieldWords[field] ?? field,
        value,
        source:
          field === 'comment'
            ? undefined
            : (sources[field] ?? (content.source as Source | undefined)),
      }),
    )
    .join('');
}

function row(of: { label: string; value: unknown; source?: Source | undefined }): string {
  const { source } = of;
  const isAssumed = source !== undefined && 'assumption' in source;
  const where =
    source === undefined ? '' : isAssumed ? `假设：${source.assumption}` : provenance(source);
  return `<tr${isAssumed ? ' class="assumption"' : ''}><th>${text(of.label)}</th><td>${show(of.value)}</td><td class="source">${text(where)}</td></tr>`;
}

function provenance(source: Source): string {
  const quote = 'clause' in source && source.quote ? `：“${source.quote}”` : '';
  return `${labelOf(source)}${quote}`;
}

function show(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) {
    return value.some(isTree)
      ? `<table>${value.map((each) => `<tr><td>${show(each)}</td></tr>`).join('')}</table>`
      : value.map(show).join('、');
  }
  if (isTree(value)) {
    if (typeof value.zh === 'string') return text(value.zh);
    return Object.entries(value)
      .filter(([key]) => key !== 'source')
      .map(([key, each]) => `${text(fieldWords[key] ?? key)} ${show(each)}`)
      .join('，');
  }
  return text(String(value ?? ''));
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRule(value: Tree): boolean {
  return 'source' in value;
}

function text(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
