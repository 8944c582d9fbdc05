import { innerSchemas, kindOf } from '@fangpiao/contracts';
import type { ValueKind } from '@fangpiao/contracts';
import { z } from 'zod';
import { exampleOf, isOptional } from './example.ts';

type Schema = z.core.$ZodType;

export interface Mistake {
  readonly name: string;
  /** The whole part (body, query, params) with the mistake in it. */
  readonly value: unknown;
  /** Where the answer must point, below the part. */
  readonly path: readonly string[];
}

/** Values that look right and are not, for each word of the contract. */
const wrongWords: Record<ValueKind, readonly [name: string, value: unknown][]> = {
  fen: [
    ['negative fen', -1],
    ['fractional fen', 0.5],
    ['fen as text', '100'],
    ['fen above the limit', 9_000_000_000_000_001],
  ],
  'signed-fen': [
    ['fractional fen', 0.5],
    ['fen below the limit', -9_000_000_000_000_001],
  ],
  area: [
    ['area with three decimals', '120.505'],
    ['area as a number', 120.5],
    ['negative area', '-1.00'],
  ],
  date: [
    ['impossible date', '2026-02-30'],
    ['date in another form', '30/08/2026'],
  ],
  instant: [
    ['impossible instant', '2026-02-30T00:00:00.000Z'],
    ['instant with an offset', '2026-08-30T10:15:00.000+08:00'],
  ],
  'national-id': [['id number with a wrong check digit', '110105194912310021']],
  'credit-code': [['credit code with a wrong check character', '91350100M000100Y44']],
  id: [
    ['id with a space', 'a b'],
    ['id with an operator', '$where'],
    ['id that is too long', 'x'.repeat(81)],
  ],
  text: [
    ['blank text', '   '],
    ['control character', 'a\u0000b'],
    ['text that is too long', 'x'.repeat(100_001)],
  ],
};

/** Every single mistake that can be made in the JSON of one schema. */
export function mistakesIn(schema: Schema): Mistake[] {
  return mistakesAt(schema, exampleOf(schema), [], (value) => value);
}

type Rebuild = (value: unknown) => unknown;

function mistakesAt(
  schema: Schema,
  example: unknown,
  path: readonly string[],
  rebuild: Rebuild,
): Mistake[] {
  const here = (name: string, value: unknown): Mistake => ({
    name: `${name} at ${path.join('.') || 'the top'}`,
    value: rebuild(value),
    path,
  });
  const kind = kindOf(schema);
  if (kind) {
    const otherType = typeof example === 'number' ? 'a text' : 12_345;
    return [
      ...wrongWords[kind].map(([name, value]) => here(name, value)),
      here('wrong type', otherType),
      here('null', null),
    ];
  }
  if (schema instanceof z.ZodObject) return objectMistakes(schema, example, path, rebuild);
  if (schema instanceof z.ZodArray) {
    const [first = exampleOf(schema.element)] = example as unknown[];
    return [
      here('not a list', { 0: first }),
      ...mistakesAt(schema.element, first, [...path, '0'], (value) => rebuild([value])),
    ];
  }
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    return [here('a value outside the list', 'no-such-value'), here('wrong type', 12_345.5)];
  }
  if (schema instanceof z.ZodString) return [here('wrong type', 12_345), here('null', null)];
  if (schema instanceof z.ZodNumber) return [here('wrong type', 'a text'), here('null', null)];
  if (schema instanceof z.ZodBoolean) return [here('wrong type', 'yes')];
  if (schema instanceof z.ZodUnion) {
    const option = innerSchemas(schema).find((each) => z.safeParse(each, example).success);
    // Inside a union only the choice itself is sure to be named.
    return option ? [here('wrong type', [[12_345.5]])] : [];
  }
  if (schema instanceof z.ZodUnknown || schema instanceof z.ZodAny) return [];
  const [inner] = innerSchemas(schema);
  if (!inner) return [];
  const isNullable = schema instanceof z.ZodNullable;
  return mistakesAt(inner, example ?? exampleOf(inner), path, rebuild).filter(
    (mistake) => !(isNullable && mistake.name.startsWith('null at') && mistake.path === path),
  );
}

function objectMistakes(
  schema: z.ZodObject,
  example: unknown,
  path: readonly string[],
  rebuild: Rebuild,
): Mistake[] {
  const fields = example as Record<string, unknown>;
  const where = path.join('.') || 'the top';
  const mistakes: Mistake[] = [
    {
      name: `unknown field at ${where}`,
      value: rebuild({ ...fields, noSuchField: 1 }),
      path: [...path, 'noSuchField'],
    },
    { name: `not an object at ${where}`, value: rebuild([fields]), path },
  ];
  for (const [name, field] of Object.entries<Schema>(schema.shape)) {
    if (!isOptional(field)) {
      const { [name]: _left, ...rest } = fields;
      mistakes.push({
        name: `missing ${[...path, name].join('.')}`,
        value: rebuild(rest),
        path: [...path, name],
      });
    }
    mistakes.push(
      ...mistakesAt(field, fields[name] ?? exampleOf(field), [...path, name], (value) =>
        rebuild({ ...fields, [name]: value }),
      ),
    );
  }
  return mistakes;
}

/** Mistakes in what travels as text: path parameters and the query. */
export function textMistakesIn(schema: Schema): Mistake[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const example = exampleOf(schema) as Record<string, unknown>;
  return Object.entries<Schema>(schema.shape).flatMap(([name, field]) =>
    mistakesAt(field, example[name] ?? exampleOf(field), [name], (value) => ({
      ...example,
      [name]: value,
    })).filter((mistake) => mistake.path.length === 1 && isWrongAsText(mistake.value, name, field)),
  );
}

/** As text a number is right where a text was expected, and a text of digits where a number was. */
function isWrongAsText(value: unknown, name: string, field: Schema): boolean {
  const sent = (value as Record<string, unknown>)[name];
  if (typeof sent === 'number') return kindOf(field) === 'fen';
  return typeof sent === 'string' && sent !== '' && sent !== '100';
}
