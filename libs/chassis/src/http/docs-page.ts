import { commonRefusals, jsonSchemaOf, refusalCodesOf } from '@fangpiao/contracts';
import type {
  EventDeclaration,
  JsonSchema,
  RefusalDeclaration,
  RouteDeclaration,
  ServiceContract,
} from '@fangpiao/contracts';

/**
 * The contract of one service as a page that a person reads: no script, no outside file, so that it also opens in
 * an office without internet.
 */
export function docsPage(contract: ServiceContract): string {
  const groups = Map.groupBy(contract.routes, (route) => route.path.split('/')[1] ?? '');
  const refusals = { ...contract.refusals, ...commonRefusals };
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(contract.zh)} · ${escape(contract.en)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${bilingual(contract)}</h1>
<p>机器可读 · machine-readable: <a href="openapi.json">openapi.json</a> · <a href="asyncapi.json">asyncapi.json</a></p>
<nav aria-label="目录 · contents">${[...groups.keys()].map((name) => `<a href="#group-${escape(name)}">/${escape(name)}</a>`).join(' ')} <a href="#events">事件 · events</a></nav>
</header>
<main>
${[...groups].map(([name, routes]) => `<section id="group-${escape(name)}"><h2>/${escape(name)}</h2>${routes.map((route) => routeSection(route, refusals)).join('')}</section>`).join('\n')}
<section id="events"><h2>事件 · events</h2>${contract.events.map(eventSection).join('')}</section>
</main>
</body>
</html>
`;
}

function routeSection(
  route: RouteDeclaration,
  refusals: Readonly<Record<string, RefusalDeclaration>>,
): string {
  const allowed =
    route.allowed === 'anyone' ? '任何人 · anyone' : route.allowed.map(escape).join(', ');
  const parts: [title: string, schema: JsonSchema][] = [
    ['路径 · path', jsonSchemaOf(route.params, 'input', { descriptions: true })],
    ['查询 · query', jsonSchemaOf(route.query, 'input', { descriptions: true })],
  ];
  if (route.body) {
    parts.push(['内容 · body', jsonSchemaOf(route.body, 'input', { descriptions: true })]);
  }
  parts.push([
    `回答 · answer (${route.status})`,
    jsonSchemaOf(route.answer, 'output', { descriptions: true }),
  ]);
  return `<article id="${escape(route.name)}">
<h3><code>${route.method.toUpperCase()} ${escape(route.path)}</code> ${bilingual(route)}</h3>
<p>谁可以 · who may: <b>${allowed}</b></p>
${parts.map(([title, schema]) => fieldTable(title, schema)).join('')}
<details><summary>拒绝 · refusals</summary><table>
<tr><th scope="col">状态 · status</th><th scope="col">代码 · code</th><th scope="col">说明</th><th scope="col">text</th></tr>
${refusalCodesOf(route)
  .map((code) => refusalRow(code, refusals[code]))
  .join('')}</table></details>
</article>`;
}

function refusalRow(code: string, refusal: RefusalDeclaration | undefined): string {
  if (!refusal) return '';
  const { status, zh, en } = refusal;
  return `<tr><td>${status}</td><td><code>${escape(code)}</code></td><td lang="zh-CN">${escape(zh)}</td><td lang="en">${escape(en)}</td></tr>`;
}

function eventSection(event: EventDeclaration): string {
  const nature = event.nature === 'fact' ? '事实 · fact' : '请求 · request';
  return `<article><h3><code>${escape(event.type)}</code> ${bilingual(event)}</h3><p>${nature}</p>${fieldTable(
    '数据 · data',
    jsonSchemaOf(event.data, 'output', { descriptions: true }),
  )}</article>`;
}

function fieldTable(title: string, schema: JsonSchema): string {
  const rows = rowsOf(schema, '');
  if (rows.length === 0) return '';
  return `<table><caption>${title}</caption>
<tr><th scope="col">字段 · field</th><th scope="col">类型 · type</th><th scope="col">必填 · required</th><th scope="col">说明 · meaning</th></tr>
${rows.join('')}</table>`;
}

function rowsOf(schema: JsonSchema, path: string): string[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = (schema['required'] ?? []) as string[];
  return Object.entries(properties).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const items = field['items'] as JsonSchema | undefined;
    const forms = (field['anyOf'] ?? field['oneOf'] ?? []) as JsonSchema[];
    return [
      `<tr><td><code>${escape(at)}</code></td><td>${escape(typeText(field))}</td><td>${required.includes(name) ? '是 · yes' : ''}</td><td>${escape(String(field['description'] ?? ''))}</td></tr>`,
      ...rowsOf(field, at),
      ...(items ? rowsOf(items, `${at}[]`) : []),
      ...forms.flatMap((form) => rowsOf(form, at)),
    ];
  });
}

function typeText(schema: JsonSchema): string {
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) {
    return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  }
  const forms = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(forms)) return (forms as JsonSchema[]).map(typeText).join(' | ');
  const items = schema['items'] as JsonSchema | undefined;
  return items ? `${typeText(items)}[]` : String(schema['type'] ?? 'any');
}

function bilingual({ zh, en }: { zh: string; en: string }): string {
  return `<span lang="zh-CN">${escape(zh)}</span> · <span lang="en">${escape(en)}</span>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:70rem;margin:auto;padding:1rem;color:#1a1a1a;background:#fff}
code{background:#f2f2f2;padding:0 .2em}article{border-top:1px solid #ccc;margin-top:1.5rem}
table{border-collapse:collapse;margin:.5rem 0;width:100%}caption{text-align:left;font-weight:600}
th,td{border:1px solid #ddd;padding:.2rem .5rem;text-align:left;vertical-align:top}
h3{overflow-wrap:anywhere}
@media(max-width:40rem){h1{font-size:1.4rem}h3{font-size:1.05rem}table{display:block;overflow-x:auto}}`;
