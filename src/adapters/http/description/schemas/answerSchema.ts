import { z } from 'zod';

const taken = new Set<string>();

/**
 * A schema that is described once, as `#/components/schemas/NAME`, to be used in more than one answer.
 * @param name unique, in PascalCase, as the contract has it where it has one. @throws Error for one that is taken.
 */
export const named = <S extends z.ZodType>(name: string, schema: S): S => {
  if (taken.has(name)) throw new Error(`Two schemas are named ${name}.`);
  taken.add(name);
  return schema.meta({ id: name });
};

/** An object of an answer: a member that it does not name fails the tests. Members that may be absent are optional; none is ever null. */
export const members = z.strictObject;

export const guid = z.string().regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/).meta({ format: 'uuid' });

/** UTC, in ISO 8601. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/).meta({ format: 'date-time' });

/** Of a day that an answer shows without a time. */
export const day = z.string().regex(/^\d{4}-\d\d-\d\d$/).meta({ format: 'date' });

/** Of a calendar month. */
export const month = z.string().regex(/^\d{4}-\d\d$/);

/** An exact decimal number as text: amounts of our own API. */
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/).meta({ description: 'An exact decimal number.' });

/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/);

/** ISO 3166-1, two letters. */
export const country = z.string().regex(/^[A-Z]{2}$/);

export const count = z.number().int().nonnegative();

export const link = named('Link', members({ uri: z.string(), method: z.string(), headers: z.array(members({ key: z.string(), value: z.string() })) }));

/** What every resource of the contract carries. */
export const attributesOf = (objectType: string) => members({ objectType: z.literal(objectType) });

/** The same of one that has versions. */
export const versionedAttributesOf = (objectType: string) => members({ objectType: z.literal(objectType), etag: z.string().meta({ description: 'Its version, as `If-Match` takes it.' }) });

/** Stands in a list for a row that cannot be read. */
export const unreadable = z.array(named('UnreadableRow', members({ kind: z.string(), id: z.string().optional() }))).optional();

const pageOf = <S extends z.ZodType>(item: S) => ({
  totalCount: count.meta({ description: 'Of this page.' }),
  items: z.array(item),
  links: members({ self: link, next: link.optional() }),
  attributes: members({ objectType: z.literal('Collection') }),
  unreadable,
});

const collectionSchema = <S extends z.ZodType>(item: S) => members(pageOf(item));
const collections = new Map<string, z.ZodType>();

/** One page of a list of the contract; of items that have a name it has one too, theirs with `Collection`. */
export const collectionOf = <S extends z.ZodType>(item: S): ReturnType<typeof collectionSchema<S>> => {
  const of = item.meta()?.id;
  if (of === undefined) return collectionSchema(item);
  const known = collections.get(of) ?? named(`${of}Collection`, collectionSchema(item));
  collections.set(of, known);
  return known as ReturnType<typeof collectionSchema<S>>;
};

/** The same with more members than those of every collection. */
export const extendedCollectionOf = <S extends z.ZodType, More extends z.ZodRawShape>(item: S, more: More) => members({ ...pageOf(item), ...more });

export const errorBody = named(
  'Error',
  members({
    code: z.number().int(),
    description: z.string().min(1).max(1024),
    data: z.array(z.string()),
    source: z.string(),
    errorMessageExtended: z.string().optional(),
  }),
);

/** As the gateway says it, without a code. */
export const throttledBody = named('Throttled', members({ statusCode: z.literal(429), message: z.string() }));
