import { z } from 'zod';

/** JSON Schema as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const noMetadata = z.registry<z.core.GlobalMeta>();

/**
 * The JSON Schema of a zod schema, with everything in place (no `$ref`), so that documents can embed it anywhere
 * and the compatibility check can compare it. `input` is what may be sent, `output` what is given.
 */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  options: { descriptions: boolean },
): JsonSchema {
  const {
    $schema: _$schema,
    '~standard': _standard,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    target: 'draft-7',
    reused: 'inline',
    unrepresentable: 'any',
    metadata: noMetadata,
    override: ({ zodSchema, jsonSchema }) => {
      if (!options.descriptions) return;
      const meta = z.globalRegistry.get(zodSchema as unknown as z.ZodType);
      if (meta?.description !== undefined) jsonSchema.description = meta.description;
      if (Array.isArray(meta?.examples)) jsonSchema.examples = meta.examples;
    },
  }) as Record<string, unknown>;
  return JSON.parse(JSON.stringify(rest)) as JsonSchema;
}
