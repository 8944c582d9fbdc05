import type { JsonSchema } from './json-schema.ts';

/**
 * Who would notice a change. `input`: clients write it, so it may only become wider. `output`: clients read it, so
 * it may only become narrower. `frozen`: it is stored for ever and read by all, so only optional fields may come.
 */
export type Direction = 'input' | 'output' | 'frozen';

export interface SchemaChange {
  readonly path: string;
  readonly isBreak: boolean;
  readonly what: string;
}

/** Every difference between two JSON Schemas, each judged for its direction. */
export function compareSchemas(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  path: string,
): SchemaChange[] {
  const wider = (what: string): SchemaChange => ({ path, isBreak: direction !== 'input', what });
  const narrower = (what: string): SchemaChange => ({
    path,
    isBreak: direction !== 'output',
    what,
  });
  const other = (what: string): SchemaChange => ({ path, isBreak: true, what });

  const forms = compareForms(before, after, direction, path, { wider, narrower });
  if (forms) return forms;
  return [
    ...compareTypes(before, after, { wider, narrower, other }),
    ...compareEnums(before, after, { wider, narrower }),
    ...compareBounds(before, after, { wider, narrower }),
    ...comparePatterns(before, after, { wider, narrower, other }),
    ...compareProperties(before, after, direction, path),
    ...compareItems(before, after, direction, path),
  ];
}

interface Judges {
  readonly wider: (what: string) => SchemaChange;
  readonly narrower: (what: string) => SchemaChange;
  readonly other: (what: string) => SchemaChange;
}

/** Unions, matched by content first and then by place: one that appears widens, one that goes narrows. */
function compareForms(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  path: string,
  { wider, narrower }: Pick<Judges, 'wider' | 'narrower'>,
): SchemaChange[] | undefined {
  const [was, is] = [formsOf(before), formsOf(after)];
  if (was.length === 1 && is.length === 1) return undefined;
  const isSame = (a: JsonSchema) => (b: JsonSchema) => JSON.stringify(a) === JSON.stringify(b);
  const gone = was.filter((form) => !is.some(isSame(form)));
  const come = is.filter((form) => !was.some(isSame(form)));
  const pairs = Math.min(gone.length, come.length);
  return [
    ...gone
      .slice(0, pairs)
      .flatMap((form, index) => compareSchemas(form, come[index]!, direction, path)),
    ...gone.slice(pairs).map(() => narrower('one of the forms is gone')),
    ...come.slice(pairs).map(() => wider('another form is possible')),
  ];
}

function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  const forms = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(forms) ? (forms as JsonSchema[]) : [schema];
}

function compareTypes(before: JsonSchema, after: JsonSchema, judges: Judges): SchemaChange[] {
  const [was, is] = [before['type'], after['type']];
  if (was === is) return [];
  const what = `type ${String(was ?? 'any')} → ${String(is ?? 'any')}`;
  if (was === 'integer' && is === 'number') return [judges.wider(what)];
  if (was === 'number' && is === 'integer') return [judges.narrower(what)];
  if (is === undefined) return [judges.wider(what)];
  if (was === undefined) return [judges.narrower(what)];
  return [judges.other(what)];
}

function compareEnums(
  before: JsonSchema,
  after: JsonSchema,
  { wider, narrower }: Pick<Judges, 'wider' | 'narrower'>,
): SchemaChange[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (!was && !is) return [];
  if (!was) return [narrower('only some values are allowed now')];
  if (!is) return [wider('any value is allowed now')];
  const gone = was.filter((value) => !is.includes(value));
  const come = is.filter((value) => !was.includes(value));
  return [
    ...(gone.length > 0 ? [narrower(`without ${gone.join(', ')}`)] : []),
    ...(come.length > 0 ? [wider(`also ${come.join(', ')}`)] : []),
  ];
}

function valuesOf(schema: JsonSchema): string[] | undefined {
  if ('const' in schema) return [JSON.stringify(schema['const'])];
  const values = schema['enum'];
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : undefined;
}

const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function compareBounds(
  before: JsonSchema,
  after: JsonSchema,
  { wider, narrower }: Pick<Judges, 'wider' | 'narrower'>,
): SchemaChange[] {
  const compare = (name: string, sign: 1 | -1): SchemaChange[] => {
    const bound = (schema: JsonSchema) =>
      typeof schema[name] === 'number' ? sign * schema[name] : Number.NEGATIVE_INFINITY;
    const [was, is] = [bound(before), bound(after)];
    if (was === is) return [];
    const what = `${name} ${String(before[name] ?? 'none')} → ${String(after[name] ?? 'none')}`;
    return [is > was ? narrower(what) : wider(what)];
  };
  return [
    ...lowerBounds.flatMap((name) => compare(name, 1)),
    ...upperBounds.flatMap((name) => compare(name, -1)),
  ];
}

/** Whether one pattern holds the other cannot be told: a changed one breaks. */
function comparePatterns(before: JsonSchema, after: JsonSchema, judges: Judges): SchemaChange[] {
  return ['pattern', 'format', 'allOf', 'multipleOf'].flatMap((name) => {
    const [was, is] = [before[name], after[name]].map((value) => JSON.stringify(value));
    if (was === is) return [];
    if (was === undefined) return [judges.narrower(`${name} ${is}`)];
    if (is === undefined) return [judges.wider(`no ${name}`)];
    return [judges.other(`${name} ${was} → ${is}`)];
  });
}

function compareProperties(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  path: string,
): SchemaChange[] {
  const [was, is] = [propertiesOf(before), propertiesOf(after)];
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const changes: SchemaChange[] = [];
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const at = `${path}.${name}`;
    const [old, now] = [was[name], is[name]];
    if (old && now) {
      changes.push(...compareSchemas(old, now, direction, at));
      if (needed.has(name) && !needs.has(name)) {
        changes.push({ path: at, isBreak: direction !== 'input', what: 'may be missing now' });
      } else if (!needed.has(name) && needs.has(name)) {
        changes.push({ path: at, isBreak: direction !== 'output', what: 'is required now' });
      }
    } else if (old) {
      changes.push({ path: at, isBreak: true, what: 'is gone' });
    } else {
      const isBreak = needs.has(name) && direction !== 'output';
      changes.push({ path: at, isBreak, what: needs.has(name) ? 'is new and required' : 'is new' });
    }
  }
  return changes;
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] ?? {}) as Record<string, JsonSchema>;
}

function requiredOf(schema: JsonSchema): Set<string> {
  return new Set((schema['required'] ?? []) as string[]);
}

function compareItems(
  before: JsonSchema,
  after: JsonSchema,
  direction: Direction,
  path: string,
): SchemaChange[] {
  return ['items', 'additionalProperties', 'propertyNames'].flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (!isSchema(was) || !isSchema(is)) return [];
    return compareSchemas(was, is, direction, `${path}[]`);
  });
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
