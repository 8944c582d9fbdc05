import { readFileSync } from 'node:fs';
import { bundledPackFiles, loadBundledPack, loadPack } from '@fangpiao/policy';
import type { PackProblem, PolicyPack } from '@fangpiao/policy';
import { parse } from 'yaml';
import { readPackWithParts } from './pack-folder.ts';

export type Arguments = { files: string[]; options: Record<string, string>; flags: Set<string> };

const flagNames = new Set(['json', 'en']);

/** `FILE… --name value --json`. */
export function readArguments(list: readonly string[]): Arguments {
  const files: string[] = [];
  const options: Record<string, string> = {};
  const flags = new Set<string>();
  for (let index = 0; index < list.length; index += 1) {
    const each = list[index] ?? '';
    const name = each.replace(/^--/, '');
    if (!each.startsWith('--')) files.push(each);
    else if (flagNames.has(name)) flags.add(name);
    else {
      const value = list[index + 1];
      if (value === undefined) throw new Stop(`--${name} 缺少值 / needs a value`);
      options[name] = value;
      index += 1;
    }
  }
  return { files, options, flags };
}

/** Ends a command with a message for the person and exit code 1. */
export class Stop extends Error {}

export function needed(options: Record<string, string>, name: string): string {
  const value = options[name];
  if (value === undefined) throw new Stop(`缺少 --${name} / --${name} is missing`);
  return value;
}

/** A pack by path (any folder; the parts above it are found beside it) or by a bundled id. */
export function openPack(name: string): PolicyPack {
  const loaded =
    name in bundledPackFiles ? loadBundledPack(name) : loadPack(readPackWithParts(name));
  if (loaded.ok) return loaded.pack;
  throw new Stop(loaded.problems.map(problemText).join('\n'));
}

export function problemText(problem: PackProblem): string {
  const value = problem.value === undefined ? '' : ` = ${JSON.stringify(problem.value)}`;
  const expected =
    problem.expected === undefined ? '' : `\n    应为 / expected: ${problem.expected}`;
  return `${problem.file}:${problem.line} ${problem.path}${value} [${problem.code}]\n    ${problem.zh}\n    ${problem.en}${expected}`;
}

export function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (problem) {
    throw new Stop(`${file}: ${(problem as Error).message}`);
  }
}
