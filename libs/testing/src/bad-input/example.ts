import { innerSchemas } from '@fangpiao/contracts';
import { z } from 'zod';

type Schema = z.core.$ZodType;

/**
 * A value the schema accepts, made from its own examples, else from its form. A schema that cannot be guessed
 * (a pattern without an example, a rule over several fields) throws and asks for `examples` in its metadata.
 */
export function exampleOf(schema: Schema): unknown {
  const given = examplesIn(schema);
  const value = given ? given[0] : guess(schema);
  const result = z.safeParse(schema, value);
  if (result.success) return value;
  throw new Error(
    `No example can be derived for ${JSON.stringify(z.globalRegistry.get(schema as z.ZodType)?.description ?? schema._zod.def.type)}: ` +
      `give it .meta({ examples: […] }); ${result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ')}`,
  );
}

function examplesIn(schema: Schema): readonly unknown[] | undefined {
  const examples = z.globalRegistry.get(schema as z.ZodType)?.examples;
  return Array.isArray(examples) && examples.length > 0 ? (examples as unknown[]) : undefined;
}

function guess(schema: Schema): unknown {
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries<Schema>(schema.shape)
        .filter(([, field]) => !isOptional(field))
        .map(([name, field]) => [name, exampleOf(field)]),
    );
  }
  if (schema instanceof z.ZodArray) {
    const least = Number(schema._zod.bag['minimum'] ?? 0);
    return Array.from({ length: Math.max(1, least) }, () => exampleOf(schema.element));
  }
  if (schema instanceof z.ZodTuple) return schema._zod.def.items.map((item) => exampleOf(item));
  if (schema instanceof z.ZodLiteral) return [...schema.values][0];
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodRecord) return {};
  if (schema instanceof z.ZodString) return guessText(schema);
  if (schema instanceof z.ZodNumber) return guessNumber(schema);
  if (schema instanceof z.ZodBoolean) return true;
  if (schema instanceof z.ZodNull) return null;
  if (schema instanceof z.ZodUnknown || schema instanceof z.ZodAny) return {};
  const [inner] = innerSchemas(schema);
  if (inner) return exampleOf(inner);
  throw new Error(`A schema of type "${schema._zod.def.type}" needs .meta({ examples: […] })`);
}

/** Simple patterns are met by one of these; others need an example of their own. */
const commonTexts = ['example-1', 'example1', 'Example1', 'EXAMPLE1', '12345678', '123456', '1.00'];

function guessText(schema: z.ZodString): string {
  const plain = 'x'.repeat(Math.max(1, schema.minLength ?? 1));
  return [plain, ...commonTexts].find((text) => schema.safeParse(text).success) ?? plain;
}

function guessNumber(schema: z.ZodNumber): number {
  const least = schema.minValue ?? Number.MIN_SAFE_INTEGER;
  const most = schema.maxValue ?? Number.MAX_SAFE_INTEGER;
  return Math.min(Math.max(1, Math.ceil(least)), Math.floor(most));
}

/** True when the field may be left out. */
export function isOptional(schema: Schema): boolean {
  return z.safeParse(schema, undefined).success;
}
