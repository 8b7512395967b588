import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

const COMPONENTS = '#/components/schemas/';

/** What JSON Schema says of a schema and zod's own translation does not know, or says too much of. */
const adjusted = (io: 'input' | 'output') => ({ jsonSchema }: { jsonSchema: JsonSchema }): void => {
  // Members may be added to an answer at any time; what a body has beside those that are read is ignored.
  if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties'];
  if (io === 'input' && jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
};

/** In place: definitions of zod's go where OpenAPI has them, and are gathered in `definitions`. */
const withComponents = (schema: unknown, definitions: Map<string, JsonSchema>): unknown => {
  if (Array.isArray(schema)) return schema.map((each) => withComponents(each, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $defs = {}, $schema: _dialect, ...rest } = schema as JsonSchema & { $defs?: Record<string, JsonSchema> };
  // The name of a schema; of the members of an object one is called so too, and is no text.
  if (typeof rest['id'] === 'string') delete rest['id'];
  for (const [name, definition] of Object.entries($defs)) {
    if (!definitions.has(name)) definitions.set(name, withComponents(definition, definitions) as JsonSchema);
  }
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', COMPONENTS) : withComponents(value, definitions)]),
  );
};

/** A schema of what is answered. Those that have names go into `definitions`, and are referred to. */
export const answerJsonSchema = (schema: z.ZodType, definitions: Map<string, JsonSchema>): JsonSchema =>
  withComponents(z.toJSONSchema(schema, { io: 'output', override: adjusted('output'), unrepresentable: 'any' }), definitions) as JsonSchema;

/** A schema of what is sent: before it is checked and brought into the form that the app works with. */
export const requestJsonSchema = (schema: z.ZodType): JsonSchema =>
  withComponents(z.toJSONSchema(schema, { io: 'input', override: adjusted('input'), unrepresentable: 'any' }), new Map()) as JsonSchema;
