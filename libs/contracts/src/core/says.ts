import type { z } from 'zod';
import type { FieldProblem } from './refusal.ts';

/** Keeps the two languages of one message apart inside zod's single text. */
const separator = '\u001f';

/**
 * A message in both languages, for `error` of any zod check: `z.string().max(40, says('至多 40 字', 'at most 40'))`.
 * A text of the form "中文 / English" is understood too.
 */
export function says(zh: string, en: string): { error: string } {
  return { error: zh + separator + en };
}

type Issue = z.core.$ZodIssue;

/** What zod found wrong, as field problems in both languages. Values never appear: they may be personal. */
export function fieldProblemsOf(error: z.ZodError, prefix: string): FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, prefix)).slice(0, 20);
}

function problemsOf(issue: Issue, prefix: string): FieldProblem[] {
  const path = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: `${path}.${key.slice(0, 80)}`,
      zh: '没有这个字段',
      en: 'there is no such field',
    }));
  }
  const [zh, en] = issue.message.includes(separator)
    ? issue.message.split(separator)
    : (/^(.*[\u4e00-\u9fff].*?) \/ (.+)$/.exec(issue.message)?.slice(1) ?? []);
  if (zh !== undefined && en !== undefined) return [{ path, zh, en }];
  return [{ path, ...defaultText(issue) }];
}

function defaultText(issue: Issue): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type':
      return typeText(issue.expected);
    case 'too_small':
      return sizeText(issue.origin, '至少', 'at least', String(issue.minimum));
    case 'too_big':
      return sizeText(issue.origin, '至多', 'at most', String(issue.maximum));
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { zh: `只能是：${values}`, en: `must be one of: ${values}` };
    }
    case 'invalid_format':
      return { zh: `格式不符（${issue.format}）`, en: `the form is wrong (${issue.format})` };
    case 'not_multiple_of':
      return { zh: `须为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
    case 'invalid_union':
      return { zh: '不符合任何一种形式', en: 'matches none of the forms' };
    default:
      return { zh: '内容无效', en: 'is not valid' };
  }
}

const typeNames: Record<string, [zh: string, en: string]> = {
  string: ['文本', 'a text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
};

function typeText(expected: string): { zh: string; en: string } {
  const [zh, en] = typeNames[expected] ?? [expected, expected];
  return { zh: `必须填写，且应为${zh}`, en: `is required and must be ${en}` };
}

function sizeText(
  origin: string,
  zhBound: string,
  enBound: string,
  bound: string,
): { zh: string; en: string } {
  if (origin === 'string') {
    return { zh: `${zhBound} ${bound} 个字符`, en: `${enBound} ${bound} characters` };
  }
  if (origin === 'array') {
    return { zh: `${zhBound} ${bound} 项`, en: `${enBound} ${bound} items` };
  }
  return { zh: `${zhBound} ${bound}`, en: `${enBound} ${bound}` };
}
