import { z } from 'zod';
import {
  areaSchema,
  calendarDateSchema,
  creditCodeSchema,
  fenSchema,
  idSchema,
  instantSchema,
  kindOf,
  nationalIdSchema,
  signedFenSchema,
  textSchema,
} from './schemas.ts';
import { fieldProblemsOf } from './says.ts';

const words: [name: string, schema: z.ZodType, right: unknown[], wrong: unknown[]][] = [
  ['fen', fenSchema, [0, 1, 9_000_000_000_000_000], [-1, 0.5, '1', 9_000_000_000_000_001, null]],
  ['signed fen', signedFenSchema, [-5, 0, 5], [0.5, '1', -9_000_000_000_000_001]],
  ['area', areaSchema, ['0.00', '120.50'], ['120.5', '120.505', '-1.00', '01.00', 120.5]],
  ['date', calendarDateSchema, ['2024-02-29'], ['2026-02-30', '2026-2-3', '2026-13-01']],
  [
    'instant',
    instantSchema,
    ['2026-08-30T02:15:00.000Z'],
    ['2026-08-30T02:15:00Z', '2026-02-30T02:15:00.000Z', '2026-08-30T02:15:00.000+08:00'],
  ],
  [
    'national id',
    nationalIdSchema,
    ['11010519491231002X'],
    ['110105194912310021', ' 11010519491231002X', '11010519491231002x'],
  ],
  ['credit code', creditCodeSchema, ['91350100M000100Y43'], ['91350100M000100Y44', '']],
  ['id', idSchema('purchase'), ['purchase-1'], ['', 'a/b', 'a b', '$where', 'x'.repeat(81)]],
  ['text', textSchema(5, 'note'), ['你好'], ['', '  ', '123456', 'a\u0000b']],
];

describe.each(words)('the word %s', (_name, schema, right, wrong) => {
  test.each(right)('takes %j', (value) => expect(schema.parse(value)).toBe(value));

  test.each(wrong)('refuses %j in both languages', (value) => {
    const { error } = z.strictObject({ field: schema }).safeParse({ field: value });
    const problems = fieldProblemsOf(error!, 'body');
    expect(problems[0]!.path).toBe('body.field');
    expect(problems[0]!.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(problems[0]!.en).toMatch(/^[\x20-\x7e\u2212²]+$/);
  });

  test('is recognised by generators, also behind another description', () => {
    expect(kindOf(schema.meta({ description: 'another' }))).toBe(kindOf(schema));
    expect(kindOf(schema)).toBeDefined();
  });
});

test('names every unknown field', () => {
  const { error } = z.strictObject({}).safeParse({ a: 1, b: 2 });
  expect(fieldProblemsOf(error!, 'body').map((problem) => problem.path)).toEqual([
    'body.a',
    'body.b',
  ]);
});

test('speaks both languages for checks without a text of their own', () => {
  const schema = z.strictObject({
    n: z.int().max(3),
    e: z.enum(['x']),
    l: z.array(z.string()).max(1),
  });
  const { error } = schema.safeParse({ n: 4, e: 'y', l: ['', ''] });
  expect(fieldProblemsOf(error!, 'body')).toEqual([
    { path: 'body.n', zh: '至多 3', en: 'at most 3' },
    { path: 'body.e', zh: '只能是：x', en: 'must be one of: x' },
    { path: 'body.l', zh: '至多 1 项', en: 'at most 1 items' },
  ]);
});

test('understands a text of the form "中文 / English"', () => {
  const { error } = z.string().regex(/^a$/, '应为 a / must be a').safeParse('b');
  expect(fieldProblemsOf(error!, 'body')).toEqual([
    { path: 'body', zh: '应为 a', en: 'must be a' },
  ]);
});
