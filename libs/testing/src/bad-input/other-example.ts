import { kindOf } from '@fangpiao/contracts';
import type { RouteDeclaration } from '@fangpiao/contracts';
import { z } from 'zod';
import type { RequestParts } from './bad-input.ts';

type Schema = z.core.$ZodType;

/** The same request with one thing changed to another right value; undefined when nothing can vary. */
export function otherPartsFor(
  route: RouteDeclaration,
  parts: RequestParts,
): RequestParts | undefined {
  const body = route.body && otherValue(route.body, parts.body);
  if (body !== undefined) return { ...parts, body };
  const params = otherValue(route.params, parts.params);
  return params === undefined ? undefined : { ...parts, params: params as RequestParts['params'] };
}

function otherValue(schema: Schema, value: unknown): unknown {
  if (schema instanceof z.ZodObject) {
    const fields = value as Record<string, unknown>;
    for (const [name, field] of identifiersLast(schema)) {
      const other = name in fields ? otherValue(field, fields[name]) : undefined;
      const changed = { ...fields, [name]: other };
      if (other !== undefined && z.safeParse(schema, changed).success) return changed;
    }
    return undefined;
  }
  return candidates(schema, value).find(
    (each) => each !== value && z.safeParse(schema, each).success,
  );
}

/** Another identifier may name another stream, where the key is a new one (WRITE-PATH 5): anything else is better. */
function identifiersLast(schema: z.ZodObject): [string, Schema][] {
  const fields = Object.entries<Schema>(schema.shape);
  const isIdentifier = ([, field]: [string, Schema]) => kindOf(field) === 'id';
  return [...fields.filter((field) => !isIdentifier(field)), ...fields.filter(isIdentifier)];
}

function candidates(schema: Schema, value: unknown): unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodArray && Array.isArray(value)) return [[...value, ...value]];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (kindOf(schema) === 'date') return ['2026-08-29'];
  if (typeof value === 'string') return [`${value}2`, `${value.slice(0, -1)}x`];
  return [];
}
