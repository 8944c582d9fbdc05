import type { z } from 'zod';
import { mergedPack, partHeader, sections } from '../model/pack-schema.ts';
import type { PackRules, PartHeader } from '../model/pack-schema.ts';
import type { PolicyPack } from '../model/policy-pack.ts';
import { checkRules } from './check-rules.ts';
import { compilePack } from './compile-pack.ts';
import { mergeParts } from './merge.ts';
import type { FoundProblem, PackProblem, Path } from './problems.ts';
import { readPart } from './read-part.ts';
import type { PackFile, ReadPart } from './read-part.ts';

export type LoadedPack = { ok: true; pack: PolicyPack } | { ok: false; problems: PackProblem[] };

const layerOrder = ['city', 'district', 'project'] as const;
const headerKeys = new Set(Object.keys(partHeader.shape));

type Part = { header: PartHeader; read: ReadPart; body: Record<string, unknown> };

/**
 * Reads the parts of one pack (city, district, project, in any order), lays them together, checks
 * everything and compiles. Either all mistakes of the first failing stage, or a pack.
 */
export function loadPack(files: readonly PackFile[]): LoadedPack {
  const { parts, problems } = readParts(files);
  if (problems.length > 0) return { ok: false, problems };
  const locate = (found: FoundProblem): PackProblem => locateProblem(parts, found);
  const fitting = checkLayers(parts);
  if (fitting.length > 0) return { ok: false, problems: fitting };

  let merged: Record<string, unknown> = {};
  const mergeProblems: PackProblem[] = [];
  for (const part of parts) {
    const laid = mergeParts({ upper: merged, lower: part.body });
    merged = laid.merged;
    mergeProblems.push(...laid.problems.map((found) => locateIn(part.read, found)));
  }
  if (mergeProblems.length > 0) return { ok: false, problems: mergeProblems };

  const checked = mergedPack.safeParse(merged);
  if (!checked.success) {
    return { ok: false, problems: checked.error.issues.flatMap(readIssue).map(locate) };
  }
  const { compiled, problems: compileProblems } = compilePack(checked.data);
  const found = [...checkRules(checked.data), ...compileProblems];
  if (found.length > 0) return { ok: false, problems: found.map(locate) };
  return { ok: true, pack: assemble({ parts, rules: checked.data, compiled }) };
}

function assemble(of: {
  parts: Part[];
  rules: PackRules;
  compiled: PolicyPack['compiled'];
}): PolicyPack {
  const lowest = of.parts[of.parts.length - 1] as Part;
  return {
    id: lowest.header.id,
    version: of.parts.map((part) => part.header.version).join('+'),
    name: lowest.header.name,
    state: of.parts.some((part) => part.header.state === 'draft') ? 'draft' : lowest.header.state,
    layers: of.parts.map((part) => ({ ...part.header, file: part.read.file })),
    rules: of.rules,
    rounding: of.rules.rounding.mode,
    effectiveFrom: of.rules.effective.from,
    compiled: of.compiled,
  };
}

function readParts(files: readonly PackFile[]): { parts: Part[]; problems: PackProblem[] } {
  const parts: Part[] = [];
  const problems: PackProblem[] = [];
  for (const file of files) {
    const read = readPart(file);
    if (Array.isArray(read)) {
      problems.push(...read);
      continue;
    }
    const entries = Object.entries(read.content);
    const head = Object.fromEntries(entries.filter(([key]) => headerKeys.has(key)));
    const header = partHeader.safeParse(head);
    if (!header.success) {
      const found = header.error.issues.flatMap(readIssue);
      problems.push(
        ...found.map((each) => locateIn(read, { ...each, code: 'header-malformed' as const })),
      );
      continue;
    }
    const body = Object.fromEntries(entries.filter(([key]) => !headerKeys.has(key)));
    parts.push({ header: header.data, read, body });
  }
  parts.sort((a, b) => layerOrder.indexOf(a.header.layer) - layerOrder.indexOf(b.header.layer));
  return { parts, problems };
}

function checkLayers(parts: Part[]): PackProblem[] {
  const first = parts[0];
  if (!first) {
    const path = '';
    return [
      { code: 'layers-do-not-fit', file: '', line: 1, path, zh: '没有文件', en: 'no file given' },
    ];
  }
  return parts.flatMap((part, index) => {
    const above = parts[index - 1];
    const fits =
      index === 0
        ? part.header.layer === 'city'
        : part.header.layer !== above?.header.layer && part.header.of === above?.header.id;
    if (fits) return [];
    return [
      locateIn(part.read, {
        code: 'layers-do-not-fit',
        path: [index === 0 ? 'layer' : 'of'],
        zh: index === 0 ? '缺少市级部分' : `本部分不属于“${above?.header.id}”`,
        en:
          index === 0
            ? 'the city part is missing'
            : `this part does not stand on "${above?.header.id}"`,
        expected: index === 0 ? 'layer: city' : `of: ${above?.header.id}`,
      }),
    ];
  });
}

function locateProblem(parts: Part[], found: FoundProblem): PackProblem {
  const lowestFirst = [...parts].reverse();
  for (let length = found.path.length; length > 0; length -= 1) {
    const path = found.path.slice(0, length);
    const part = lowestFirst.find(({ read }) => read.has(path));
    if (part) return locateIn(part.read, found);
  }
  return locateIn((lowestFirst[0] as Part).read, found);
}

function locateIn(read: ReadPart, found: FoundProblem): PackProblem {
  const value = read.textOf(found.path);
  return {
    code: found.code,
    file: read.file,
    line: read.lineOf(found.path),
    path: found.path.join('.'),
    ...(value !== undefined && { value }),
    zh: found.zh,
    en: found.en,
    ...(found.expected !== undefined && { expected: found.expected }),
  };
}

/** Turns a schema issue into a mistake an official can read. */
function readIssue(issue: z.core.$ZodIssue): FoundProblem[] {
  const path = issue.path.filter((each) => typeof each !== 'symbol') as Path;
  const last = path.at(-1);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'key-unknown',
      path: [...path, key],
      zh: `没有这个字段：${key}`,
      en: `there is no such field: ${key}`,
      ...(path.length === 0 && { expected: Object.keys(sections).join(' | ') }),
    }));
  }
  const isMissing =
    'input' in issue ? issue.input === undefined : /received undefined/.test(issue.message);
  if (last === 'source' && /undefined|Invalid input$/.test(issue.message)) {
    return [
      {
        code: 'value-unexplained',
        path,
        zh: '没有注明出处（条款、决定或假设）',
        en: 'no provenance (clause, decision or assumption)',
        expected: 'source: { clause: … } | { decision: … } | { assumption: … }',
      },
    ];
  }
  return [
    {
      code: isMissing ? 'value-missing' : 'value-malformed',
      path,
      zh: isMissing ? `缺少 ${String(last)}` : `值的形式不对：${issue.message}`,
      en: isMissing ? `${String(last)} is missing` : issue.message,
      expected: issue.message.replace(/^Invalid (input|option): /, ''),
    },
  ];
}
