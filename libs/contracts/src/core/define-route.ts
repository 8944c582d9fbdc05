import { z } from 'zod';
import type { RouteDeclaration } from './route.ts';
import { kindOf } from './schemas.ts';
import type { ValueKind } from './schemas.ts';

/** For routes without path parameters or query. */
export const nothing = z.strictObject({});

/** Declares one route and keeps its exact types; a declaration that contradicts itself throws at start. */
export function defineRoute<const Route extends RouteDeclaration>(route: Route): Route {
  const complain = (what: string): never => {
    throw new Error(`Route "${route.name}": ${what}`);
  };
  const inPath = pathParameters(route.path).sort().join(', ');
  const declared = fieldsOf(route.params).sort().join(', ');
  if (inPath !== declared) {
    complain(`the path names [${inPath}] but params declare [${declared}]`);
  }
  if (route.method === 'get' && route.body) complain('a GET has no body');
  if (route.method === 'get' && route.status !== 200) complain('a GET answers 200');
  if (route.allowed === 'anyone' && route.method !== 'get') {
    complain('what changes state needs a sign-in');
  }
  if (route.allowed.length === 0) complain('nobody may call it');
  for (const [part, schema] of inputsOf(route)) {
    const loose = looseObjectIn(schema, part);
    if (loose) complain(`${loose} accepts unknown fields: use z.strictObject`);
    // A query is text; its numbers are coerced and only compared with.
    const bare = part === 'query' ? undefined : bareWordIn(schema, part);
    if (bare) complain(`${bare} is not one of the words in schemas.ts that its name promises`);
  }
  return route;
}

/** Names behind the colons of an Express path. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]\w*)/g)].map((match) => match[1]!);
}

function inputsOf(route: RouteDeclaration): [string, z.ZodType][] {
  const inputs: [string, z.ZodType][] = [
    ['params', route.params],
    ['query', route.query],
  ];
  return route.body ? [...inputs, ['body', route.body]] : inputs;
}

function fieldsOf(schema: z.ZodType): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Names that promise a word of the contract: a plain number for money would let fractions in. */
const promisedWords: readonly [name: RegExp, kinds: readonly ValueKind[]][] = [
  [/Fen$|^fen$/, ['fen', 'signed-fen']],
  [/nationalId$/i, ['national-id']],
  [/creditCode$/i, ['credit-code']],
];

function bareWordIn(schema: z.core.$ZodType, path: string): string | undefined {
  const name = path.split('.').at(-1) ?? '';
  const promised = promisedWords.find(([form]) => form.test(name))?.[1];
  const kind = kindOf(schema);
  const isLeaf = schema instanceof z.ZodNumber || schema instanceof z.ZodString;
  if (promised && isLeaf && !(kind && promised.includes(kind))) return path;
  if (schema instanceof z.ZodObject) {
    for (const [field, inner] of Object.entries<z.core.$ZodType>(schema.shape)) {
      const bare = bareWordIn(inner, `${path}.${field}`);
      if (bare) return bare;
    }
    return undefined;
  }
  for (const inner of innerSchemas(schema)) {
    const bare = bareWordIn(inner, path);
    if (bare) return bare;
  }
  return undefined;
}

/** Where in a schema an object would let unknown fields pass; undefined when nowhere. */
function looseObjectIn(schema: z.core.$ZodType, path: string): string | undefined {
  if (schema instanceof z.ZodObject) {
    const catchall = schema._zod.def.catchall;
    if (!(catchall instanceof z.ZodNever)) return path;
    for (const [name, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
      const loose = looseObjectIn(field, `${path}.${name}`);
      if (loose) return loose;
    }
    return undefined;
  }
  for (const inner of innerSchemas(schema)) {
    const loose = looseObjectIn(inner, path);
    if (loose) return loose;
  }
  return undefined;
}

/** The schemas directly inside one that is not an object. */
export function innerSchemas(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodUnion) return [...schema.options];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodTuple) return [...schema._zod.def.items];
  if (schema instanceof z.ZodIntersection) return [schema._zod.def.left, schema._zod.def.right];
  if (schema instanceof z.ZodPipe) return [schema._zod.def.in];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodPrefault
  ) {
    return [schema._zod.def.innerType];
  }
  return [];
}
