import { ValueProblem } from '@fangpiao/values';
import type { PolicyPack } from '../model/policy-pack.ts';
import { ask, questions } from './ask.ts';
import type { Question } from './ask.ts';
import { asTree, plainMoney } from './read-facts.ts';

/** One example of a pack: facts, a question, and what must come out. */
export type Example = {
  id: string;
  title: string;
  /** The arithmetic by hand, for the reader. */
  arithmetic?: string;
  clauses: string[];
  ask: Question;
  facts: unknown;
  /** Every value named here must stand in the answer; what is not named is not compared. */
  expect: unknown;
};

export type ExampleFile = { pack: string; examples: Example[] };

export type ExampleResult = { example: Example; answer: unknown; differences: string[] };

/** Reads an examples file that has been parsed. Throws with the place of the mistake. */
export function readExamples(raw: unknown): ExampleFile {
  const tree = asTree(raw);
  if (typeof tree.pack !== 'string') throw new Error('pack: is missing');
  if (!Array.isArray(tree.examples)) throw new Error('examples: is missing');
  for (const each of tree.examples as Partial<Example>[]) {
    const where = each.id ?? each.title ?? '?';
    for (const field of ['id', 'title', 'clauses', 'ask', 'facts', 'expect'] as const) {
      if (each[field] === undefined) throw new Error(`${where}: ${field} is missing`);
    }
    if (!questions.includes(each.ask as Question))
      throw new Error(`${where}: unknown ask "${each.ask}"`);
  }
  return tree as ExampleFile;
}

export function runExample(pack: PolicyPack, example: Example): ExampleResult {
  try {
    const answer = ask(pack, { question: example.ask, facts: example.facts });
    const wanted = plainMoney(example.expect);
    return { example, answer, differences: differencesOf({ wanted, found: answer, path: '' }) };
  } catch (problem) {
    if (!(problem instanceof ValueProblem)) throw problem;
    return { example, answer: undefined, differences: [`facts: ${problem.zh}`] };
  }
}

/** A list may be given as a map from id (or number) to what its item must hold. */
function differencesOf(of: { wanted: unknown; found: unknown; path: string }): string[] {
  const { wanted, found, path } = of;
  if (typeof wanted !== 'object' || wanted === null) {
    return Object.is(wanted, found) ? [] : [`${path}: ${show(wanted)} ≠ ${show(found)}`];
  }
  if (typeof found !== 'object' || found === null) return [`${path}: nothing there`];
  if (Array.isArray(wanted) && (!Array.isArray(found) || wanted.length !== found.length)) {
    return [`${path}: ${wanted.length} items ≠ ${show(found)}`];
  }
  return Object.entries(wanted).flatMap(([key, each]) => {
    const next =
      Array.isArray(found) && !Array.isArray(wanted)
        ? itemOf(found, key)
        : (found as Record<string, unknown>)[key];
    return differencesOf({ wanted: each, found: next, path: path ? `${path}.${key}` : key });
  });
}

function itemOf(list: unknown[], key: string): unknown {
  if (key === 'last') return list.at(-1);
  const byName = list.find((each) => {
    const item = each as { id?: unknown; reward?: unknown; code?: unknown };
    return item.id === key || item.reward === key || item.code === key;
  });
  return byName ?? list[Number(key)];
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? 'undefined';
}
