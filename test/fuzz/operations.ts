/** What is used of a JSON schema. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly $ref?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

interface DescribedOperation {
  readonly operationId?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> } | { readonly $ref: string };
}

/** What is used of an OpenAPI 3.1 document. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One call that a document describes. */
export interface Operation {
  readonly name: string;
  /** In capitals. */
  readonly method: string;
  /** With names in braces. */
  readonly path: string;
  readonly query: Readonly<Record<string, Schema>>;
  /** Absent: it takes none. */
  readonly body?: Schema;
}

const METHODS = new Set(['get', 'head', 'post', 'put', 'patch', 'delete']);

/** What stands where `#/components/…` points to. */
const followed = (document: unknown, value: unknown): unknown => {
  const { $ref } = (value ?? {}) as { readonly $ref?: string };
  if ($ref === undefined) return value;
  const found = $ref.slice(2).split('/').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  if (found === undefined) throw new Error(`The document has no ${$ref}`);
  return followed(document, found);
};

/** The schema with its references followed, as deep as values are made. */
const whole = (document: unknown, value: unknown, depth = 0): Schema => {
  const schema = followed(document, value) as Schema;
  if (depth > 8) return {};
  const each = (list: readonly Schema[]): Schema[] => list.map((one) => whole(document, one, depth + 1));
  return {
    ...schema,
    ...(schema.properties && { properties: Object.fromEntries(Object.entries(schema.properties).map(([name, member]) => [name, whole(document, member, depth + 1)])) }),
    ...(schema.items && { items: whole(document, schema.items, depth + 1) }),
    ...(schema.anyOf && { anyOf: each(schema.anyOf) }),
    ...(schema.oneOf && { oneOf: each(schema.oneOf) }),
    ...(schema.allOf && { allOf: each(schema.allOf) }),
  };
};

/** Every operation of an OpenAPI document, in its order. @throws for one without an id: nothing could name it. */
export const operationsOf = (document: Description): readonly Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, described]): Operation => {
        const { operationId, parameters = [], requestBody } = described as DescribedOperation;
        if (operationId === undefined) throw new Error(`${method} ${path} has no operationId`);
        const own = [...((item['parameters'] ?? []) as readonly unknown[]), ...parameters].map((parameter) => followed(document, parameter) as Parameter);
        const query = Object.fromEntries(own.filter((parameter) => parameter.in === 'query').map(({ name, schema }) => [name, whole(document, schema ?? {})]));
        const { content } = (followed(document, requestBody) ?? {}) as { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
        const body = content?.['application/json']?.schema;
        return { name: operationId, method: method.toUpperCase(), path, query, ...(body && { body: whole(document, body) }) };
      }),
  );
